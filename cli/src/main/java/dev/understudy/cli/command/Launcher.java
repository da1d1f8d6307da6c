package dev.understudy.cli.command;

import dev.understudy.experiment.report.AgainCommand;
import java.nio.file.Path;
import java.util.Optional;

/** How this process was started. */
final class Launcher {
  private static final String PROPERTY = "understudy.launcher";

  private Launcher() {}

  /** The launcher that started this process; empty if none did. */
  static Optional<Path> path() {
    return Optional.ofNullable(System.getProperty(PROPERTY)).map(Path::of);
  }

  /** What starts Understudy from the folder where this was started. */
  static String command() {
    return System.getProperty(PROPERTY, AgainCommand.IN_THE_PROJECT);
  }
}
