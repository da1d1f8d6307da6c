package dev.understudy.sim.oracle;

import dev.understudy.base.StateDigest;
import dev.understudy.sim.world.World;
import java.util.function.IntPredicate;

/**
 * One promise, judged along with the world. A judge hears what it asks for by overriding; it keeps
 * what can still matter.
 */
abstract class Judge extends RunListener {
  private final Findings findings;

  Judge(Oracle oracle) {
    this.findings = new Findings(oracle);
  }

  Judge(Judge other) {
    this.findings = other.findings.fork();
  }

  /** A copy that goes its own way, with the copy of the ledger. */
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

  /** More went wrong than is provided for, or somebody wanted it so: safety alone is promised. */
  void pardon() {}

  /** Looks at what can't be heard, and forgets what is decided: before the world is forked. */
  void look(World world) {}

  /** The world is over. What has no deadline is judged, to the last event. */
  void ended(World world) {}

  /** The world is over. What has a deadline is judged by {@link Findings#expectBy}. */
  void judgeDeadlines(World world, RunEnd end) {}

  /** Gives back to the pool what memory can be had again. */
  void park() {}

  /** Gives memory back for good: nobody asks this judge any more. */
  void drop() {}

  /**
   * Adds what can still matter of what it keeps: equal digests, equal verdicts from here on. Hosts
   * that do nothing any more stay out of it.
   */
  abstract void digestInto(StateDigest digest, IntPredicate live);
}
