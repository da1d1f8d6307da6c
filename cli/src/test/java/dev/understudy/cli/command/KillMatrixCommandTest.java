package dev.understudy.cli.command;

import static dev.understudy.cli.command.Shell.understudy;
import static org.assertj.core.api.Assertions.assertThat;

import dev.understudy.cli.io.ExitCode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;

/** Planted bugs from the command line; {@code KillMatrixTest} looks at all of them. */
class KillMatrixCommandTest {
  private static final String SECONDS = "\"seconds\" *: *[0-9.E-]+";

  @TempDir private Path folder = Path.of("");

  @Test
  void aMutantIsKilledAndItsScenarioShowsItAgain() throws IOException {
    JsonNode json = understudy("killmatrix", "ack-before-receipt", "--json").isFine().json();

    assertThat(json.get("mutants").asInt()).isEqualTo(1);
    assertThat(json.get("killed").asInt()).isEqualTo(1);
    JsonNode row = json.get("rows").get(0);
    assertThat(row.get("oracle").asString()).isEqualTo("output-rule");
    assertThat(row.get("worlds").asInt()).isPositive();

    Path file = Files.writeString(folder.resolve("minimal.toml"), row.get("scenario").asString());
    Shell.Result again =
        understudy("killmatrix", "ack-before-receipt", "--scenario", file.toString());
    assertThat(again.code()).isEqualTo(ExitCode.BROKEN);
    assertThat(again.out())
        .contains("BROKEN  output-rule", "promised", "host-1", "channel", "here it showed");

    // Without the bug nothing is broken; made this small, the scenario ends before its clients do.
    Shell.Result without = understudy("run", "--scenario", file.toString(), "--quiet");
    assertThat(without.code()).isEqualTo(ExitCode.INCOMPLETE);
    assertThat(without.out()).contains("ended-early").doesNotContain("BROKEN");
  }

  @Test
  void howManyWorkersThereAreDoesNotShow() {
    String[] one = {"killmatrix", "hasty-detection", "gap-skipped", "--workers", "1", "--json"};
    String[] two = {"killmatrix", "hasty-detection", "gap-skipped", "--workers", "2", "--json"};

    assertThat(withoutTimes(one)).isEqualTo(withoutTimes(two)).contains("gap-skipped");
  }

  /** How long it took is the one thing that differs from time to time. */
  private static String withoutTimes(String... arguments) {
    String json = understudy(arguments).isFine().out();
    assertThat(json).containsPattern(SECONDS);
    return json.replaceAll(SECONDS, "");
  }

  @Test
  void theLongestIsNamed() {
    assertThat(understudy("killmatrix", "hasty-detection").isFine().out())
        .containsPattern("seconds +minimal scenario")
        .containsPattern("longest: hasty-detection, [0-9]+[.][0-9] s");
  }

  @Test
  void aBugThatGetsAwayIsAFailure() {
    Shell.Result result = understudy("killmatrix", "copies-carried-out", "--worlds", "1");

    assertThat(result.code()).isEqualTo(ExitCode.BROKEN);
    assertThat(result.out()).contains("GOT AWAY", "0 of 1 mutant killed");
  }

  @Test
  void whatCantBeUsedIsNamed() {
    understudy("killmatrix", "gap-skiped")
        .isBadInput(
            "understudy killmatrix: unknown mutant 'gap-skiped'; did you mean 'gap-skipped'?");
    understudy("killmatrix", "--worlds", "0")
        .isBadInput("understudy killmatrix: --worlds '0', expected 1 or more");
  }
}
