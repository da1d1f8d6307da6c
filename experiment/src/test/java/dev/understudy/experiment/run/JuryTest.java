package dev.understudy.experiment.run;

import static org.assertj.core.api.Assertions.assertThat;

import dev.understudy.base.StateDigest;
import dev.understudy.ft.protocol.Gate;
import dev.understudy.ft.protocol.Rules;
import dev.understudy.hypervisor.SeamRules;
import dev.understudy.hypervisor.log.Entry;
import dev.understudy.sim.oracle.Jury;
import dev.understudy.sim.oracle.Verdict;
import dev.understudy.sim.world.RuleSet;
import dev.understudy.sim.world.Setup;
import dev.understudy.sim.world.World;
import dev.understudy.vm.machine.MemoryPool;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * A jury that was forked in the middle of a world, once or often, caught up or not, says of its end
 * what one says that went all the way.
 */
class JuryTest {
  private static final int FORK_EVERY = 97;

  private static final List<String> FAULTS =
      List.of(
          "crash primary@2ms",
          "crash backup@3ms",
          "pause primary@4ms+30ms",
          "cut channel:all:all@5ms",
          "disk-outage disk@4ms+20ms",
          "crash primary@entry:20",
          "crash primary@output:3");

  private static final Rules HASTY =
      new Rules() {
        @Override
        public long releasable(long appendedThrough, long acknowledgedThrough) {
          return appendedThrough;
        }

        @Override
        public boolean flushesAtOnce(Gate gate) {
          return false;
        }
      };

  private static final Rules RECKLESS =
      new Rules() {
        @Override
        public boolean asksTheDisk(boolean primary) {
          return false;
        }
      };

  private static final SeamRules LATE =
      new SeamRules() {
        @Override
        public long appliesAt(Entry logged) {
          return logged.count() + 1;
        }
      };

  @ParameterizedTest
  @ValueSource(
      strings = {"bank", "counter", "kv", "echo", "threads", "disklog", "dice", "clock", "typist"})
  void saysThatNothingIsBroken(String program) {
    for (String fault : FAULTS) {
      List<Verdict> verdicts = straight(ShippedSetups.sweep(program, 7, fault));
      assertThat(broken(verdicts)).as("%s with %s", program, fault).isEmpty();
      assertThat(forked(ShippedSetups.sweep(program, 7, fault)))
          .as("%s with %s, forked", program, fault)
          .isEqualTo(verdicts);
    }
  }

  @Test
  void seesOutputsBeforeTheAck() {
    isSeenByBoth("output-rule", "counter", RuleSet.STANDARD.with(HASTY), "crash primary@sent:4");
  }

  @Test
  void seesTwoSurvivors() {
    isSeenByBoth(
        "one-chain", "counter", RuleSet.STANDARD.with(RECKLESS), "cut channel:all:all@3ms");
  }

  @Test
  void seesADivergence() {
    isSeenByBoth("lockstep", "threads", RuleSet.STANDARD.with(LATE));
  }

  private static void isSeenByBoth(String oracle, String program, RuleSet rules, String... fault) {
    Setup setup = ShippedSetups.sweep(program, 7, fault).withRules(rules);
    List<Verdict> verdicts = straight(setup);

    assertThat(broken(verdicts)).contains(oracle);
    assertThat(broken(forked(setup))).contains(oracle);
  }

  private static List<Verdict> straight(Setup setup) {
    World world = world(setup);
    world.run();
    return end(world);
  }

  /** Goes on with a fork every so many steps, and digests and catches up before each. */
  private static List<Verdict> forked(Setup setup) {
    World world = world(setup);
    while (!world.isOver() && world.step()) {
      if (world.steps() % FORK_EVERY == 0) {
        Jury jury = world.watcher(Jury.class);
        if (world.steps() % 2 == 0) {
          jury.digestInto(new StateDigest(), world);
        }
        world = world.fork();
      }
    }
    return end(world);
  }

  private static World world(Setup setup) {
    MemoryPool pool = new MemoryPool();
    Jury jury = new Jury(setup, pool);
    World world = new World(setup, pool, List.of(jury));
    return world;
  }

  private static List<Verdict> end(World world) {
    Jury jury = world.watcher(Jury.class);
    jury.end(world);
    return jury.verdicts();
  }

  private static List<String> broken(List<Verdict> verdicts) {
    List<String> broken = new ArrayList<>();
    verdicts.stream()
        .filter(verdict -> !verdict.isKept())
        .map(Verdict::oracle)
        .forEach(broken::add);
    return broken;
  }
}
