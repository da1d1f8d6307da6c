package dev.understudy.ft.replica;

import dev.understudy.base.StateDigest;
import dev.understudy.hypervisor.Input;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.List;

/**
 * A primary that delivers inputs to its guest only at the ends of epochs, and stands still there
 * until the backup has the epoch (Bressoud and Schneider, 1995).
 *
 * <p>An epoch has a length in time and not in instructions, so that a guest which waits for an
 * interrupt comes to its end too.
 */
final class EpochDriver {
  private static final long NEVER = Long.MAX_VALUE;

  private final long lengthNs;
  private final ReplicationRules rules;

  /** Inputs that came since the last end, in order. */
  private final ArrayDeque<Input> waiting = new ArrayDeque<>();

  private long endsAtNs;

  /**
   * The last entry of the epoch that ended and is not acknowledged; {@link #NEVER} during an epoch.
   */
  private long boundary = NEVER;

  EpochDriver(long lengthNs, ReplicationRules rules, long nowNs) {
    this.lengthNs = lengthNs;
    this.rules = rules;
    this.endsAtNs = nowNs + lengthNs;
  }

  EpochDriver fork() {
    EpochDriver copy = new EpochDriver(lengthNs, rules, 0);
    copy.waiting.addAll(waiting);
    copy.endsAtNs = endsAtNs;
    copy.boundary = boundary;
    return copy;
  }

  /**
   * Keeps an input for the end of this epoch.
   *
   * @return false if it is to be delivered at once after all
   */
  boolean keeps(Input input) {
    if (!rules.inputsWaitForTheEnd()) {
      return false;
    }
    // A person or operator who sees no effect tries again, so that one user input and one control
    // at a time are enough.
    boolean isAgain =
        input.source().triesAgain()
            && waiting.stream().anyMatch(other -> other.source() == input.source());
    if (!isAgain) {
      waiting.add(input);
    }
    return true;
  }

  /** Takes the inputs that are to be delivered now. */
  List<Input> takeWaiting() {
    List<Input> taken = new ArrayList<>(waiting);
    waiting.clear();
    return taken;
  }

  /**
   * Keeps an input that the guest could not take. Only a frame is kept, until the ring has room;
   * anything else comes too late.
   */
  void putBack(Input input) {
    if (input.source() == Input.Source.NETWORK) {
      waiting.add(input);
    }
  }

  boolean isOver(long nowNs) {
    return boundary == NEVER && nowNs >= endsAtNs;
  }

  /** Ends the epoch: the guest stands still from now on. */
  void end(long boundaryEntry) {
    boundary = boundaryEntry;
  }

  /** Whether the guest stands still at the end of an epoch. */
  boolean standsStill() {
    return boundary != NEVER;
  }

  /** Begins the next epoch if the backup has the last one. */
  void goOn(long acknowledgedThrough, long nowNs) {
    if (boundary != NEVER && rules.mayBeginEpoch(boundary, acknowledgedThrough)) {
      boundary = NEVER;
      endsAtNs = nowNs + lengthNs;
    }
  }

  /** When something is to be done here; an acknowledgement comes as an event of its own. */
  long dueNs() {
    return boundary == NEVER ? endsAtNs : NEVER;
  }

  void digestInto(StateDigest digest) {
    digest.add(waiting.size());
    waiting.forEach(input -> input.digestInto(digest));
    digest.add(endsAtNs);
    digest.add(boundary);
  }
}
