package dev.understudy.cli.command;

import static dev.understudy.cli.command.Shell.understudy;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;

/** {@code run --record}, {@code replay} and {@code log}. */
class RecordingCommandsTest {
  @TempDir private Path folder = Path.of("");

  private Path recorded() {
    Path file = folder.resolve("dice.rec");
    understudy("run", "dice", "--crash", "primary@20ms", "--record", file.toString(), "--quiet")
        .isFine();
    return file;
  }

  @Test
  void aRecordingReplays() {
    String file = recorded().toString();
    JsonNode json = understudy("replay", file, "--json").isFine().json();
    assertThat(json.get("verdict").asString()).isEqualTo("ok");
    assertThat(json.get("machines").findValuesAsString("host")).containsExactly("host-1", "host-2");
    JsonNode run = understudy("run", "dice", "--crash", "primary@20ms", "--json").isFine().json();
    assertThat(json.get("traceHash"))
        .as("recording changes nothing")
        .isEqualTo(run.get("traceHash"));
    assertThat(json.get("machines").get(1).get("stateHash")).isEqualTo(run.get("stateHash"));
    assertThat(understudy("replay", file).isFine().out().lines())
        .hasSize(3)
        .anyMatch(line -> line.startsWith("ok  host-1: "))
        .anyMatch(line -> line.startsWith("ok  host-2: "))
        .contains("not verified: times of entries and trace hash, which take --world");
  }

  @Test
  void aFlippedByteAndACutFileAreRefusedWithTheirPlace() throws IOException {
    Path file = recorded();
    byte[] bytes = Files.readAllBytes(file);
    byte[] flipped = bytes.clone();
    flipped[bytes.length / 2] ^= 1;
    Files.write(file, flipped);
    Shell.Result damaged = understudy("replay", file.toString());
    assertThat(damaged.code()).isEqualTo(2);
    assertThat(damaged.err()).contains("dice.rec: byte ").contains("checksum");
    Files.write(file, Arrays.copyOf(bytes, bytes.length - 5));
    Shell.Result cut = understudy("replay", file.toString());
    assertThat(cut.code()).isEqualTo(2);
    assertThat(cut.err()).contains("the recording breaks off without an end");
    assertThat(understudy("replay", file.toString(), "--prefix").isFine().out()).contains("ok  ");
    assertThat(understudy("replay", "no.rec").err()).contains("no.rec: no such file");
  }

  /** Nobody knows how it went on, and so nobody waits for it. */
  @Test
  void aRecordingThatBreaksOffIsDebuggedAsFarAsItGoes() throws IOException {
    Path file = folder.resolve("bank.rec");
    understudy("run", "bank", "--record", file.toString(), "--quiet").isFine();
    byte[] bytes = Files.readAllBytes(file);
    long wholeNs = lastTimeNs(file);
    Files.write(file, Arrays.copyOf(bytes, bytes.length * 2 / 3));
    long lastNs = lastTimeNs(file);
    assertThat(lastNs).isLessThan(wholeNs);
    Path script = Files.writeString(folder.resolve("script"), "goto end\nstep\n");
    Shell.Result opened = understudy("debug", file.toString(), "-x", script.toString(), "--json");
    assertThat(opened.err())
        .contains("the recording breaks off without an end; this is the run up");
    assertThat(firstLine(opened.out()).get("atNs").asLong()).isEqualTo(lastNs);
    assertThat(opened.code()).isZero();
    Shell.Result unread = understudy("debug", file.toString(), "-x", folder + "/nothing");
    unread.isBadInput(folder + "/nothing: no such file, expected commands, one a line");
  }

  private static long lastTimeNs(Path file) {
    return understudy("log", file.toString(), "--json")
        .out()
        .lines()
        .mapToLong(line -> firstLine(line).get("atNs").asLong())
        .max()
        .orElseThrow();
  }

  @Test
  void entriesArePrintedFilteredAndCounted() {
    String file = recorded().toString();
    assertThat(understudy("log", file).isFine().out())
        .startsWith("host-1  1  0.000 ms  #0  boot ")
        .contains("went-live");
    JsonNode stats = firstLine(understudy("log", file, "--stats", "--json").isFine().out());
    assertThat(stats.get("kind").asString()).isEqualTo("boot");
    assertThat(stats.get("entries").asLong()).isEqualTo(1);
    String live = understudy("log", file, "--kind", "went-live", "--json").isFine().out();
    assertThat(live.lines()).hasSize(1);
    assertThat(firstLine(live).get("host").asString()).isEqualTo("host-2");
    assertThat(understudy("log", file, "--host", "host-2", "--from", "1", "--through", "2").out())
        .isEmpty();
    assertThat(understudy("log", file, "--kind", "clock-raed").err()).contains("clock-read");
    assertThat(understudy("log", file, "--host", "host-9").code()).isEqualTo(2);
  }

  private static JsonNode firstLine(String lines) {
    return new Shell.Result(
            java.util.List.of(),
            0,
            lines.lines().findFirst().orElse("").getBytes(java.nio.charset.StandardCharsets.UTF_8),
            "")
        .json();
  }
}
