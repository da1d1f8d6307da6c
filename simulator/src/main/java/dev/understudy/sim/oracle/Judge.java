package dev.understudy.sim.oracle;

import dev.understudy.base.StateDigest;
import dev.understudy.sim.world.World;
import java.util.function.IntPredicate;

/**
 * One promise, judged while the world runs. A judge overrides the methods of the events it needs,
 * and keeps what can still matter.
 */
abstract class Judge extends RunListener {
  private final Findings findings;

  Judge(Oracle oracle) {
    this.findings = new Findings(oracle);
  }

  Judge(Judge other) {
    this.findings = other.findings.fork();
  }

  /** A copy that is independent of this judge and looks at the copy of the ledger. */
  abstract Judge fork(Ledger forked);

  /** What it found, and how much it judged. */
  final Findings findings() {
    return findings;
  }

  final void judged() {
    findings.judged();
  }

  final void broken(long atNs, String text) {
    findings.broken(atNs, text);
  }

  /** More went wrong than is provided for: safety alone is promised. */
  void judgeSafetyOnly() {}

  /**
   * An operator has stopped the guest: it need not answer, nor come to its end. Everything else is
   * judged as before.
   */
  void guestStopped() {}

  /**
   * Looks at what no event tells, and forgets what is decided; called before the world is forked.
   */
  void look(World world) {}

  /** Judges what has no deadline, to the last event: the world is over. */
  void ended(World world) {}

  /** Judges what has a deadline by {@link Findings#expectBy}: the world is over. */
  void judgeDeadlines(World world, RunEnd end) {}

  /** Gives memory of guests back to the pool until they run again. */
  void park() {}

  /** Gives the memory back for good: this judge will not be used any more. */
  void drop() {}

  /**
   * Adds what can still matter of what it keeps: equal digests, equal verdicts from here on. Hosts
   * that do nothing any more stay out of it.
   */
  abstract void digestInto(StateDigest digest, IntPredicate live);
}
