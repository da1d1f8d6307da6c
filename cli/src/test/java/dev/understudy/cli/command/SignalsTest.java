package dev.understudy.cli.command;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.BufferedReader;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/**
 * Long commands are interrupted as a terminal and a scheduler do it: in a process of their own, by
 * a signal, once they have shown that they are at work. What they did is reported, whatever they
 * were at.
 */
@Timeout(180)
class SignalsTest {
  private static final int INTERRUPTED = 130;
  private static final int TERMINATED = 143;

  /** Signal 2, in the masks of Linux. */
  private static final long INTERRUPT_BIT = 1L << 1;

  @TempDir private Path folder = Path.of("");
  private @Nullable Child child;

  @ParameterizedTest
  @CsvSource({"INT, 130", "TERM, 143"})
  void aCampaignOfRandomWorldsReportsWhatItRan(String signal, int code) throws Exception {
    Child fuzz = start("fuzz", "hello", "--runs", "100000000", "--workers", "1");
    fuzz.waitForProgress("of 100,000,000 runs");
    fuzz.send(signal);

    assertThat(fuzz.rest()).containsPattern("(?m)^[0-9,]+ runs?, .* broke a promise$");
    assertThat(fuzz.exitCode()).isEqualTo(code);
  }

  @Test
  void aReportForProgramsIsWholeJson() throws Exception {
    Child fuzz = start("fuzz", "hello", "--runs", "100000000", "--workers", "1", "--json");
    fuzz.waitForProgress("of 100,000,000 runs");
    fuzz.send("INT");

    assertThat(fuzz.rest()).contains("\"interrupted\" : true", "\"differing\" : null");
    assertThat(fuzz.exitCode()).isEqualTo(INTERRUPTED);
  }

  @Test
  void aWorldThatGoesOnForLongIsNotWaitedFor() throws Exception {
    Child soak = start("fuzz", "bank", "--soak", "1h", "--runs", "2", "--workers", "1");
    soak.waitForProgress("0 of 2 runs");
    soak.send("TERM");

    assertThat(soak.rest()).contains("0 runs", "nothing was run");
    assertThat(soak.exitCode()).isEqualTo(TERMINATED);
  }

  @Test
  void whatIsLookedAtMoreCloselyComesBehindTheReport() throws Exception {
    Child fuzz = start("fuzz", "bank", "--runs", "40", "--twice", "1", "--workers", "2");
    String first = fuzz.line();
    fuzz.send("INT");

    assertThat(first).startsWith("40 runs, ");
    assertThat(fuzz.rest()).contains("not compared with a second process: interrupted");
    assertThat(fuzz.exitCode()).isEqualTo(INTERRUPTED);
  }

  @Test
  void aSweepReportsWhatItExplored() throws Exception {
    String file = folder.resolve("sweep.json").toString();
    Child sweep =
        start("sweep", "bank", "--full", "--no-merge", "--workers", "1", "--resume", file);
    sweep.waitForProgress("points");
    sweep.send("TERM");

    assertThat(sweep.rest()).containsPattern("(?m)^[0-9,]+ tails? run, ").contains(" survived, ");
    assertThat(sweep.exitCode()).isEqualTo(TERMINATED);
    assertThat(SweepFile.read(file).report().skipped()).isPositive();
  }

  @Test
  void aMatrixOfPlantedBugsHasTheRowsThatAreDone() throws Exception {
    Child matrix = start("killmatrix", "--workers", "1");
    matrix.waitForProgress("] 1 of ");
    matrix.send("INT");

    assertThat(matrix.rest()).contains("interrupted: ").containsPattern("[0-9]+ of [0-9]+ mutant");
    assertThat(matrix.exitCode()).isEqualTo(INTERRUPTED);
  }

  /** Whatever a test came to, nothing of it stays at work. */
  @AfterEach
  void endTheChild() {
    if (child != null) {
      child.process.destroyForcibly();
    }
  }

  private Child start(String... arguments) throws IOException {
    List<String> command = new ArrayList<>();
    command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
    command.addAll(List.of("-XX:+UseSerialGC", "-Dunderstudy.stderr.terminal=true"));
    command.addAll(List.of("-cp", System.getProperty("java.class.path"), Main.class.getName()));
    command.addAll(List.of(arguments));
    child = new Child(new ProcessBuilder(command).start());
    return child;
  }

  /** A command in a process of its own, which takes its messages for a terminal's. */
  private static final class Child {
    private final Process process;
    private final BufferedReader out;
    private final BufferedReader err;

    Child(Process process) {
      this.process = process;
      this.out = process.inputReader(UTF_8);
      this.err = process.errorReader(UTF_8);
    }

    /** Reads messages until this is among them. */
    void waitForProgress(String text) throws IOException {
      StringBuilder seen = new StringBuilder();
      while (seen.indexOf(text) < 0) {
        int next = err.read();
        assertThat(next).as("the end of the messages, behind: %s", seen).isNotNegative();
        seen.append((char) next);
      }
    }

    String line() throws IOException {
      return out.readLine();
    }

    void send(String signal) throws Exception {
      String pid = Long.toString(process.pid());
      assumeTrue(hears(signal), "the tests were started with interrupts ignored, as behind '&'");
      assertThat(new ProcessBuilder("kill", "-" + signal, pid).start().waitFor()).isZero();
    }

    /** A process whose parents ignore interrupts ignores them too, and would never end. */
    private boolean hears(String signal) throws IOException {
      Path status = Path.of("/proc", Long.toString(process.pid()), "status");
      if (!signal.equals("INT") || !Files.isReadable(status)) {
        return true;
      }
      return Files.readAllLines(status).stream()
          .filter(line -> line.startsWith("SigIgn:"))
          .mapToLong(line -> Long.parseUnsignedLong(line.substring(7).strip(), 16))
          .allMatch(ignored -> (ignored & INTERRUPT_BIT) == 0);
    }

    String rest() {
      return out.lines().collect(Collectors.joining("\n"));
    }

    int exitCode() throws InterruptedException {
      return process.waitFor();
    }
  }
}
