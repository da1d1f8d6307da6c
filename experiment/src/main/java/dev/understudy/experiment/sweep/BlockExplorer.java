package dev.understudy.experiment.sweep;

import com.google.common.collect.ImmutableList;
import dev.understudy.sim.oracle.Jury;
import dev.understudy.sim.world.FaultEffect;
import dev.understudy.sim.world.World;
import dev.understudy.vm.machine.MemoryPool;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;

/**
 * Explores blocks of one sweep. For one worker: it has a prefix, a memory pool and a table of
 * worlds of its own.
 */
public final class BlockExplorer {
  private final SweepPlan plan;
  private final MemoryPool pool;
  private final SweepTiming timing;
  private final Map<SweepFault, ImmutableList<FaultEffect>> effects =
      new EnumMap<>(SweepFault.class);

  public BlockExplorer(SweepPlan plan, MemoryPool pool) {
    this.plan = plan;
    this.pool = pool;
    this.timing = plan.timing();
    for (SweepFault kind : plan.kinds()) {
      effects.put(kind, kind.effects(timing));
    }
  }

  /** Counts what there is to explore. Costs one prefix; of pairs, one tail for each first fault. */
  public SweepSurvey survey() {
    List<Long> points = new ArrayList<>();
    Prefix prefix =
        Prefix.boot(
            plan,
            pool,
            (world, jury, instant) -> {
              int block = blockOf(instant);
              if (block == points.size()) {
                points.add(0L);
              }
              points.set(block, points.get(block) + pointsAt(world, jury, instant));
              return true;
            });
    prefix.run();
    TailEnding ending = TailEnding.of(prefix.world(), prefix.jury());
    boolean cut = !prefix.world().isOver();
    return new SweepSurvey(points, timing.limit(), ending.outcome(), cut, ending.breaches());
  }

  private long pointsAt(World world, Jury jury, SweepInstant instant) {
    long points = 0;
    for (SweepFault kind : plan.kinds()) {
      if (TailRunner.canStrike(world, instant, kind)) {
        points += plan.pairs() ? secondPoints(world, jury, instant, kind) : 1;
      }
    }
    return points;
  }

  private long secondPoints(World world, Jury jury, SweepInstant instant, SweepFault first) {
    jury.catchUp(world);
    long[] points = new long[1];
    World struck = TailRunner.struck(world, instant, blowsOf(first));
    new Prefix(
            struck,
            plan.setup().deadlineNs(),
            InstructionWindow.NONE,
            (at, its, second) -> {
              for (SweepFault kind : plan.kinds()) {
                points[0] += TailRunner.canStrike(at, second, kind) ? 1 : 0;
              }
              return true;
            })
        .run();
    return points[0];
  }

  /**
   * Explores one block after the other.
   *
   * @param survey of the same plan
   */
  public void explore(SweepSurvey survey, SweepWork work) {
    Walk walk = new Walk(survey, work);
    if (walk.wantsMore()) {
      Prefix.boot(plan, pool, walk).run();
      walk.finish();
    }
  }

  private int blockOf(SweepInstant instant) {
    return (int) (instant.number() / plan.blockInstants());
  }

  private ImmutableList<FaultEffect> blowsOf(SweepFault kind) {
    return effects.getOrDefault(kind, ImmutableList.of());
  }

  /** Goes along the prefix and takes the blocks that are its own. */
  private final class Walk implements Prefix.Visitor {
    private final SweepSurvey survey;
    private final SweepWork work;
    private final long[] firstPoint;
    private BlockLedger ledger;
    private VisitedWorlds visited = new VisitedWorlds(timing);
    private long point;
    private boolean stopped;

    Walk(SweepSurvey survey, SweepWork work) {
      this.survey = survey;
      this.work = work;
      this.firstPoint = new long[survey.blocks() + 1];
      for (int block = 0; block < survey.blocks(); block++) {
        firstPoint[block + 1] = firstPoint[block] + survey.pointsOfBlock().get(block);
      }
      this.ledger = new BlockLedger(-1);
      takeNext();
    }

    boolean wantsMore() {
      return ledger.block() >= 0 && !stopped;
    }

    private void takeNext() {
      int block = work.nextBlock(ledger.block());
      ledger = new BlockLedger(block);
      visited = new VisitedWorlds(timing);
      point = block < 0 ? 0 : firstPoint[block];
    }

    /** Reports the block that the prefix ended in, or that was left before its end. */
    void finish() {
      if (ledger.block() >= 0) {
        report();
      }
    }

    private void report() {
      BlockReport report = ledger.report(survey.pointsOfBlock().get(ledger.block()));
      if (!stopped && !report.whole()) {
        throw new IllegalStateException(
            "block "
                + ledger.block()
                + " has other points than were counted: forking the run has changed it");
      }
      if (report.whole() || report.tails() + report.merged() > 0) {
        work.done(report);
      }
    }

    @Override
    public boolean visit(World world, Jury jury, SweepInstant instant) {
      int block = blockOf(instant);
      if (block > ledger.block()) {
        report();
        takeNext();
      }
      if (instant.number() % plan.blockInstants() == 0) {
        stopNow(); // On the way to a block that begins late, nothing else asks.
      }
      if (block == ledger.block() && wantsMore()) {
        jury.catchUp(world);
        for (SweepFault kind : plan.kinds()) {
          if (TailRunner.canStrike(world, instant, kind)) {
            strike(world, instant, kind);
          }
        }
      }
      return wantsMore();
    }

    private void strike(World world, SweepInstant instant, SweepFault kind) {
      if (plan.pairs()) {
        strikeTwice(world, instant, kind);
      } else if (!stopNow()) {
        World tail = TailRunner.struck(world, instant, blowsOf(kind));
        settle(tail, true, () -> SweepPoint.texts(instant, blowsOf(kind)));
      }
    }

    private void strikeTwice(World world, SweepInstant instant, SweepFault first) {
      World struck = TailRunner.struck(world, instant, blowsOf(first));
      Prefix.Visitor visitor =
          (at, its, second) -> {
            its.catchUp(at);
            for (SweepFault kind : plan.kinds()) {
              if (TailRunner.canStrike(at, second, kind) && !stopNow()) {
                World tail = TailRunner.struck(at, second, blowsOf(kind));
                settle(
                    tail,
                    first.leavesAPair() || kind.leavesAPair(),
                    () -> both(instant, first, second, kind));
              }
            }
            return !stopped;
          };
      new Prefix(struck, plan.setup().deadlineNs(), InstructionWindow.NONE, visitor).run();
    }

    private ImmutableList<String> both(
        SweepInstant instant, SweepFault first, SweepInstant second, SweepFault kind) {
      return ImmutableList.<String>builder()
          .addAll(SweepPoint.texts(instant, blowsOf(first)))
          .addAll(SweepPoint.texts(second, blowsOf(kind)))
          .build();
    }

    private boolean stopNow() {
      stopped |= work.mustStop();
      return stopped;
    }

    /** Runs a tail, or finds that it has been run. */
    private void settle(World tail, boolean promised, BlockLedger.Faults faults) {
      VisitedWorlds.TailResult result =
          plan.merging()
              ? visited.run(tail, promised)
              : VisitedWorlds.whole(tail, timing, promised);
      ledger.add(point++, faults, result.ending(), result.before());
      work.explored(result.ending().isKept());
    }
  }
}
