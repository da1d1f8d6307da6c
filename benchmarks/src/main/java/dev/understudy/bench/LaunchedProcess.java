package dev.understudy.bench;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.understudy.bench.Measurement.Effort;
import dev.understudy.bench.Measurement.Spread;
import dev.understudy.programs.Programs;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.function.LongSupplier;

/**
 * What the launcher makes of a JVM: its flags and its archive of classes, against a plain {@code
 * java -Xshare:off -jar} with the very same jar and command. What is compared is the processor time
 * of whole processes, so that a start counts as users have it.
 *
 * @param what the processes do
 * @param launcherVsPlain processor time; below 1 the launcher's is quicker
 * @param launcherVsLauncher processor time, the launcher twice in each round: noise
 */
record LaunchedProcess(String what, Spread launcherVsPlain, Spread launcherVsLauncher) {
  private static final String JAR = "cli/target/launcher/understudy.jar";
  private static final String GUEST = "xorshift";

  /** Long enough that a second or so goes into the guest on either engine. */
  private static final String INTERPRETED_DRAWS = "8_000_000";

  private static final String COMPILED_DRAWS = "100_000_000";

  /** Runs a command and adds its seconds of processor time to what it says on standard error. */
  private static final String TIMED = "TIMEFORMAT='%3U %3S'; time \"$@\" >/dev/null </dev/null";

  /**
   * Starts, and runs a guest on each engine.
   *
   * @param launcher what started this process
   */
  static List<LaunchedProcess> of(Path launcher, Effort effort) {
    try {
      Path folder = Files.createTempDirectory("understudy-bench");
      try {
        timeOf(List.of(launcher.toString(), "--version")); // It builds its jar, if need be.
        String slow = guest(folder, "interpreted", INTERPRETED_DRAWS);
        String fast = guest(folder, "compiled", COMPILED_DRAWS);
        return List.of(
            of("start", launcher, List.of("run", "hello", "--quiet"), effort),
            of("interpreted", launcher, run(slow, "interpreted"), effort),
            of("compiled", launcher, run(fast, "compiled"), effort));
      } finally {
        Files.deleteIfExists(folder.resolve("interpreted.asm"));
        Files.deleteIfExists(folder.resolve("compiled.asm"));
        Files.delete(folder);
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static String guest(Path folder, String name, String draws) throws IOException {
    String source = Programs.find(GUEST).orElseThrow().withConstant("DRAWS", draws).source();
    return Files.writeString(folder.resolve(name + ".asm"), source).toString();
  }

  private static List<String> run(String source, String engine) {
    return List.of("run", source, "--solo", "--engine", engine, "--length", "1000s", "--quiet");
  }

  private static LaunchedProcess of(
      String what, Path launcher, List<String> arguments, Effort effort) throws IOException {
    List<String> launched = with(List.of(launcher.toString()), arguments);
    Path jar = launcher.toRealPath().resolveSibling(JAR);
    List<String> plain = with(List.of("java", "-Xshare:off", "-jar", jar.toString()), arguments);
    return of(what, () -> timeOf(launched), () -> timeOf(plain), effort);
  }

  /**
   * @param launched runs it by the launcher, and gives the processor time that it took
   * @param plain the same for a plain JVM
   */
  static LaunchedProcess of(String what, LongSupplier launched, LongSupplier plain, Effort effort) {
    Measurement measure = Measurement.ofTimes(effort, List.of(launched, plain, launched));
    return new LaunchedProcess(what, measure.ratio(0, 1), measure.ratio(2, 0));
  }

  private static List<String> with(List<String> command, List<String> arguments) {
    List<String> whole = new ArrayList<>(command);
    whole.addAll(arguments);
    return whole;
  }

  /** The processor time of a process and its children in ns. */
  private static long timeOf(List<String> command) {
    try {
      Process process =
          new ProcessBuilder(with(List.of("bash", "-c", TIMED, "bash"), command)).start();
      process.getOutputStream().close();
      try (InputStream err = process.getErrorStream()) {
        String text = new String(err.readAllBytes(), UTF_8).strip();
        int code = process.waitFor();
        if (code != 0) {
          throw new IllegalStateException(command + " ended with " + code + ": " + text);
        }
        return nanoseconds(text.substring(text.lastIndexOf('\n') + 1));
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException("interrupted while measuring " + command, e);
    }
  }

  /** The sum of what bash says of user and system. */
  static long nanoseconds(String seconds) {
    double sum = 0;
    for (String part : seconds.split(" ", -1)) {
      sum += Double.parseDouble(part);
    }
    return Math.max(1, Math.round(sum * 1e9));
  }
}
