package dev.understudy.cli.command;

import static dev.understudy.cli.command.Shell.understudy;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;

/** A run in which redundancy returns: three primaries die, and new backups are cloned. */
class ClusterRecordingTest {
  private static final String SCENARIO = Path.of("..", "scenarios", "re-protected.toml").toString();

  @TempDir private Path folder = Path.of("");
  private String file = "";

  @BeforeEach
  void record() {
    file = folder.resolve("cluster.rec").toString();
    understudy("run", "--scenario", SCENARIO, "--record", file, "--quiet").isFine();
  }

  @Test
  void everyHostIsCalledAsRunCallsIt() {
    JsonNode replay = understudy("replay", file, "--json").isFine().json();
    List<String> names = replay.get("machines").findValuesAsString("host");
    assertThat(names).startsWith("host-1", "host-2", "host-3").anyMatch(name -> name.contains("."));
    String debug = understudy("debug", file, "-x", script("goto end", "both")).isFine().out();
    for (String name : names) {
      assertThat(understudy("log", file, "--host", name, "--kind", "boot").code()).isZero();
      assertThat(debug).contains("  " + name + "  ");
    }
    assertThat(understudy("log", file).isFine().out().lines().map(line -> line.split(" ")[0]))
        .containsAll(names);
    assertThat(
            understudy("replay", file).isFine().out().lines().map(line -> line.split("[ :]+")[1]))
        .containsAll(names);
    assertThat(understudy("log", file, "--host", "host-4").err()).contains("host-1.2");
  }

  private String script(String... commands) {
    try {
      return Files.write(folder.resolve("commands.txt"), List.of(commands)).toString();
    } catch (IOException e) {
      throw new AssertionError(e);
    }
  }

  @Test
  void itReplaysFromAnEntryAndUnderTheOtherEngineAndAsAWorld() {
    understudy("replay", file, "--engine", "interpreted").isFine();
    understudy("replay", file, "--world").isFine();
    assertThat(understudy("replay", file, "--from", "3000").isFine().out()).contains("ok  host-1");
  }

  @Test
  void itIsDebuggedAcrossAClone() {
    String out =
        understudy(
                "debug",
                file,
                "-x",
                script(
                    "goto event:installed",
                    "both",
                    "host backup",
                    "why",
                    "step 3",
                    "reverse-step 3",
                    "reverse-step 3",
                    "goto #1",
                    "goto event:went-live",
                    "goto event:went-live",
                    "both",
                    "goto begin",
                    "why",
                    "held",
                    "list",
                    "registers",
                    "changed end",
                    "step",
                    "goto end",
                    "why"))
            .isFine()
            .out();
    assertThat(out).contains("host-3  #").contains("host-1.2  #").contains("goes live");
    assertThat(out)
        .as("its guest came to it from elsewhere")
        .contains("> reverse-step 3\nthe beginning\n")
        .contains("host-3 never comes there")
        .contains("host-3  has not started yet\n> why\nthis host has not started yet\n");
  }

  @Test
  void itsTimelinesAreWritten() throws IOException {
    Path trace = folder.resolve("t.json");
    Path space = folder.resolve("t.shiviz");
    understudy(
            "run",
            "--scenario",
            SCENARIO,
            "--quiet",
            "--trace",
            trace.toString(),
            "--shiviz",
            space.toString())
        .isFine();
    assertThat(Files.readString(trace)).contains("host-1.2");
    assertThat(Files.readString(space)).contains("host-1.2 {");
  }

  @Test
  void hostsOfEachGenerationAreCompared() {
    assertThat(understudy("diff", file, "--hosts", "host-1,host-2").isFine().out())
        .startsWith("same  host-1 and host-2: ");
    assertThat(understudy("diff", file, "--hosts", "host-2,host-3").isFine().out())
        .startsWith("same  host-2 and host-3: ");
    assertThat(understudy("diff", file, "--hosts", "host-1,host-3").err())
        .contains("host-3 took no entry of a log of host-1");
    assertThat(understudy("diff", file, file).isFine().out()).startsWith("same  ");
  }
}
