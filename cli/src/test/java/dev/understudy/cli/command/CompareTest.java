package dev.understudy.cli.command;

import static dev.understudy.cli.command.Shell.understudy;
import static org.assertj.core.api.Assertions.assertThat;

import dev.understudy.cli.io.ExitCode;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

/** The strategies side by side. */
class CompareTest {

  @Test
  void theAsynchronousOneForgetsWhatItAnsweredAndThePapersDoesNot() {
    JsonNode strategies =
        understudy("compare", "counter", "--crash", "primary@sent:60", "--json")
            .isFine()
            .json()
            .get("strategies");

    assertThat(strategies.findValuesAsString("name"))
        .containsExactly("none", "async", "sync", "epoch", "vm-ft", "checkpoint");
    assertThat(of(strategies, "async").get("lost").asLong()).isPositive();
    assertThat(of(strategies, "async").get("verdict").asString()).isEqualTo("broken");
    for (String safe : new String[] {"sync", "epoch", "vm-ft", "checkpoint"}) {
      assertThat(of(strategies, safe).get("lost").asLong()).isZero();
      assertThat(of(strategies, safe).get("verdict").asString()).isEqualTo("ok");
      assertThat(of(strategies, safe).get("failoverNs").asLong())
          .isGreaterThan(of(strategies, safe).get("detectionNs").asLong());
    }
    assertThat(of(strategies, "none").get("lost").asLong()).isPositive();
  }

  /** Who asks for no fault is shown what each strategy is good for all the same. */
  @Test
  void withoutAFaultThePrimaryIsKilledBehindARowOfOutputs() {
    JsonNode json = understudy("compare", "counter", "--sweep-workload", "--json").isFine().json();
    JsonNode async = of(json.get("strategies"), "async");

    assertThat(json.get("crashes")).hasSize(8);
    assertThat(async.get("trials")).hasSize(8);
    assertThat(async.get("lostIn").asLong()).isPositive();
    assertThat(async.get("verdict").asString()).isEqualTo("broken");
    for (String safe : new String[] {"sync", "epoch", "vm-ft", "checkpoint"}) {
      assertThat(of(json.get("strategies"), safe).get("lostIn").asLong()).as(safe).isZero();
      assertThat(of(json.get("strategies"), safe).get("brokenIn").asLong()).as(safe).isZero();
      assertThat(of(json.get("strategies"), safe).get("failoverNs").asLong()).isPositive();
    }
  }

  @Test
  void theTextFitsATerminalAndItsCommandShowsTheWorst() {
    String text = Shell.inColumns(80, "compare", "counter", "--sweep-workload").isFine().out();
    String again =
        text.lines()
            .filter(line -> line.contains(" --strategy async --fault "))
            .findFirst()
            .orElseThrow();

    assertThat(text.lines().filter(line -> !line.contains("./understudy")))
        .allMatch(line -> line.length() <= 80);
    assertThat(text).contains("async breaks clients, output-requirement");
    String fault = again.substring(again.indexOf('"') + 1, again.lastIndexOf('"'));
    Shell.Result worst =
        understudy("run", "counter", "--sweep-workload", "--strategy", "async", "--fault", fault);
    assertThat(worst.code()).isEqualTo(ExitCode.BROKEN);
  }

  @Test
  void whatCantStrikeIsSaidAndNobodyWaitsForIt() {
    Shell.Result backup = understudy("compare", "counter", "--crash", "backup@2ms").isFine();
    Shell.Result nobody =
        understudy("compare", "counter", "--sweep-workload", "--crash", "primary@entry:999999");

    assertThat(backup.out())
        .contains("none: crash backup@2ms never struck")
        .doesNotContain("sync: crash backup@2ms never struck");
    assertThat(nobody.code()).isEqualTo(ExitCode.INCOMPLETE);
    assertThat(nobody.out()).contains("vm-ft: crash primary@entry:999999 never struck");
  }

  @Test
  void theScenarioThatShipsShowsAnAnswerForgottenUnderAsyncAlone() {
    JsonNode strategies =
        understudy("compare", "--scenario", "../scenarios/answered-and-forgotten.toml", "--json")
            .isFine()
            .json()
            .get("strategies");

    assertThat(of(strategies, "async").get("broken").toString())
        .contains("clients", "output-requirement");
    for (String safe : new String[] {"sync", "epoch", "vm-ft", "checkpoint"}) {
      assertThat(of(strategies, safe).get("verdict").asString()).as(safe).isEqualTo("ok");
    }
  }

  /** One crash, with a backup that is behind and with one that is not. */
  @Test
  void aBackupThatLagsCatchesUpFirstAndAsyncForgetsTheMore() {
    String file = "../scenarios/lagging-backup.toml";
    JsonNode lagging =
        understudy("compare", "--scenario", file, "--json").isFine().json().get("strategies");
    JsonNode prompt =
        understudy(
                "compare", "--scenario", file, "--no-faults", "--crash", "primary@40ms", "--json")
            .isFine()
            .json()
            .get("strategies");

    for (String replaying : new String[] {"async", "sync", "epoch", "vm-ft"}) {
      long caughtUpNs = of(lagging, replaying).get("catchingUpNs").asLong();
      long noticedNs = of(lagging, replaying).get("detectionNs").asLong();
      assertThat(caughtUpNs).as(replaying).isGreaterThan(noticedNs);
      assertThat(of(prompt, replaying).get("catchingUpNs").asLong()).isLessThan(caughtUpNs / 20);
    }
    assertThat(of(lagging, "checkpoint").get("catchingUpNs").asLong()).isZero();
    assertThat(of(lagging, "async").get("lost").asLong())
        .isGreaterThan(5 * of(prompt, "async").get("lost").asLong())
        .isGreaterThan(10);
    assertThat(of(lagging, "vm-ft").get("lost").asLong()).isZero();
  }

  /** Nothing broke that anybody had to notice. */
  @Test
  void aFailoverByOrderTakesTheDisksTimeAlone() {
    JsonNode strategies =
        understudy("compare", "counter", "--no-faults", "--do", "failover@9ms", "--json")
            .isFine()
            .json()
            .get("strategies");
    JsonNode ours = of(strategies, "vm-ft");

    assertThat(ours.get("detectionNs").isNull()).isTrue();
    assertThat(ours.get("failoverNs").asLong()).isEqualTo(ours.get("arbitrationNs").asLong());
    assertThat(understudy("compare", "counter", "--no-faults", "--do", "failover@9ms").out())
        .contains("by order, 300.0 µs to ask the disk, 0 ns to catch up");
  }

  @Test
  void waitingForEveryEntryCostsMoreThanHoldingOutputsAndThatMoreThanWaitingForNobody() {
    JsonNode strategies =
        understudy("compare", "counter", "--no-faults", "--json").isFine().json().get("strategies");

    assertThat(throughput(strategies, "sync")).isLessThan(throughput(strategies, "vm-ft"));
    assertThat(throughput(strategies, "vm-ft")).isLessThan(throughput(strategies, "async"));
    assertThat(throughput(strategies, "none")).isEqualTo(1.0);
    assertThat(of(strategies, "async").get("outputDelayNs").asLong()).isZero();
    assertThat(of(strategies, "vm-ft").get("outputDelayNs").asLong())
        .isLessThan(of(strategies, "sync").get("outputDelayNs").asLong());
  }

  private static double throughput(JsonNode strategies, String name) {
    return of(strategies, name).get("throughputVsNone").asDouble();
  }

  private static JsonNode of(JsonNode strategies, String name) {
    for (JsonNode strategy : strategies) {
      if (strategy.get("name").asString().equals(name)) {
        return strategy;
      }
    }
    throw new AssertionError("no strategy " + name);
  }
}
