package dev.understudy.sim.jury;

import static org.assertj.core.api.Assertions.assertThat;

import dev.understudy.ft.protocol.Gate;
import dev.understudy.ft.protocol.Rules;
import dev.understudy.hypervisor.SeamRules;
import dev.understudy.hypervisor.log.Entry;
import dev.understudy.sim.oracle.Breach;
import dev.understudy.sim.oracle.Chronicle;
import dev.understudy.sim.oracle.Evidence;
import dev.understudy.sim.oracle.Oracle;
import dev.understudy.sim.oracle.Verdict;
import dev.understudy.sim.run.Theatre;
import dev.understudy.sim.world.RuleBook;
import dev.understudy.sim.world.Setup;
import dev.understudy.sim.world.World;
import dev.understudy.vm.machine.MemoryPool;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** A jury that goes along says what the oracles say who read the whole run in the end. */
class JuryTest {

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

  private record Both(List<String> jury, List<String> oracles) {}

  @ParameterizedTest
  @ValueSource(
      strings = {"bank", "counter", "kv", "echo", "threads", "disklog", "dice", "clock", "typist"})
  void agreesThatNothingIsBroken(String program) {
    for (String fault : FAULTS) {
      Both broken = run(Theatre.sweep(program, 7, fault));
      assertThat(broken.oracles).as("%s with %s: oracles", program, fault).isEmpty();
      assertThat(broken.jury).as("%s with %s: jury", program, fault).isEmpty();
    }
  }

  @Test
  void agreesOnOutputsBeforeTheAck() {
    Setup setup = Theatre.sweep("counter", 7, "crash primary@sent:4");
    Both broken = run(setup.withRules(RuleBook.STANDARD.with(HASTY)));

    assertThat(broken.oracles).contains("output-rule");
    assertThat(broken.jury).containsAll(broken.oracles);
  }

  @Test
  void agreesOnTwoSurvivors() {
    Setup setup = Theatre.sweep("counter", 7, "cut channel:all:all@3ms");
    Both broken = run(setup.withRules(RuleBook.STANDARD.with(RECKLESS)));

    assertThat(broken.oracles).isNotEmpty();
    assertThat(broken.jury).containsAnyElementsOf(broken.oracles);
  }

  @Test
  void agreesOnADivergence() {
    Setup setup = Theatre.sweep("threads", 7);
    SeamRules late =
        new SeamRules() {
          @Override
          public long appliesAt(Entry logged) {
            return logged.count() + 1;
          }
        };
    Both broken = run(setup.withRules(RuleBook.STANDARD.with(late)));

    assertThat(broken.oracles).contains("lockstep");
    assertThat(broken.jury).contains("lockstep");
  }

  private static Both run(Setup setup) {
    Chronicle chronicle = new Chronicle();
    MemoryPool pool = new MemoryPool();
    Jury jury = new Jury(setup, pool);
    World world = new World(setup, pool, List.of(chronicle, jury));
    jury.meet(world);
    world.run();
    jury.end(world);
    List<Verdict> verdicts = Oracle.judgeAll(Evidence.of(chronicle, world));
    return new Both(
        oracles(jury.breaches()),
        oracles(verdicts.stream().flatMap(verdict -> verdict.breaches().stream()).toList()));
  }

  private static List<String> oracles(List<Breach> breaches) {
    return breaches.stream().map(Breach::oracle).distinct().toList();
  }
}
