package dev.understudy.cli.command;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.understudy.cli.io.ManualTimer;
import dev.understudy.cli.io.MessageTerminal;
import dev.understudy.cli.io.Streams;
import dev.understudy.cli.io.Terminal;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.io.TempDir;

/**
 * Each command that may take long says on a terminal what it is at, again whenever it has done a
 * part of it. Time goes by with each report: nobody waits here.
 */
class SignsOfProgressTest {
  /** Of worlds, which report every thing that a host does: every twentieth of them is drawn. */
  private static final long STEP_TAKES_NS = 10_000_000;

  /** Of campaigns, which report every point or run. */
  private static final long PART_TAKES_NS = 500_000_000;

  /**
   * A command.
   *
   * @param reportTakesNs how much later it is after each of its reports
   * @param signs what has to be seen of it, in this order
   */
  private record Wait(String command, long reportTakesNs, String... signs) {}

  private static final List<Wait> WAITS =
      List.of(
          new Wait("run bank --crash primary@20ms", STEP_TAKES_NS, "bank: ", "bank: 5"),
          new Wait(
              "compare counter --crash primary@20ms",
              STEP_TAKES_NS,
              "none, run 1 of 1",
              "async, run 2 of 2: ",
              "vm-ft, run 1 of 2: ",
              "checkpoint, run 2 of 2: "),
          new Wait(
              "sweep hello --workers 1",
              PART_TAKES_NS,
              "] 1 of 192 points",
              "] 2 of 192 points",
              "] 100 of 192 points",
              "] 192 of 192 points, 0 broken"),
          new Wait(
              "fuzz bank --runs 3 --twice 0 --workers 1",
              PART_TAKES_NS,
              "] 0 of 3 runs",
              "] 3 of 3 runs"),
          new Wait(
              "killmatrix output-before-ack", PART_TAKES_NS, "] 0 of 1 mutant", "] 1 of 1 mutant"),
          new Wait("explain output-rule", STEP_TAKES_NS, "run 1 of ", "run 2 of "),
          new Wait("replay IN/bank.rec --world", STEP_TAKES_NS, "replay: ", "replay: 5"),
          new Wait("diff IN/good.rec IN/bad.rec", PART_TAKES_NS, "diff: 0."),
          new Wait("diff IN/bank.rec --hosts host-1,host-2", STEP_TAKES_NS, "diff: ", "diff: 5"),
          new Wait("diff --pair IN/bank.rec", STEP_TAKES_NS, "diff: ", "diff: 5"),
          new Wait(
              "debug bank --crash primary@20ms -x IN/commands",
              STEP_TAKES_NS,
              "bank: ",
              "bank: 5"));

  @TempDir private static Path folder = Path.of("");

  @BeforeAll
  static void filesToRead() throws IOException {
    record("bank.rec", "run", "bank", "--crash", "primary@20ms");
    record("good.rec", "run", "dice", "--seed", "7");
    record("bad.rec", "run", "dice", "--seed", "8");
    Files.writeString(folder.resolve("commands"), "goto 30ms\n");
  }

  private static void record(String file, String... run) {
    Stream<String> command =
        Stream.concat(Stream.of(run), Stream.of("--record", folder.resolve(file).toString()));
    Shell.understudy(command.toArray(String[]::new)).isFine();
  }

  @TestFactory
  Stream<DynamicTest> eachSaysWhatItIsAt() {
    return WAITS.stream().map(wait -> DynamicTest.dynamicTest(wait.command(), () -> shows(wait)));
  }

  private static void shows(Wait wait) {
    assertThat(screen(wait, true)).containsSubsequence(wait.signs()).endsWith("\r\u001b[K");
  }

  /** Where nobody sees it, a line of progress would only be in somebody's way. */
  @Test
  void aPipeSeesNothingOfIt() {
    WAITS.stream()
        .filter(
            wait -> wait.command().startsWith("diff IN/good") || wait.command().startsWith("sweep"))
        .forEach(wait -> assertThat(screen(wait, false)).as(wait.command()).isEmpty());
  }

  private static String screen(Wait wait, boolean isTerminal) {
    ByteArrayOutputStream screen = new ByteArrayOutputStream();
    MessageTerminal terminal = new MessageTerminal(200, new ManualTimer(wait.reportTakesNs()));
    Streams streams =
        new Streams(
            new ByteArrayOutputStream(), screen, isTerminal ? terminal : null, Terminal.NONE, null);
    Main.execute(streams, wait.command().replace("IN", folder.toString()).split(" "));
    return screen.toString(UTF_8);
  }
}
