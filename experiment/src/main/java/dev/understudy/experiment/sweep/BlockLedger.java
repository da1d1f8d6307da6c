package dev.understudy.experiment.sweep;

import com.google.common.collect.ImmutableList;
import dev.understudy.sim.oracle.Breach;
import java.util.ArrayList;
import java.util.List;
import java.util.TreeMap;

/** Counts the outcomes of one block of instants while the block is explored. */
final class BlockLedger {
  static final int BROKEN_MAX = 20;

  private final int block;
  private final TreeMap<String, OutcomeClass> outcomes = new TreeMap<>();
  private final List<BrokenPoint> broken = new ArrayList<>();
  private long tails;
  private long merged;
  private long brokenPoints;

  BlockLedger(int block) {
    this.block = block;
  }

  int block() {
    return block;
  }

  /**
   * Counts a point.
   *
   * @param faults of the point, made only when they are shown
   */
  void add(long number, Faults faults, TailEnding ending, boolean wasMerged) {
    if (wasMerged) {
      merged++;
    } else {
      tails++;
    }
    int cut = ending.cut() ? 1 : 0;
    OutcomeClass known = outcomes.get(ending.outcome());
    outcomes.put(
        ending.outcome(),
        known == null
            ? new OutcomeClass(ending.outcome(), 1, cut, new SweepPoint(number, faults.texts()))
            : new OutcomeClass(
                known.text(), known.points() + 1, known.cut() + cut, known.witness()));
    if (!ending.isKept()) {
      brokenPoints++;
      if (broken.size() < BROKEN_MAX) {
        broken.add(
            new BrokenPoint(new SweepPoint(number, faults.texts()), promises(ending.breaches())));
      }
    }
  }

  private static ImmutableList<String> promises(List<Breach> breaches) {
    return breaches.stream()
        .map(breach -> breach.oracle() + ": " + breach.text())
        .collect(ImmutableList.toImmutableList());
  }

  /**
   * What came of the block.
   *
   * @param points there are in it
   */
  BlockReport report(long points) {
    return new BlockReport(
        block,
        tails + merged == points,
        tails,
        merged,
        ImmutableList.copyOf(outcomes.values()),
        brokenPoints,
        ImmutableList.copyOf(broken));
  }

  /** The faults of a point, as texts. */
  interface Faults {
    ImmutableList<String> texts();
  }
}
