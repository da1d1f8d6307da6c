package dev.understudy.testkit.junit;

import static dev.understudy.testkit.junit.FtAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.understudy.experiment.run.Experiment;
import dev.understudy.experiment.run.Outcome;
import dev.understudy.ft.protocol.Rules;
import dev.understudy.sim.world.RuleSet;
import org.junit.jupiter.api.Test;

/** Assertions that can't fail would assert nothing. */
class OutcomeAssertTest {
  private final Outcome hello = Experiment.shipped("hello").run();

  @Test
  void whatIsNotSoIsNamed() {
    assertThatThrownBy(() -> assertThat(hello).hasFailovers(1))
        .hasMessageStartingWith("expected failovers <1>, but it was <0>\n");
    assertThatThrownBy(() -> assertThat(hello).hasConsole("bye"))
        .hasMessageContaining("console <bye>");
    assertThatThrownBy(() -> assertThat(hello).hasPoweredOffWith(3))
        .hasMessageStartingWith("expected exit code <3>, but it was <0>\n");
    assertThatThrownBy(() -> assertThat(hello).breaks("output-rule"))
        .hasMessageContaining("expected output-rule to be broken");
  }

  @Test
  void aGuestThatStillRunsHasNotPoweredOff() {
    Outcome served = Experiment.shipped("counter").run();

    assertThatThrownBy(() -> assertThat(served).hasPoweredOffWith(0))
        .hasMessageContaining("every client had been served");
  }

  @Test
  void whatFailsTellsOfTheRunAndHowToSeeItAgain() {
    Outcome served = Experiment.shipped("counter").run();

    assertThatThrownBy(() -> assertThat(served).hasFailovers(7))
        .hasMessageContainingAll(
            "expected failovers <7>, but it was <0>",
            "counter under fault tolerance, seed 1: every promise was kept",
            "primary  host-1 from 0.000 ms to the end",
            "again  ./understudy run --scenario scenario.toml",
            "# scenario.toml",
            "program = \"counter\"");
    assertThatThrownBy(() -> assertThat(served).breaks("disk"))
        .hasMessageContaining("expected disk to be broken, but nothing was")
        .hasMessageNotContaining("Breach[");
  }

  @Test
  void aRunThatIsCutOffHasNotDoneItsWork() {
    Experiment counter = Experiment.shipped("counter");
    Outcome cut = counter.with(counter.scenario().builder().lengthNs(5_000_000).scenario()).run();

    assertThat(cut).keepsEveryPromise();
    assertThatThrownBy(() -> assertThat(cut).didItsWork())
        .hasMessageContaining("the scenario's time was up with ")
        .hasMessageContaining("a longer 'length' in the scenario gives it time");
  }

  @Test
  void aFaultThatNeverStruckIsNamed() {
    Guest late = new Guest(Experiment.shipped("hello")).with("crash primary@entry:9999");

    assertThatThrownBy(() -> assertThat(late.run()).hasMetAllFaults())
        .hasMessageContaining("crash primary@entry:9999");
  }

  @Test
  void aBrokenPromiseComesWithWhatLedToIt() {
    Rules hasty =
        new Rules() {
          @Override
          public long releasable(long appendedThrough, long acknowledgedThrough) {
            return appendedThrough;
          }
        };
    Outcome broken = Experiment.shipped("counter").with(RuleSet.STANDARD.with(hasty)).run();

    assertThat(broken).breaks("output-rule");
    assertThatThrownBy(() -> assertThat(broken).keepsEveryPromise())
        .hasMessageContainingAll(
            "BROKEN  output-rule",
            "promised",
            "channel",
            "here it showed",
            "program = \"counter\"");
  }

  @Test
  void aFaultThatCantBeReadSaysWhatWouldBe() {
    Guest guest = new Guest(Experiment.shipped("hello"));

    assertThatThrownBy(() -> guest.with("crash nobody@5ms"))
        .hasMessageContaining("crash nobody@5ms")
        .hasMessageContaining("expected primary, backup, destination or host-1");
  }
}
