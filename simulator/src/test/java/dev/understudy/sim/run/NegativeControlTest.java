package dev.understudy.sim.run;

import static org.assertj.core.api.Assertions.assertThat;

import dev.understudy.ft.protocol.Gate;
import dev.understudy.ft.protocol.Rules;
import dev.understudy.hypervisor.SeamRules;
import dev.understudy.hypervisor.log.Entry;
import dev.understudy.sim.oracle.Breach;
import dev.understudy.sim.world.Setup;
import java.util.List;
import org.junit.jupiter.api.Test;

/** With a rule taken away the oracles must notice: only then is their silence worth anything. */
class NegativeControlTest {

  @Test
  void aBackupThatMakesUpItsRandomNumbersDiverges() {
    Setup setup =
        with(
            Theatre.setup("dice", 7),
            new SeamRules() {
              @Override
              public boolean logsEntropyReads() {
                return false;
              }

              @Override
              public long unloggedRead(long count) {
                return count;
              }
            });

    assertThat(brokenBy(setup, "lockstep")).first().asString().contains("instruction");
  }

  @Test
  void anInterruptOneInstructionLateDiverges() {
    Setup setup =
        with(
            Theatre.setup("threads", 7),
            new SeamRules() {
              @Override
              public long appliesAt(Entry logged) {
                return logged.count() + 1;
              }
            });

    assertThat(brokenBy(setup, "lockstep")).first().asString().contains("instruction");
  }

  @Test
  void outputsBeforeTheAckBreakTheOutputRule() {
    Rules hasty =
        new Rules() {
          @Override
          public long releasable(long appendedThrough, long acknowledgedThrough) {
            return appendedThrough;
          }
        };
    Setup setup = with(Theatre.setup("counter", 7, "crash primary@output:60"), hasty);

    assertThat(brokenBy(setup, "output-rule")).isNotEmpty();
  }

  @Test
  void outputsBeforeTheAckShowWhenThePrimaryDiesRightAfterOne() {
    Rules hasty =
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
    Setup setup = with(Theatre.setup("counter", 7, "crash primary@sent:60"), hasty);

    assertThat(brokenBy(setup, "output-requirement")).isNotEmpty();
  }

  @Test
  void goingLiveWithoutTheTestAndSetBreaksTheChain() {
    Rules reckless =
        new Rules() {
          @Override
          public boolean asksTheDisk(boolean primary) {
            return false;
          }
        };
    Setup setup =
        with(
            Theatre.setup(
                "counter", 7, "cut channel:primary:backup@6ms", "cut channel:backup:primary@6ms"),
            reckless);

    assertThat(Theatre.run(setup).finish().breaches()).isNotEmpty();
  }

  private static List<Breach> brokenBy(Setup setup, String oracle) {
    return Theatre.run(setup).finish().breaches().stream()
        .filter(breach -> breach.oracle().equals(oracle))
        .toList();
  }

  private static Setup with(Setup setup, SeamRules rules) {
    return setup.withRules(setup.rules().with(rules));
  }

  private static Setup with(Setup setup, Rules rules) {
    return setup.withRules(setup.rules().with(rules));
  }
}
