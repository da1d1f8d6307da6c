package dev.understudy.ft.replica;

import dev.understudy.base.StateDigest;
import dev.understudy.ft.protocol.Event;
import dev.understudy.ft.protocol.Protocol;
import dev.understudy.ft.protocol.State;
import dev.understudy.hypervisor.Input;
import org.jspecify.annotations.Nullable;

/**
 * A primary that was ordered to let its backup take over (paper §3.3). Its guest stands still. Once
 * no disk request is pending, no output held and no entry unacknowledged, there is nothing left
 * that a failover would have to repeat: this is the final point.
 */
final class OrderedFailover {
  private static final long NEVER = Long.MAX_VALUE;

  private final Replica replica;
  private final long byNs;
  private boolean yielded;
  private @Nullable Input timerDue;

  /**
   * Creates the failover.
   *
   * @param byNs the last moment for a final point, on the host's clock
   */
  OrderedFailover(Replica replica, long byNs) {
    this.replica = replica;
    this.byNs = byNs;
  }

  /** A deep copy for a copy of the replica. */
  OrderedFailover forkFor(Replica copyOfReplica) {
    OrderedFailover copy = new OrderedFailover(copyOfReplica, byNs);
    copy.yielded = yielded;
    copy.timerDue = timerDue;
    return copy;
  }

  /**
   * Refuses an input, because each would be an entry that has to be acknowledged, and a guest whose
   * timer is periodic would never get to its final point. Senders try again. The timer does not, so
   * it is kept in case the guest goes on here; elsewhere it is armed anew.
   */
  void refuse(Input input) {
    if (input.source() == Input.Source.HARDWARE) {
      timerDue = input;
    }
  }

  /** The timer, if it was due meanwhile; null if it was not. */
  @Nullable Input timerDue() {
    return timerDue;
  }

  /** Whether the guest goes on here: the disk has decided so, or there was no final point. */
  boolean isOver(long nowNs) {
    return switch (replica.state()) {
      case LIVE -> !yielded && nowNs >= byNs;
      case PRIMARY_ARBITRATING -> false;
      case ALONE, RENEWING, JOINING, REPLAYING, BACKUP_ARBITRATING, DRAINING, ENDING, HALTED ->
          true;
    };
  }

  /**
   * Gives way to the backup if the final point is reached. The watermark is logged first, so that
   * no output is sent again.
   */
  void approach(long nowNs) {
    LiveSide now = replica.liveSide();
    if (now == null || yielded || replica.state() != State.LIVE) {
      return;
    }
    if (replica.heldOutputs() == 0 && now.markWhatLeft()) {
      replica.pump(nowNs);
    }
    if (isAtFinalPoint()) {
      yielded = true;
      replica.tell(new Event.YieldRequested(), nowNs);
      replica.pump(nowNs);
    }
  }

  private boolean isAtFinalPoint() {
    Protocol protocol = replica.protocol();
    return replica.isLogSafe()
        && protocol.acknowledgedThrough() == protocol.logThrough()
        && replica.heldOutputs() == 0
        && replica.guest().devices().disk().pending().isEmpty();
  }

  long dueNs() {
    return yielded ? NEVER : byNs;
  }

  void digestInto(StateDigest digest) {
    digest.add(byNs);
    digest.add(yielded);
    digest.add(timerDue != null);
    if (timerDue != null) {
      timerDue.digestInto(digest);
    }
  }
}
