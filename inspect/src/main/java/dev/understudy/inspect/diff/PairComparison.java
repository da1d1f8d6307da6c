package dev.understudy.inspect.diff;

import dev.understudy.hypervisor.Divergence;
import dev.understudy.inspect.recording.Playback;
import dev.understudy.inspect.recording.Playback.MachineSetup;
import java.util.List;
import java.util.Optional;
import java.util.function.LongConsumer;

/**
 * Two machines that run by one log and should be one: a primary and its backup, or a guest on two
 * engines. The entry behind which they differ is found by hashes, the instruction by bisecting
 * between forks of the last state that was equal.
 */
public final class PairComparison {
  private static final int BLOCK_ENTRIES = 256;

  private final GuestSurroundings surroundings;
  private final LongConsumer progress;
  private Playback first;
  private Playback second;

  private PairComparison(MachineSetup first, MachineSetup second, LongConsumer progress) {
    this.progress = progress;
    this.surroundings = new GuestSurroundings(first.recording().image());
    this.first = Playback.boot(first);
    this.second = Playback.boot(second);
  }

  /**
   * Finds where the second machine first differs from the first, which runs as it should.
   *
   * @param progress told often how far that is, in ns of the recorded run
   */
  public static Optional<Difference> of(
      MachineSetup first, MachineSetup second, LongConsumer progress) {
    return new PairComparison(first, second, progress).difference();
  }

  private Optional<Difference> difference() {
    while (first.hasNext()) {
      Playback one = first.fork();
      Playback other = second.fork();
      for (int i = 0; i < BLOCK_ENTRIES && one.hasNext(); i++) {
        progress.accept(one.next().atNs());
        one.step();
        other.step();
      }
      if (!agree(one, other)) {
        return Optional.of(within());
      }
      first = one;
      second = other;
    }
    return Optional.empty();
  }

  private static boolean agree(Playback one, Playback other) {
    return one.replayer().divergence().isEmpty()
        && other.replayer().divergence().isEmpty()
        && one.guest().stateHash().equals(other.guest().stateHash());
  }

  /** Entry by entry through the block that ends differently. */
  private Difference within() {
    while (true) {
      Playback one = first.fork();
      Playback other = second.fork();
      one.supply();
      other.supply();
      if (!agree(one, other)) {
        long due = one.replayer().heldThroughCount();
        String sentence = "changed the guest there, and is due at instruction " + due;
        return describe(one, other, DivergenceCause.EARLY, entry() + " " + sentence);
      }
      one.replayer().runUntil(Long.MAX_VALUE);
      other.replayer().runUntil(Long.MAX_VALUE);
      Optional<Divergence> refused = one.replayer().divergence();
      if (refused.isPresent()) {
        return uncovered(refused.get());
      }
      if (!agree(one, other)) {
        return bisected(Math.max(one.guest().count(), other.guest().count()));
      }
      first = one;
      second = other;
    }
  }

  private String entry() {
    return "entry " + (first.entries() + 1);
  }

  private Difference uncovered(Divergence refused) {
    Playback one = first.fork();
    Playback other = second.fork();
    one.runTo(refused.count());
    other.runTo(refused.count());
    String sentence =
        "the guest made "
            + refused.seen()
            + " at "
            + surroundings.place(refused.pc())
            + "; no log entry covers it, the next one is "
            + refused.expected();
    return describe(one, other, DivergenceCause.UNCOVERED, sentence);
  }

  /** Equal at the count where {@code first} is, different at {@code differing}. */
  private Difference bisected(long differing) {
    long equal = first.guest().count();
    long unequal = differing;
    Playback one = first;
    Playback other = second;
    while (unequal - equal > 1) {
      long middle = equal + (unequal - equal) / 2;
      Playback onward = one.fork();
      Playback otherOnward = other.fork();
      onward.runTo(middle);
      otherOnward.runTo(middle);
      if (agree(onward, otherOnward) && onward.guest().count() == otherOnward.guest().count()) {
        equal = middle;
        one = onward;
        other = otherOnward;
      } else {
        unequal = middle;
      }
    }
    return judged(one, other, unequal);
  }

  private Difference judged(Playback one, Playback other, long unequal) {
    Playback onward = one.fork();
    Playback otherOnward = other.fork();
    onward.runTo(unequal);
    otherOnward.runTo(unequal);
    if (onward.entries() != otherOnward.entries()) {
      String late = onward.entries() > otherOnward.entries() ? "second" : "first";
      String sentence =
          "entry "
              + Math.max(onward.entries(), otherOnward.entries())
              + " is delivered at another instruction: at "
              + onward.guest().count()
              + ", "
              + surroundings.place(onward.guest().machine().pc())
              + ", the "
              + late
              + " execution has not taken it";
      return describe(onward, otherOnward, DivergenceCause.SHIFTED, sentence);
    }
    String sentence =
        "instruction "
            + one.guest().count()
            + " at "
            + surroundings.place(one.guest().machine().pc())
            + " did something else in the second execution";
    return describe(one, other, DivergenceCause.EXECUTION, sentence);
  }

  private Difference describe(
      Playback one, Playback other, DivergenceCause cause, String sentence) {
    int pc = one.guest().machine().pc();
    long count = one.guest().count();
    long entries = Math.min(one.entries(), other.entries());
    List<String> code = surroundings.code(one.guest().machine(), pc);
    List<Difference.Value> values = surroundings.values(one.guest(), other.guest());
    List<String> path = new Slice(surroundings).path(one.fork(), other.fork());
    return new Difference(
        cause,
        entries + 1,
        count,
        pc,
        sentence,
        entries == 0 ? "" : "entry " + entries,
        "entry " + (one.entries() + 1),
        "entry " + (other.entries() + 1),
        values,
        code,
        path);
  }
}
