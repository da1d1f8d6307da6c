package dev.understudy.ft.replica;

import dev.understudy.base.Bytes;
import dev.understudy.disk.DiskRequest;
import dev.understudy.hypervisor.device.Effect;

/** What a replica wants its host to do. */
public sealed interface Action extends ReplicaStep {

  /** Calls the one of {@code cases} that this action is. */
  <R> R match(Cases<R> cases);

  @Override
  default <R> R either(Either<R> cases) {
    return cases.action(this);
  }

  /** Send these bytes to the host with this incarnation over the logging channel. */
  record SendChannel(long to, byte[] frame) implements Action {
    @Override
    public <R> R match(Cases<R> cases) {
      return cases.sendChannel(this);
    }
  }

  /** Send this frame over the client network. */
  record SendFrame(long outputIndex, Bytes frame) implements Action {
    @Override
    public <R> R match(Cases<R> cases) {
      return cases.sendFrame(this);
    }
  }

  /** Send this request over the storage network. */
  record SendStorage(DiskRequest request) implements Action {
    @Override
    public <R> R match(Cases<R> cases) {
      return cases.sendStorage(this);
    }
  }

  /**
   * Show this on the console, which drops what it has shown already.
   *
   * @param outputIndex counts the guest's outputs
   * @param offset of the text in the guest's whole console output, in bytes
   * @param text what to show
   */
  record ShowConsole(long outputIndex, long offset, Bytes text) implements Action {
    @Override
    public <R> R match(Cases<R> cases) {
      return cases.showConsole(this);
    }
  }

  /** Announce the guest's network address. */
  record Announce(long address, long tenure) implements Action {
    @Override
    public <R> R match(Cases<R> cases) {
      return cases.announce(this);
    }
  }

  /**
   * Offer the guest a {@code TimerDue} when the host's clock shows a time. It replaces the timer
   * armed before.
   *
   * @param arming number of the arming, which the offer carries
   * @param atHostNs host clock
   * @param intervalNs how much later that is than when the guest asked for it, or than its last
   *     tick
   * @param periodNs of a periodic timer; else 0
   */
  record ArmTimer(long arming, long atHostNs, long intervalNs, long periodNs) implements Action {
    @Override
    public <R> R match(Cases<R> cases) {
      return cases.armTimer(this);
    }
  }

  record DisarmTimer() implements Action {
    @Override
    public <R> R match(Cases<R> cases) {
      return cases.disarmTimer(this);
    }
  }

  /** From now on execute at this many thousandths of the host's speed. */
  record Pace(int speedPerMille) implements Action {
    @Override
    public <R> R match(Cases<R> cases) {
      return cases.pace(this);
    }
  }

  /** The guest has ended, and the outside may know it. */
  record End(Effect.Ended how) implements Action {
    @Override
    public <R> R match(Cases<R> cases) {
      return cases.end(this);
    }
  }

  /** One function for each action, so that none can be forgotten. */
  interface Cases<R> {
    R sendChannel(SendChannel action);

    R sendFrame(SendFrame action);

    R sendStorage(SendStorage action);

    R showConsole(ShowConsole action);

    R announce(Announce action);

    R armTimer(ArmTimer action);

    R disarmTimer(DisarmTimer action);

    R pace(Pace action);

    R end(End action);
  }
}
