package dev.understudy.hypervisor;

import dev.understudy.base.Bytes;
import dev.understudy.hypervisor.device.Effect;
import dev.understudy.hypervisor.device.PendingIo;
import dev.understudy.hypervisor.log.Entry;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * Runs a live guest and logs nothing: what fault tolerance costs is measured against it.
 *
 * <p>It stops where a {@link Recorder} stops and does to the guest what a recorder does, but hashes
 * and encodes nothing, and makes no marks. It is for measurements only, as no backup could take
 * over its guest.
 */
public final class UnloggedRunner {

  /** Entries that are applied and never written have no check. */
  private static final int NO_CHECK = 0;

  private final VirtualMachine guest;
  private final List<Effect> effects = new ArrayList<>();

  public UnloggedRunner(VirtualMachine guest) {
    this.guest = guest;
  }

  /**
   * As {@link Recorder#runUntil}; with {@link StopResult#SEAM} also behind reads that had no
   * effect.
   */
  public StopResult runUntil(long count, HostSource host) {
    while (true) {
      completeDoomedIo();
      if (!effects.isEmpty() || takeEffects()) {
        return StopResult.SEAM;
      }
      if (guest.ended()) {
        return StopResult.ENDED;
      }
      if (guest.waiting()) {
        return StopResult.IDLE;
      }
      if (guest.count() >= count && !guest.stopped()) {
        return StopResult.COUNT;
      }
      switch (guest.advance(count)) {
        case CLOCK_READ -> {
          readClock(host);
          return StopResult.SEAM;
        }
        case ENTROPY_READ -> {
          guest.completeRead(host.entropy());
          return StopResult.SEAM;
        }
        case OUTPUT -> effects.add(guest.completeOutput());
        case REACHED, WAITING, EFFECT, ENDED -> {}
      }
    }
  }

  private void readClock(HostSource host) {
    long value = guest.rules().guestClockNs(guest.clockNs(), host.clockNs(guest.count()));
    guest.clockLogged(value);
    guest.completeRead(value);
  }

  /** As {@link Recorder#offer}. */
  public boolean offer(Input input) {
    if (guest.isStale(input)) {
      return false;
    }
    Entry entry = input.entry(guest.count(), NO_CHECK);
    if (guest.obstacle(entry) != null) {
      return false;
    }
    guest.apply(entry);
    takeEffects();
    return true;
  }

  /** Shows the effects since the last call, in order; the visitor must not call back. */
  public void drain(Consumer<? super Effect> visitor) {
    for (int i = 0; i < effects.size(); i++) {
      visitor.accept(effects.get(i));
    }
    effects.clear();
  }

  private boolean takeEffects() {
    return guest.hasEffects() && effects.addAll(guest.takeEffects());
  }

  private void completeDoomedIo() {
    @Nullable PendingIo io = guest.stopped() ? null : guest.devices().disk().doomed();
    if (io != null) {
      offer(new Input.DiskAnswered(io.requestId(), false, Bytes.EMPTY));
    }
  }

  /** Instructions retired. */
  public long count() {
    return guest.count();
  }
}
