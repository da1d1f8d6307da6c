package dev.understudy.sim.oracle;

import dev.understudy.base.StateDigest;
import dev.understudy.ft.replica.Note;
import dev.understudy.sim.world.Fault;
import dev.understudy.sim.world.FaultEffect;
import dev.understudy.sim.world.FaultLoss;
import dev.understudy.sim.world.FaultTarget;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * Whether more has gone wrong than is provided for. What is promised survives any one crash, pause
 * or cut while there is a backup, and whatever keeps the disk away for a time; not a second one
 * before there is a backup again. A disk that never comes back is the end of hosts that share it;
 * where each host has its own (§4.1), it is the end of arbitration only. A fault at the destination
 * of a clone takes away nothing that there was: it counts once the two hosts are a pair, if it is
 * not over by then.
 *
 * <p>Immutable: each event gives the next budget.
 *
 * @param spent whether the next fault is one too many
 * @param by the fault that spent it; null if that was a suspicion
 * @param sinceNs when that was
 * @param atDestination the fault at the destination of a clone under way; null if there was none
 * @param exceeded whether a fault has struck that was one too many
 * @param last the last of what spent and exceeded it; null if there was nothing
 */
record FaultBudget(
    boolean spent,
    @Nullable Fault by,
    long sinceNs,
    @Nullable Fault atDestination,
    boolean exceeded,
    @Nullable Link last) {

  /**
   * One of the things that went wrong. It becomes text only where a run is reported, because a
   * sweep has many worlds and reports few.
   *
   * @param before what went wrong before it; null if nothing did
   * @param atNs when; negative: from the beginning
   * @param what one sentence
   */
  record Link(@Nullable Link before, long atNs, String what) {
    String text() {
      String moment = atNs < 0 ? what : String.format(Locale.ROOT, "%.3f ms: %s", atNs / 1e6, what);
      return before == null ? moment : before.text() + "; " + moment;
    }
  }

  /** The budget of a guest with a backup. */
  static final FaultBudget WHOLE = new FaultBudget(false, null, 0, null, false, null);

  /** The budget of a guest that never had a backup. */
  static final FaultBudget NOTHING =
      new FaultBudget(
          true, null, 0, null, false, new Link(null, -1, "no backup from the beginning"));

  /** The budget where what the setup says of the channel is more than is provided for. */
  static FaultBudget beyond(String what) {
    return new FaultBudget(true, null, 0, null, true, new Link(null, -1, what));
  }

  FaultBudget struck(long nowNs, Fault fault, String what) {
    if (exceeded || !counts(fault)) {
      return this;
    }
    Link now = new Link(last, nowNs, what);
    if (spent && isOfADestination(fault.effect())) {
      return new FaultBudget(true, by, sinceNs, fault, false, now);
    }
    return new FaultBudget(
        true, fault, nowNs, atDestination, spent && !isOneCut(nowNs, fault), now);
  }

  /** The budget after something behind which no host is left to serve. */
  FaultBudget undone(long nowNs, Fault fault, String what) {
    return exceeded || !counts(fault)
        ? this
        : new FaultBudget(true, fault, nowNs, atDestination, true, new Link(last, nowNs, what));
  }

  private static boolean isOfADestination(FaultEffect effect) {
    return effect.targets().contains(new FaultTarget.Destination());
  }

  /** Whether a host loses several links at one instant: it then was cut off once. */
  private boolean isOneCut(long nowNs, Fault fault) {
    return by != null && sinceNs == nowNs && isCut(by) && isCut(fault);
  }

  private static boolean isCut(Fault fault) {
    return switch (fault.effect().loss()) {
      case LINK, DISK_LINK -> true;
      case HOST, PROGRESS, DISK, SPEED -> false;
    };
  }

  /**
   * Whether a fault counts. A slow host goes on, and a disk that comes back, or back into reach, is
   * waited for.
   */
  private static boolean counts(Fault fault) {
    return switch (fault.effect().loss()) {
      case HOST, PROGRESS, LINK -> true;
      case DISK_LINK, DISK -> fault.forNs() == Fault.FOR_EVER;
      case SPEED -> false;
    };
  }

  /**
   * The budget after a host took its peer for failed: the host that wins is alone, and without
   * arbitration no host wins.
   */
  FaultBudget noted(long nowNs, String host, Note note) {
    boolean suspects = note instanceof Note.StateChanged changed && changed.to().arbitrating();
    return suspects && !exceeded
        ? new FaultBudget(
            true,
            null,
            nowNs,
            atDestination,
            nobodyArbitrates(),
            new Link(last, nowNs, host + " took its peer for failed"))
        : this;
  }

  private boolean nobodyArbitrates() {
    return by != null && by.effect().loss() == FaultLoss.DISK;
  }

  /**
   * The budget after a pause or a cut: if no host suspected its peer meanwhile, the two are a pair
   * as before.
   */
  FaultBudget healed(Fault fault) {
    if (exceeded || fault.effect().loss() == FaultLoss.HOST) {
      return this;
    }
    if (fault.equals(atDestination)) {
      return withoutDestination();
    }
    return fault.equals(by) ? WHOLE : this;
  }

  /**
   * The budget of a new pair; a fault at its backup while it was the destination counts from now
   * on.
   */
  FaultBudget paired() {
    if (exceeded || nobodyArbitrates()) {
      return this; // A new pair is of no use: neither host could go live.
    }
    return atDestination == null
        ? WHOLE
        : new FaultBudget(true, atDestination, sinceNs, null, false, last);
  }

  /** The budget after a clone that failed: what went wrong at its destination does not count. */
  FaultBudget cloneFailed() {
    return atDestination == null ? this : withoutDestination();
  }

  private FaultBudget withoutDestination() {
    return new FaultBudget(spent, by, sinceNs, null, exceeded, last);
  }

  /** All that went wrong, in one text for reports. */
  String chain() {
    return last == null ? "" : last.text();
  }

  void digestInto(StateDigest digest) {
    digest.add(spent);
    digest.add(exceeded);
    digest.add(atDestination != null);
    digest.add(by != null);
    if (by != null) {
      by.effect().digestInto(digest);
      digest.add(sinceNs);
    }
  }
}
