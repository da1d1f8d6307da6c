package dev.understudy.cli.command;

import static dev.understudy.cli.command.Shell.understudy;
import static org.assertj.core.api.Assertions.assertThat;

import dev.understudy.experiment.report.RunReportJson;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;

/** Runs of guests, from the command line to the report. */
class RunTest {
  @TempDir private Path folder = Path.of("");

  /** Sends its console a byte that is no text, and faults at once. */
  private static final String FAULTY =
      """
              .include "devices.inc"
      start:
              mov     r0, 0xff
              out     CONSOLE_PUT, r0
              mov     r0, 27
              out     CONSOLE_PUT, r0
              mov     r1, 0
              div     r0, r1
      """;

  private String file(String name, String text) throws IOException {
    return Files.writeString(folder.resolve(name), text).toString();
  }

  // ---- the main job

  @Test
  void aPrimaryDiesAmidTrafficAndNobodyNotices() {
    JsonNode json =
        understudy("run", "bank", "--crash", "primary@20ms", "--seed", "7", "--json")
            .isFine()
            .json();
    assertThat(json.get("verdict").asString()).isEqualTo("ok");
    assertThat(json.get("broken").isEmpty()).isTrue();
    assertThat(json.get("failovers").asInt()).isEqualTo(1);
    assertThat(json.get("requests").asInt()).isGreaterThanOrEqualTo(1000);
    assertThat(json.get("requestsAnswered")).isEqualTo(json.get("requests"));
    assertThat(json.get("requestsUnanswered").isEmpty()).isTrue();
    JsonNode takeover = json.get("successions").get(0);
    assertThat(takeover.get("failover").asBoolean()).isTrue();
    assertThat(takeover.get("faultNs").asLong()).isEqualTo(20_000_000);
    assertThat(takeover.get("detectionNs").asLong()).isBetween(1_000_000L, 20_000_000L);
    assertThat(takeover.get("arbitrationNs").asLong()).isPositive();
    assertThat(json.get("primaries").size()).isEqualTo(2);
    assertThat(json.get("primaries").get(0).get("ended").asString()).isEqualTo("it crashed");
    assertThat(json.get("oracles").findValuesAsString("verdict")).containsOnly("ok", "unjudged");
    assertThat(json.get("faultsApplied").get(0).get("whom").asString()).isEqualTo("host-1");

    JsonNode alone = understudy("run", "bank", "--solo", "--seed", "7", "--json").isFine().json();
    assertThat(alone.get("mode").asString()).isEqualTo("solo");
    assertThat(alone.get("failovers").asInt()).isZero();
    assertThat(alone.get("outputsHeld").asInt()).isZero();
    assertThat(alone.get("clientViewHash")).isEqualTo(json.get("clientViewHash"));
    assertThat(alone.get("balances")).isEqualTo(json.get("balances"));
    assertThat(alone.get("traceHash")).isNotEqualTo(json.get("traceHash"));
  }

  @Test
  void jsonHasEveryDocumentedKeyAndNoOther() {
    JsonNode json = understudy("run", "hello", "--json").isFine().json();
    assertThat(json.propertyNames())
        .containsExactlyElementsOf(
            RunReportJson.KEYS.stream().map(RunReportJson.Key::name).toList());
    assertThat(json.propertyNames())
        .contains(
            "verdict",
            "broken",
            "seed",
            "mode",
            "engine",
            "failovers",
            "virtualTimeNs",
            "instructionsRetired",
            "outputsHeld",
            "outputHoldNs",
            "logEntries",
            "logBytes",
            "requestsAnswered",
            "faultsApplied",
            "faultsNotReached",
            "traceHash",
            "stateHash");
    assertThat(json.get("outputHoldNs").propertyNames()).containsExactly("min", "median", "max");
    assertThat(json.get("exitCode").asInt(-1)).isZero();
    assertThat(json.get("ended").asString()).isEqualTo("power-off");
    assertThat(json.get("stateHash").asString()).matches("[0-9a-f]{32}");
  }

  @Test
  void theSeedDecidesEverythingRandom() {
    String[] seven = {"run", "dice", "--seed", "7", "--json"};
    Shell.Result first = understudy(seven).isFine();
    assertThat(understudy(seven).out()).isEqualTo(first.out());
    JsonNode other = understudy("run", "dice", "--seed", "8", "--json").isFine().json();
    assertThat(other.get("traceHash")).isNotEqualTo(first.json().get("traceHash"));
    assertThat(other.get("console")).isNotEqualTo(first.json().get("console"));
  }

  @Test
  void comparingAllOfMemoryChangesNothingThatClientsSee() {
    JsonNode plain = understudy("run", "disklog", "--json").isFine().json();
    JsonNode verified = understudy("run", "disklog", "--verify", "--json").isFine().json();
    assertThat(verified.get("console")).isEqualTo(plain.get("console"));
    assertThat(verified.get("logEntries").asLong()).isGreaterThan(plain.get("logEntries").asLong());
  }

  // ---- what is printed

  @Test
  void theReportOfARunReadsLikeThis() throws IOException {
    Golden.check(
        Shell.inColumns(80, "run", "clock", "--crash", "primary@8ms").isFine(), "run-clock.txt");
  }

  @Test
  void theConsoleCanBeHadAlone() {
    assertThat(understudy("run", "hello", "--console-only").isFine().out())
        .isEqualTo("Hello from a machine with an understudy.\n");
    assertThat(understudy("run", "hello", "--quiet").isFine().out()).isEmpty();
  }

  @Test
  void aGuestThatFaultsIsNoBrokenPromise() throws IOException {
    String faulty = file("faulty.asm", FAULTY);
    Shell.Result run = understudy("run", faulty);
    assertThat(run.code()).isEqualTo(4);
    assertThat(run.out())
        .as("what could move a cursor is escaped")
        .startsWith("\ufffd\\u{1b}\n\nfaulty under fault tolerance, seed 1: THE GUEST")
        .contains("the guest stopped with a fault at ");
    assertThat(understudy("run", faulty, "--console-only").bytes())
        .as("as it was sent")
        .containsExactly(0xff, 27);
    JsonNode json = understudy("run", faulty, "--json").json();
    assertThat(json.get("ended").asString()).isEqualTo("guest-fault");
    assertThat(json.get("exitCode").isNull()).isTrue();
    assertThat(json.get("verdict").asString()).isEqualTo("incomplete");
  }

  // ---- programs and scenarios from files

  @Test
  void sourceAndImageRunAlike() throws IOException {
    String source = file("my clock.asm", understudy("programs", "clock", "--source").out());
    String scenario = file("my clock.toml", understudy("programs", "clock", "--scenario").out());
    String image = folder.resolve("clock.img").toString();
    understudy("asm", source, "-o", image).isFine();
    JsonNode shipped = understudy("run", "clock", "--json").isFine().json();
    JsonNode fromSource = understudy("run", source, "--json").isFine().json();
    JsonNode fromImage = understudy("run", image, "--scenario", scenario, "--json").isFine().json();
    JsonNode fromScenario = understudy("run", "--scenario", scenario, "--json").isFine().json();
    for (JsonNode json : List.of(fromSource, fromImage, fromScenario)) {
      assertThat(json.get("traceHash")).isEqualTo(shipped.get("traceHash"));
    }
    assertThat(fromSource.get("program").asString()).isEqualTo("my clock");
    assertThat(fromSource.get("again").asString())
        .isEqualTo("understudy run '" + source + "' --seed 1");
    assertThat(fromScenario.get("again").asString())
        .isEqualTo("understudy run --scenario '" + scenario + "' --seed 1");
  }

  @Test
  void aScenarioMayNameAProgramBesideIt() throws IOException {
    file("mine.asm", "start: halt\n");
    String scenario = file("mine.toml", "program = \"mine.asm\"\n");
    assertThat(understudy("run", "--scenario", scenario).isFine().out())
        .startsWith("mine under fault tolerance, seed 1: every promise was kept\n")
        .contains("the guest halted at ");
  }

  @Test
  void faultsOfTheCommandLineTakeThePlaceOfTheScenarios() throws IOException {
    String scenario =
        file(
            "crash.toml",
            """
            program = "clock"
            [[faults]]
            kind = "crash"
            target = "primary"
            at = "3ms"
            """);
    assertThat(applied("run", "--scenario", scenario)).containsExactly("crash primary@3ms");
    assertThat(applied("run", "--scenario", scenario, "--crash", "backup@5ms"))
        .containsExactly("crash backup@5ms");
    assertThat(applied("run", "--scenario", scenario, "--fault", "pause primary@5ms+1ms"))
        .containsExactly("pause primary@5ms+1ms");
    assertThat(applied("run", "--scenario", scenario, "--no-faults")).isEmpty();
    assertThat(applied("run", "--scenario", scenario, "--solo")).isEmpty();
  }

  @Test
  void operationsOfTheCommandLineTakeThePlaceOfTheScenarios() throws IOException {
    String scenario =
        file(
            "pause.toml",
            """
            program = "clock"
            [[operations]]
            do = "pause"
            at = "3ms"
            [[operations]]
            do = "resume"
            at = "4ms"
            """);
    assertThat(operations("run", "--scenario", scenario))
        .containsExactly("pause@3ms", "resume@4ms");
    assertThat(operations("run", "--scenario", scenario, "--do", "failover@3ms"))
        .containsExactly("failover@3ms");
    assertThat(operations("run", "--scenario", scenario, "--solo")).isEmpty();
  }

  private static List<String> operations(String... arguments) {
    String[] all = java.util.Arrays.copyOf(arguments, arguments.length + 1);
    all[arguments.length] = "--json";
    return understudy(all).isFine().json().get("operations").findValuesAsString("operation");
  }

  private static List<String> applied(String... arguments) {
    String[] all = java.util.Arrays.copyOf(arguments, arguments.length + 1);
    all[arguments.length] = "--json";
    return understudy(all).isFine().json().get("faultsApplied").findValuesAsString("fault");
  }

  // ---- what goes wrong

  @Test
  void aRunWhoseFaultsNeverStrikeHasNotDoneItsWork() {
    Shell.Result run =
        understudy("run", "hello", "--crash", "primary@50ms", "--crash", "backup@#9999", "--json");
    assertThat(run.code()).isEqualTo(4);
    assertThat(run.json().get("notDone").findValuesAsString("text"))
        .containsExactly(
            "crash primary@50ms never struck: the guest powered off with exit code 0",
            "crash backup@#9999 never struck: the guest powered off with exit code 0");
    assertThat(run.json().get("faultsNotReached").size()).isEqualTo(2);
    assertThat(run.json().get("verdict").asString()).isEqualTo("incomplete");
  }

  /** The disk would still be there, but nobody writes to it any more. */
  @Test
  void aFaultThatIsToStrikeWhenTheGuestHasEndedKeepsNoRunGoing() {
    for (String fault : List.of("disk-outage disk@50ms+5ms", "pause host-1@50ms+5ms")) {
      Shell.Result run = understudy("run", "hello", "--fault", fault, "--json");

      assertThat(run.code()).as(fault).isEqualTo(4);
      assertThat(run.json().get("virtualTimeNs").asLong()).as(fault).isLessThan(50_000_000);
      assertThat(run.json().get("notDone").findValuesAsString("text"))
          .containsExactly(fault + " never struck: the guest powered off with exit code 0");
    }
  }

  /** A guest that waits for clients has not ended: its host can still be lost. */
  @Test
  void aFaultThatIsToStrikeWhenAllClientsAreServedStillStrikes() {
    assertThat(applied("run", "bank", "--sweep-workload", "--crash", "primary@700ms"))
        .containsExactly("crash primary@700ms");
  }

  /** Answers that leave before the backup has heard of them are forgotten by a failover. */
  @Test
  void aBrokenPromiseIsShownWithTheCommandThatShowsItAgain() {
    String[] arguments = {
      "run", "--scenario", "../scenarios/answered-and-forgotten.toml", "--strategy", "async"
    };
    Shell.Result run = understudy(arguments);
    assertThat(run.code()).isEqualTo(1);
    assertThat(run.err()).isEmpty();
    assertThat(run.out())
        .contains(": A PROMISE WAS BROKEN\n")
        .contains("\nBROKEN  clients: ")
        .contains("· scenario answered-and-forgotten\n")
        .contains("\n  again  ./understudy run ");
    String[] quiet = java.util.Arrays.copyOf(arguments, arguments.length + 1);
    quiet[arguments.length] = "--quiet";
    assertThat(understudy(quiet).out()).startsWith("BROKEN  ").contains("BROKEN  clients: ");
    quiet[arguments.length] = "--console-only";
    assertThat(understudy(quiet).err()).startsWith("BROKEN  ").contains("BROKEN  clients: ");
    quiet[arguments.length] = "--json";
    JsonNode json = understudy(quiet).json();
    assertThat(json.get("verdict").asString()).isEqualTo("broken");
    assertThat(json.get("broken").findValuesAsString("oracle")).contains("clients");
  }

  /** Two crashes are more than is promised: nobody is left to serve, and the report says so. */
  @Test
  void whatIsLostWasNotPromised() {
    String[] arguments = {
      "run", "bank", "--crash", "primary@20ms", "--crash", "backup@20ms", "--seed", "3"
    };
    Shell.Result run = understudy(arguments);
    assertThat(run.code()).isZero();
    assertThat(run.out())
        .contains("bank under fault tolerance, seed 3: LOST, which was not promised otherwise\n")
        .contains("too much  20.000 ms: crash primary@20ms hits host-1");
    String[] json = java.util.Arrays.copyOf(arguments, arguments.length + 1);
    json[arguments.length] = "--json";
    JsonNode lost = understudy(json).json();
    assertThat(lost.get("verdict").asString()).isEqualTo("lost");
    assertThat(lost.get("excess").asString()).contains("crash backup@20ms");
    assertThat(lost.get("ended").asString()).isEqualTo("nobody-left");
  }
}
