package dev.understudy.cli.command;

import static dev.understudy.cli.command.Shell.understudy;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * One run gives equal bytes in two JVMs: no order of a hash table, no identity, no default of the
 * platform and no engine shows. The two differ in all that a JVM may differ in.
 */
class TwoProcessesTest {
  private static final JsonMapper MAPPER = JsonMapper.builder().build();

  private static final List<String> ONE =
      List.of("-XX:+UseSerialGC", "-XX:hashCode=5", "-Duser.language=en", "-Dfile.encoding=UTF-8");

  private static final List<String> OTHER =
      List.of(
          "-XX:+UseParallelGC",
          "-XX:+UnlockExperimentalVMOptions",
          "-XX:hashCode=0",
          "-XX:TieredStopAtLevel=1",
          "-Duser.language=tr",
          "-Duser.timezone=Asia/Kathmandu",
          "-Dfile.encoding=ISO-8859-9");

  @Test
  void theSameSeedGivesTheSameRunInAnotherProcess() throws Exception {
    JsonNode one = run(ONE, 7, "compiled");
    JsonNode again = run(OTHER, 7, "compiled");
    JsonNode interpreted = run(OTHER, 7, "interpreted");
    JsonNode otherSeed = run(OTHER, 8, "interpreted");

    assertThat(again).isEqualTo(one);
    assertThat(again.get("failovers").asInt()).isEqualTo(1);
    assertThat(again.get("traceHash").asString()).matches("[0-9a-f]{32}");
    assertThat(interpreted.get("engine").asString()).isEqualTo("interpreted");
    for (String key : List.of("traceHash", "stateHash", "clientViewHash", "timeline", "console")) {
      assertThat(interpreted.get(key)).as(key).isEqualTo(one.get(key));
    }
    assertThat(otherSeed.get("traceHash")).isNotEqualTo(one.get("traceHash"));
  }

  private static JsonNode run(List<String> options, long seed, String engine)
      throws IOException, InterruptedException {
    String crash = "primary@20ms";
    String number = Long.toString(seed);
    return MAPPER.readTree(
        output(
            options,
            "run",
            "counter",
            "--crash",
            crash,
            "--json",
            "--engine",
            engine,
            "--seed",
            number));
  }

  private static Process process(List<String> options, String... arguments) throws IOException {
    List<String> command = new ArrayList<>();
    command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
    if (!options.contains("-XX:+UnlockExperimentalVMOptions")) {
      command.add("-XX:+UnlockExperimentalVMOptions");
    }
    command.addAll(options);
    command.addAll(List.of("-cp", System.getProperty("java.class.path"), Main.class.getName()));
    command.addAll(List.of(arguments));
    return new ProcessBuilder(command).redirectError(ProcessBuilder.Redirect.INHERIT).start();
  }

  private static String output(List<String> options, String... arguments)
      throws IOException, InterruptedException {
    Process process = process(options, arguments);
    String out = new String(process.getInputStream().readAllBytes(), UTF_8);
    assertThat(process.waitFor()).as("exit code of %s", List.of(arguments)).isZero();
    return out;
  }

  /** Recorded here on the compiled engine, with a crash; run again there on the other one. */
  @ParameterizedTest
  @ValueSource(strings = {"bank", "kv", "threads", "dice"})
  void aRecordingReplaysInAnotherProcessUnderTheOtherEngine(String program, @TempDir Path folder)
      throws Exception {
    String file = folder.resolve(program + ".rec").toString();
    String crash = "primary@5ms";
    JsonNode run =
        understudy("run", program, "--crash", crash, "--record", file, "--json").isFine().json();
    JsonNode there =
        MAPPER.readTree(output(OTHER, "replay", file, "--engine", "interpreted", "--json"));
    assertThat(there.get("verdict").asString()).isEqualTo("ok");
    assertThat(there.get("traceHash")).isEqualTo(run.get("traceHash"));
    JsonNode here = understudy("replay", file, "--json").isFine().json();
    assertThat(there.get("machines").findValues("stateHash"))
        .hasSize(2)
        .isEqualTo(here.get("machines").findValues("stateHash"));
  }

  @Test
  void aRecorderThatIsKilledLeavesWhatItHadWritten(@TempDir Path folder) throws Exception {
    Path file = folder.resolve("killed.rec");
    Process recorder =
        process(ONE, "run", "bank", "--engine", "interpreted", "--record", file.toString());
    while (recorder.isAlive() && (!Files.exists(file) || Files.size(file) < 10_000)) {
      Thread.onSpinWait();
    }
    recorder.destroyForcibly().waitFor();
    assertThat(understudy("replay", file.toString()).err()).contains("breaks off without an end");
    JsonNode json = understudy("replay", file.toString(), "--prefix", "--json").isFine().json();
    assertThat(json.get("whole").asBoolean()).isFalse();
    assertThat(json.get("machines").get(0).get("entries").asLong()).isPositive();
  }
}
