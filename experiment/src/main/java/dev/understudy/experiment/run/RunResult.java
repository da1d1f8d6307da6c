package dev.understudy.experiment.run;

import com.google.common.collect.ImmutableList;

/**
 * How a run turned out. What people read first, what programs are told and the code with which a
 * command exits all follow from it.
 *
 * @param shortfalls what it did not do; nothing is broken by that
 */
public record RunResult(Kind kind, ImmutableList<Shortfall> shortfalls) {

  /** In a word. */
  public enum Kind {
    /** Every promise was kept, and the run did what it was made for. */
    OK("ok"),
    /** A promise was broken. */
    BROKEN("broken"),
    /** More went wrong than is provided for, and it shows. */
    LOST("lost"),
    /** Every promise was kept, but the run did not do its work. */
    INCOMPLETE("incomplete");

    private final String label;

    Kind(String label) {
      this.label = label;
    }

    /** Its name for programs. */
    public String label() {
      return label;
    }
  }

  /** Whether the run did what it was made for: it may have broken a promise all the same. */
  public boolean didItsWork() {
    return shortfalls.isEmpty();
  }

  /** Whether this is among what it did not do. */
  public boolean lacks(Shortfall.Kind kind) {
    return shortfalls.stream().anyMatch(one -> one.kind() == kind);
  }
}
