package dev.understudy.experiment.sweep;

import com.google.common.collect.ImmutableList;
import com.google.common.collect.ImmutableSortedMap;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.TreeMap;

/**
 * What came of a sweep, or of a part of one. Reports of different blocks of the same sweep add up,
 * in any order, to the report of the whole.
 *
 * @param program its name
 * @param again the command that a point's faults are appended to, to show it again
 * @param plan identifies what was swept: only reports with the same one add up
 * @param seed the scenario's
 * @param blocks how many the whole sweep has
 * @param assigned the blocks that this report is about
 * @param done those that were explored
 * @param begun those that were left unfinished: what was explored of them counts, and the rest is
 *     skipped
 * @param points in the blocks assigned
 * @param limit where tails end at the latest
 * @param tails that ran to their end
 * @param merged points that came to a world which another had come to before
 * @param outcomes by text
 * @param brokenPoints how many points did not survive
 * @param broken the first of them
 */
public record SweepReport(
    String program,
    String again,
    String plan,
    long seed,
    int blocks,
    BlockSet assigned,
    BlockSet done,
    BlockSet begun,
    TailLimit limit,
    long points,
    long tails,
    long merged,
    ImmutableSortedMap<String, OutcomeClass> outcomes,
    long brokenPoints,
    ImmutableList<BrokenPoint> broken) {

  /** Of points that did not survive, so many are told of. */
  public static final int BROKEN_MAX = 50;

  /** Nothing explored yet of a share of a sweep. */
  public static SweepReport of(
      String program, String again, String plan, long seed, SweepSurvey survey, Shard shard) {
    BlockSet assigned = shard.blocks(survey.blocks());
    long points = 0;
    for (int block = 0; block < survey.blocks(); block++) {
      if (assigned.contains(block)) {
        points += survey.pointsOfBlock().get(block);
      }
    }
    return new SweepReport(
        program,
        again,
        plan,
        seed,
        survey.blocks(),
        assigned,
        BlockSet.NONE,
        BlockSet.NONE,
        survey.limit(),
        points,
        0,
        0,
        ImmutableSortedMap.of(),
        0,
        ImmutableList.of());
  }

  /** Points that were not explored. */
  public long skipped() {
    return points - tails - merged;
  }

  /** Points whose tails were over before the run was. */
  public long cut() {
    return outcomes.values().stream().mapToLong(OutcomeClass::cut).sum();
  }

  public boolean isKept() {
    return brokenPoints == 0;
  }

  public boolean isWhole() {
    return assigned.size() == blocks && skipped() == 0;
  }

  /** Whether it is about what another is about, however much of that either has explored. */
  public boolean isPartOf(SweepReport other) {
    return isOfSameSweep(other)
        && seed == other.seed
        && assigned.equals(other.assigned)
        && points == other.points;
  }

  private boolean isOfSameSweep(SweepReport other) {
    return plan.equals(other.plan) && blocks == other.blocks && limit.equals(other.limit);
  }

  /** Whether nothing was explored, and not because it is a share without a block. */
  public boolean isUnexplored() {
    return tails + merged == 0 && (points > 0 || assigned.size() == blocks);
  }

  /** Whether a block is still to be explored: assigned, and nothing of it counted. */
  public boolean isLeft(int block) {
    return assigned.contains(block) && !done.contains(block) && !begun.contains(block);
  }

  /** This report with one more block, or with what was explored of one. */
  public SweepReport plus(BlockReport block) {
    if (!isLeft(block.block())) {
      throw new IllegalArgumentException("block " + block.block() + " is not to be explored");
    }
    return new SweepReport(
        program,
        again,
        plan,
        seed,
        blocks,
        assigned,
        block.whole() ? done.plus(BlockSet.of(block.block())) : done,
        block.whole() ? begun : begun.plus(BlockSet.of(block.block())),
        limit,
        points,
        tails + block.tails(),
        merged + block.merged(),
        sum(outcomes, block.outcomes()),
        brokenPoints + block.brokenPoints(),
        first(broken, block.broken()));
  }

  /**
   * With another part of the same sweep.
   *
   * @throws IllegalArgumentException if they are not parts of one sweep, or have a block in common
   */
  public SweepReport plus(SweepReport other) {
    if (!isOfSameSweep(other)) {
      throw new IllegalArgumentException("it is about another sweep");
    }
    int shared = assigned.firstShared(other.assigned);
    if (shared >= 0) {
      throw new IllegalArgumentException("block " + shared + " is in two of them");
    }
    return new SweepReport(
        program,
        again,
        plan,
        seed,
        blocks,
        assigned.plus(other.assigned),
        done.plus(other.done),
        begun.plus(other.begun),
        limit,
        points + other.points,
        tails + other.tails,
        merged + other.merged,
        sum(outcomes, other.outcomes.values()),
        brokenPoints + other.brokenPoints,
        first(broken, other.broken));
  }

  private static ImmutableSortedMap<String, OutcomeClass> sum(
      ImmutableSortedMap<String, OutcomeClass> one, Iterable<OutcomeClass> others) {
    TreeMap<String, OutcomeClass> sum = new TreeMap<>(one);
    for (OutcomeClass other : others) {
      sum.merge(other.text(), other, OutcomeClass::plus);
    }
    return ImmutableSortedMap.copyOf(sum);
  }

  private static ImmutableList<BrokenPoint> first(
      List<BrokenPoint> some, List<BrokenPoint> others) {
    List<BrokenPoint> all = new ArrayList<>(some);
    all.addAll(others);
    all.sort(Comparator.comparingLong(broken -> broken.point().number()));
    return ImmutableList.copyOf(all.subList(0, Math.min(all.size(), BROKEN_MAX)));
  }
}
