package dev.understudy.experiment.scenario;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import org.junit.jupiter.api.Test;

/** What a person is told who wrote something wrong. */
class ScenarioProblemsTest {

  @Test
  void aMistypedKeyIsShownWithTheRightOne() {
    assertThat(onlyProblem("program = \"p\"\n[network.client]\n  latancy = \"1ms\"\n"))
        .isEqualTo(
            """
            bank.toml:3:3: [network.client] has no key latancy
                  latancy = "1ms"
                  ^^^^^^^
                expected one of latency, jitter, loss, duplication, reordering, bandwidth; did you mean latency?
            """);
  }

  @Test
  void aValueThatDoesNotFitIsShownWithWhatWould() {
    assertThat(onlyProblem("program = \"p\"\nlength = \"20 minutes\" # too long\n"))
        .isEqualTo(
            """
            bank.toml:2:10: this does not fit length
                length = "20 minutes" # too long
                         ^^^^^^^^^^^^
                expected a duration such as "20ms", "1.5s" or "100us" (units: ns, us, ms, s)
            """);
  }

  @Test
  void aValueOutOfRangeIsShownWithTheRange() {
    assertThat(onlyProblem("program = \"p\"\n[network.channel]\nlatency = \"0ns\"\n"))
        .isEqualTo(
            """
            bank.toml:3:11: this does not fit latency
                latency = "0ns"
                          ^^^^^
                expected something from 1ns to 10s
            """);
  }

  @Test
  void manyProblemsAreReportedAtOnceInTheOrderOfTheText() {
    assertThat(
            messages(
                """
                programm = "p"
                length = 5
                [network]
                clients = 1
                [[faults]]
                kind = "crush"
                at = "sometime"
                [[clients]]
                kind = "echo"
                accounts = 4
                [[clients]]
                count = -1
                """))
        .containsExactly(
            "1:1 a scenario has no key programm",
            "1:1 the key program is missing",
            "2:10 this does not fit length",
            "4:1 [network] has no key clients",
            "6:8 this does not fit kind",
            "7:6 this does not fit at",
            "10:1 accounts means nothing to the kind echo",
            "11:1 the key kind is missing",
            "12:9 this does not fit count");
  }

  @Test
  void brokenTomlIsReportedWithItsPlaceAndNothingElse() {
    assertThat(messages("program = \nlength = \"5ms\n[nonsense]\n"))
        .containsExactly(
            "1:11 unexpected end of line, expected a value",
            "2:14 unexpected end of line, expected \" or a character");
  }

  @Test
  void aKeyWrittenTwiceIsReported() {
    assertThat(messages("program = \"p\"\nprogram = \"q\"\n"))
        .containsExactly("2:1 program previously defined at line 1, column 1");
  }

  @Test
  void aListOfTablesNeedsItsBrackets() {
    assertThat(onlyProblem("program = \"p\"\n[faults]\nkind = \"crash\"\n"))
        .contains("bank.toml:2:1: faults is a list of tables")
        .contains("expected [[faults]] before each of them");
    assertThat(onlyProblem("program = \"p\"\ndisk = 5\n"))
        .contains("bank.toml:2:1: disk is a table")
        .contains("expected [disk]");
  }

  @Test
  void hostsThatDoNotExistAreReportedAtTheFault() {
    String crash = "program = \"p\"\n[[faults]]\nkind = \"crash\"\nat = \"1ms\"\n";

    assertThat(onlyProblem(crash + "target = \"host-3\"\n"))
        .isEqualTo(
            """
            bank.toml:5:10: there are 2 hosts only
                target = "host-3"
                         ^^^^^^^^
                expected host-1 to host-2
            """);
  }

  @Test
  void aFaultAfterTheEndIsReported() {
    String crash = "program = \"p\"\nlength = \"5ms\"\n[[faults]]\nkind = \"crash\"\n";

    assertThat(messages(crash + "at = \"5ms\"\n")).containsExactly("5:6 the run is over by then");
  }

  @Test
  void anEndThatIsDeclaredForAfterTheRunIsReported() {
    String run = "program = \"p\"\nlength = \"5ms\"\n[expect]\n";

    assertThat(messages(run + "ends-by = \"5ms\"\n"))
        .containsExactly("4:11 the run is over by then");
    assertThat(messages(run + "ends-by = \"4ms\"\n")).isEmpty();
  }

  @Test
  void aCutNeedsTwoEndsOfItsNetwork() {
    String cut = "program = \"p\"\n[[faults]]\nkind = \"cut\"\nat = \"1ms\"\n";

    assertThat(messages(cut + "from = \"disk\"\n")).containsExactly("2:1 nothing can be cut there");
    assertThat(messages(cut + "to = \"primary\"\n"))
        .containsExactly("5:6 nothing can be cut there");
    assertThat(messages(cut + "network = \"storage\"\nto = \"disk\"\n")).isEmpty();
    assertThat(messages(cut.replace("1ms", "#5") + "from = \"all\"\n"))
        .containsExactly("4:6 nobody counts there");
  }

  @Test
  void detectionTakesLongerThanAHeartbeat() {
    assertThat(onlyProblem("program = \"p\"\n[protocol]\ndetection-timeout = \"2ms\"\n"))
        .contains("3:21: every silence between two heartbeats would count as a failure")
        .contains("expected more than the heartbeat-interval, 2ms");
  }

  @Test
  void aSingleHostIsNotEnough() {
    assertThat(messages("program = \"p\"\n[[hosts]]\n"))
        .containsExactly("2:1 one host alone can't be replaced");
  }

  @Test
  void clientsHaveNumbersOfTheirOwn() {
    String two =
        "program = \"p\"\n[[clients]]\nkind = \"bank\"\ncount = 3\n[[clients]]\nkind = \"echo\"\n";

    assertThat(messages(two)).isEmpty();
    assertThat(messages(two + "first-number = 4\n"))
        .containsExactly("7:16 client 4 belongs to group 1 of the scenario already");
    assertThat(messages(two + "count = 253\n"))
        .containsExactly("7:9 the numbers of these clients are 5 to 257");
  }

  @Test
  void clientsOfOneBankSeeTheSameAccounts() {
    assertThat(
            messages(
                """
                program = "p"
                [[clients]]
                kind = "bank"
                [[clients]]
                kind = "bank"
                accounts = 5
                """))
        .containsExactly("5:8 two groups of bank clients see different accounts");
  }

  @Test
  void aClientWithoutRetriesIsReported() {
    assertThat(messages("program = \"p\"\n[[clients]]\nkind = \"kv\"\nretry-timeout = \"0ns\"\n"))
        .containsExactly("4:17 a client that never sends again may wait for ever");
  }

  @Test
  void repliesAreComparedOnlyWhereNoOrderCanChangeThem() {
    String compare = "[expect]\ncompare = [\"replies\"]\n";

    assertThat(messages("program = \"p\"\n[[clients]]\nkind = \"kv\"\n" + compare))
        .containsExactly(
            "5:11 a failover may change replies: a compare-and-swap of kv clients may find another"
                + " value");
    assertThat(messages("program = \"p\"\n[[clients]]\nkind = \"bank\"\n" + compare)).isEmpty();
    assertThat(
            messages(
                "program = \"p\"\n[[clients]]\nkind = \"bank\"\nopening-balance = 3\n" + compare))
        .singleElement()
        .asString()
        .startsWith("6:11 a failover may change replies: account ")
        .endsWith("so a transfer may be refused");
  }

  @Test
  void balancesAreComparedOnlyWhereSomebodyAsksForThem() {
    assertThat(messages("program = \"p\"\n[expect]\ncompare = [\"balances\"]\n"))
        .containsExactly("3:11 nobody asks for balances here");
  }

  @Test
  void aWordThatIsNoneOfTheChoicesIsReportedWithTheNearest() {
    assertThat(
            onlyProblem("program = \"p\"\n[expect]\nsometimes = [\"failover\", \"ioreissued\"]\n"))
        .contains("did you mean io-reissued?");
  }

  @Test
  void whoeverInsistsOnAWrongScenarioGetsTheProblems() {
    Scenario.Parsed parsed = Scenario.parse("bank.toml", "");

    assertThatThrownBy(parsed::orThrow)
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("bank.toml:1:1: the key program is missing");
  }

  private static String onlyProblem(String toml) {
    List<Problem> problems = Scenario.parse("bank.toml", toml).problems();
    assertThat(problems).hasSize(1);
    return problems.get(0).text();
  }

  private static List<String> messages(String toml) {
    return Scenario.parse("bank.toml", toml).problems().stream()
        .map(problem -> problem.line() + ":" + problem.column() + " " + problem.message())
        .toList();
  }
}
