package dev.understudy.experiment.sweep;

import dev.understudy.base.StateDigest;
import dev.understudy.sim.oracle.Jury;
import dev.understudy.sim.world.World;
import dev.understudy.sim.world.WorldKey;
import java.util.ArrayList;
import java.util.List;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * The worlds that tails of one block came to: who comes to one of them ends as the first did. They
 * look whenever something turned: a fault struck or healed, a host changed its state.
 *
 * <p>One in sixteen tails that met another is run to its end all the same, and must end alike.
 */
final class VisitedWorlds {
  private static final int CHECK_EVERY = 16;

  /**
   * How a tail ended.
   *
   * @param before whether another tail had come to the same world before
   */
  record TailResult(TailEnding ending, boolean before) {}

  /** Tells worlds apart: equal keys, equal futures. Null: nobody knows. */
  interface Keys {
    @Nullable WorldKey of(World world, Jury jury, long untilNs, boolean promised);
  }

  private final SweepTiming timing;
  private final Keys keys;
  private final TreeMap<WorldKey, TailEnding> known = new TreeMap<>();
  private long met;

  VisitedWorlds(SweepTiming timing) {
    this(timing, VisitedWorlds::key);
  }

  /** A register with other keys, for a test that the keys matter. */
  VisitedWorlds(SweepTiming timing, Keys keys) {
    this.timing = timing;
    this.keys = keys;
  }

  private static @Nullable WorldKey key(World world, Jury jury, long untilNs, boolean promised) {
    StateDigest digest = new StateDigest();
    if (!jury.isKept() || !world.digestInto(digest)) {
      return null; // What is broken already is this point's own.
    }
    jury.digestInto(digest, world);
    digest.add(untilNs);
    digest.add(promised);
    return WorldKey.of(digest);
  }

  /** Runs a tail to its end, whatever others did. */
  static TailResult whole(World tail, SweepTiming timing, boolean promised) {
    return new TailResult(TailRunner.run(tail, timing, promised), false);
  }

  /** Runs a tail until it ends, or meets another. */
  TailResult run(World tail, boolean promised) {
    Jury jury = tail.watcher(Jury.class);
    long untilNs = timing.untilNs(tail.nowNs());
    List<WorldKey> passed = new ArrayList<>(6);
    int turns = -1;
    do {
      if (jury.hostEvents() != turns) {
        turns = jury.hostEvents();
        WorldKey key = keys.of(tail, jury, untilNs, promised);
        TailEnding ending = key == null ? null : known.get(key);
        if (ending != null) {
          return meet(tail, untilNs, promised, ending, passed);
        }
        if (key != null) {
          passed.add(key);
        }
      }
    } while (!TailRunner.isOver(tail, untilNs) && tail.step());
    return remember(passed, new TailResult(TailRunner.end(tail, untilNs, timing, promised), false));
  }

  private TailResult meet(
      World tail, long untilNs, boolean promised, TailEnding ending, List<WorldKey> passed) {
    if (met++ % CHECK_EVERY == 0) {
      TailEnding own = TailRunner.runUntil(tail, untilNs, timing, promised);
      if (!own.equals(ending)) {
        throw new IllegalStateException(
            "two worlds were taken for one, and end with '"
                + own.outcome()
                + "' and '"
                + ending.outcome()
                + "'");
      }
    } else {
      TailRunner.letGo(tail);
    }
    return remember(passed, new TailResult(ending, true));
  }

  private TailResult remember(List<WorldKey> passed, TailResult how) {
    for (WorldKey key : passed) {
      known.put(key, how.ending);
    }
    return how;
  }
}
