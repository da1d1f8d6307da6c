package dev.understudy.cli.command;

import static dev.understudy.cli.command.Shell.understudy;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.understudy.cli.io.ExitCode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;

/** Random scenarios from the command line. */
class FuzzCommandTest {
  @TempDir private Path folder = Path.of("");

  /** Watches its clock and gives up when time jumps: it can tell that its host has died. */
  private static final String IMPATIENT =
      """
              .include "devices.inc"
              .equ    ROUNDS, 2_500
              .equ    JUMP_NS, 6_000_000
      start:
              mov     r6, 0
              mov     r7, JUMP_NS
              rdtsc   r1
      .round:
              mov     r4, 0
      .spin:
              add     r4, 1
              jlt     r4, 400, .spin
              rdtsc   r2
              mov     r3, r2
              sub     r3, r1
              mov     r1, r2
              jgt     r3, r7, .noticed
              add     r6, 1
              jlt     r6, ROUNDS, .round
              mov     r0, 0
              out     POWER_OFF, r0
      .noticed:
              mov     r0, 1
              out     POWER_OFF, r0
      """;

  @Test
  void aCampaignReportsWhatItSaw() {
    String[] arguments = {"fuzz", "counter", "--runs", "30", "--seed", "3", "--json", "--workers"};
    JsonNode one = understudy(with(arguments, "1")).isFine().json();
    JsonNode two = understudy(with(arguments, "2")).isFine().json();

    assertThat(one.get("runs").asInt()).isEqualTo(30);
    assertThat(one.get("broken").asInt()).isZero();
    assertThat(one.get("sometimes").get("failover").asInt()).isPositive();
    assertThat(one.get("sometimes").has("io-reissued")).isFalse();
    assertThat(one.get("differing").isEmpty()).isTrue();
    assertThat(two).isEqualTo(one);
  }

  private static String[] with(String[] arguments, String last) {
    String[] all = Arrays.copyOf(arguments, arguments.length + 1);
    all[arguments.length] = last;
    return all;
  }

  @Test
  void aRunThatIsAnotherInASecondProcessIsNamed() {
    FuzzOptions options = new FuzzOptions();
    options.program = "counter";
    options.twice = 1;
    String[] numbers =
        understudy("fuzz", "counter", "--only", "0,1", "--traces").isFine().out().split("\n");
    String first = numbers[0].substring(2);

    assertThat(new SecondProcess(options, Map.of(0, first, 1, "another")).differing())
        .isEqualTo(List.of(1));
  }

  @Test
  void aGuestThatNoticesIsFoundMadeSmallAndKept() throws IOException {
    Path source = Files.writeString(folder.resolve("impatient.asm"), IMPATIENT);
    Files.writeString(
        folder.resolve("impatient.toml"), "program = \"impatient.asm\"\n[expect]\nexit-code = 0\n");
    Path artifacts = folder.resolve("failures");
    Shell.Result result =
        understudy(
            "fuzz",
            source.toString(),
            "--runs",
            "6",
            "--twice",
            "0",
            "--artifacts",
            artifacts.toString());

    assertThat(result.code()).isEqualTo(ExitCode.BROKEN);
    assertThat(result.out())
        .contains("BROKEN  ending: ", "promised", "again     ./understudy run --scenario");
    assertThat(artifacts.resolve("latest").resolve("report.txt")).content().contains("channel");
    Path scenario = artifacts.resolve("latest").resolve("scenario.toml");
    assertThat(Files.readString(scenario).split("\\[\\[faults\\]\\]")).hasSizeLessThanOrEqualTo(2);
    Shell.Result again = understudy("run", "--scenario", scenario.toString());
    assertThat(again.code()).isEqualTo(ExitCode.BROKEN);
    assertThat(again.out()).contains("BROKEN  ending: ", "host-1");
  }

  @Test
  void whatCantBeUsedIsNamed() {
    understudy("fuzz", "counter", "--runs", "0")
        .isBadInput("understudy fuzz: --runs '0', expected 1 or more");
    understudy("fuzz", "counter", "--for", "soon")
        .isBadInput("understudy fuzz: --for 'soon', expected a duration such as 90s, 10m or 2h");
    understudy("fuzz", "counter", "--soak", "0s")
        .isBadInput("understudy fuzz: --soak '0s', expected 1s to 1h of virtual time");
    understudy("fuzz", "counter", "--workers", "2147483647")
        .isBadInput("understudy fuzz: --workers '2147483647', expected 1 to 1024");
    understudy("fuzz", "counter", "--for", "3000000h")
        .isBadInput("understudy fuzz: --for '3000000h', expected at most 2562047h");
  }

  @Test
  void whatRanNothingHasShownNothing() {
    Shell.Result result = understudy("fuzz", "hello", "--for", "0s");

    assertThat(result.code()).isEqualTo(ExitCode.INCOMPLETE);
    assertThat(result.out()).contains("0 runs", "nothing was run, so nothing is shown");
    assertThat(understudy("fuzz", "hello", "--for", "0s", "--traces").code())
        .isEqualTo(ExitCode.INCOMPLETE);
  }

  @Test
  void aSecondProcessThatRunsNothingIsNoEvidence() {
    FuzzOptions options = new FuzzOptions();
    options.program = "no-such-program";
    options.twice = 1;

    assertThatThrownBy(() -> new SecondProcess(options, Map.of(0, "a trace")).differing())
        .isInstanceOf(SecondProcessException.class)
        .hasMessage("it ended with exit code 2");
  }
}
