package dev.understudy.cli.command;

import dev.understudy.experiment.report.AgainCommand;

/** How this process was started. */
final class Launcher {
  private static final String PROPERTY = "understudy.launcher";

  private Launcher() {}

  /** What starts Understudy from the folder where this was started. */
  static String command() {
    return System.getProperty(PROPERTY, AgainCommand.IN_THE_PROJECT);
  }
}
