package dev.understudy.browser;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** The command line as a process of its own, which knows where the page is. */
final class CommandProcess {
  private CommandProcess() {}

  /**
   * Starts {@code understudy} with these arguments; what it complains of goes to standard error.
   */
  static Process start(String... arguments) {
    Path java = Path.of(System.getProperty("java.home"), "bin", "java");
    List<String> command = new ArrayList<>();
    command.addAll(List.of(java.toString(), "-XX:TieredStopAtLevel=1", "-XX:+UseSerialGC"));
    command.add("-Dunderstudy.explorer=" + page());
    command.addAll(List.of("-cp", System.getProperty("java.class.path")));
    command.add("dev.understudy.cli.command.Main");
    command.addAll(List.of(arguments));
    try {
      return new ProcessBuilder(command).redirectError(ProcessBuilder.Redirect.INHERIT).start();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Where the classes of this module are, the page among them. */
  private static Path page() {
    return Path.of(System.getProperty("understudy.test.page", "target/classes")).toAbsolutePath();
  }
}
