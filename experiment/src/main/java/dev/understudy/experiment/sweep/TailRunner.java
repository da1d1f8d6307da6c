package dev.understudy.experiment.sweep;

import dev.understudy.sim.oracle.Jury;
import dev.understudy.sim.world.Fault;
import dev.understudy.sim.world.FaultEffect;
import dev.understudy.sim.world.World;
import java.util.List;

/** Runs what becomes of a world when something goes wrong in it. */
final class TailRunner {
  private TailRunner() {}

  /** Whether a kind of fault can strike this world now, at this instant. */
  static boolean canStrike(World world, SweepInstant instant, SweepFault kind) {
    int primary = world.primary().orElse(SweepInstant.NOBODY);
    int backup = world.backup().orElse(SweepInstant.NOBODY);
    if (instant.counter() != SweepInstant.NOBODY) {
      return switch (kind) {
        case CRASH_PRIMARY, PAUSE_PRIMARY -> instant.counter() == primary;
        case CRASH_BACKUP -> instant.counter() == backup;
        // They show when something arrives: for that there are instants.
        case CUT_CHANNEL, DISK_OUTAGE, LOST_REPLY -> false;
      };
    }
    return switch (kind) {
      case CRASH_PRIMARY, PAUSE_PRIMARY -> primary >= 0;
      case CRASH_BACKUP -> backup >= 0;
      case LOST_REPLY -> primary >= 0 && backup >= 0;
      case CUT_CHANNEL, DISK_OUTAGE -> true;
    };
  }

  /** A fork in which it has struck. */
  static World struck(World prefix, SweepInstant instant, List<FaultEffect> effects) {
    World world = prefix.fork();
    world.stopEvery(Long.MAX_VALUE);
    for (FaultEffect effect : effects) {
      world.inject(new Fault(effect, instant.trigger(), ""), instant.atNs());
    }
    world.settle();
    return world;
  }

  /**
   * Runs a world to its end.
   *
   * @param promised whether its clients are promised an answer: beyond what is provided for, the
   *     guest may be lost
   */
  static TailEnding run(World world, SweepTiming timing, boolean promised) {
    return runUntil(world, timing.untilNs(world.nowNs()), timing, promised);
  }

  static TailEnding runUntil(World world, long untilNs, SweepTiming timing, boolean promised) {
    while (!isOver(world, untilNs) && world.step()) {
      // Everything happens in step().
    }
    return end(world, untilNs, timing, promised);
  }

  static boolean isOver(World world, long untilNs) {
    return world.nowNs() >= untilNs || world.isOver();
  }

  /**
   * Judges a world that is over, or has gone on until then, and lets go of it. One in which
   * something is owed goes on for a while: so long that it is due.
   */
  static TailEnding end(World world, long untilNs, SweepTiming timing, boolean promised) {
    Jury jury = world.watcher(Jury.class);
    if (!promised) {
      jury.judgeSafetyOnly();
    }
    long restsNs = untilNs + timing.restNs();
    while (promised
        && owes(world, untilNs - timing.answerNs())
        && !isOver(world, restsNs)
        && world.stepUntil(restsNs)) {
      // Everything happens in stepUntil().
    }
    jury.end(world);
    TailEnding ending = TailEnding.of(world, jury);
    letGo(world);
    return ending;
  }

  /** Whether nobody serves, or somebody has waited for an answer since before then. */
  private static boolean owes(World world, long sinceNs) {
    return (world.primary().isEmpty() && world.end() == null)
        || world.clientPool().waitsSinceBefore(sinceNs);
  }

  /** Gives back the memory of a world that nobody runs any more. */
  static void letGo(World world) {
    world.drop();
    world.watcher(Jury.class).drop();
  }
}
