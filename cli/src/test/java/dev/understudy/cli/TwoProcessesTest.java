package dev.understudy.cli;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * The same run in two JVMs gives the same bytes: no order of a hash table, no identity and no
 * default of the platform shows. The two differ in all that a JVM may differ in.
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
    JsonNode one = run(ONE, 7);
    JsonNode again = run(OTHER, 7);

    assertThat(again).isEqualTo(one);
    assertThat(again.get("failovers").asInt()).isEqualTo(1);
    assertThat(again.get("traceHash").asString()).matches("[0-9a-f]{32}");
    assertThat(run(OTHER, 8).get("traceHash")).isNotEqualTo(one.get("traceHash"));
  }

  private static JsonNode run(List<String> options, long seed)
      throws IOException, InterruptedException {
    List<String> command = new ArrayList<>();
    command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
    if (!options.contains("-XX:+UnlockExperimentalVMOptions")) {
      command.add("-XX:+UnlockExperimentalVMOptions");
    }
    command.addAll(options);
    command.addAll(List.of("-cp", System.getProperty("java.class.path"), Main.class.getName()));
    command.addAll(List.of("run", "counter", "--crash", "primary@20ms", "--json", "--seed"));
    command.add(Long.toString(seed));
    Process process =
        new ProcessBuilder(command).redirectError(ProcessBuilder.Redirect.INHERIT).start();
    String out = new String(process.getInputStream().readAllBytes(), UTF_8);
    assertThat(process.waitFor()).as("exit code of %s", command).isZero();
    return MAPPER.readTree(out);
  }
}
