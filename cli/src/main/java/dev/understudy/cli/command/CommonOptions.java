package dev.understudy.cli.command;

import picocli.CommandLine.Option;

/** What every command understands. */
abstract class CommonOptions implements Runnable {
  static final String STACK_TRACE = "--stacktrace";

  @Option(
      names = {"-h", "--help"},
      usageHelp = true,
      description = "Show this help.")
  boolean help;

  /** {@link Main} looks for it before parsing, so that it works when parsing is what fails. */
  @Option(
      names = STACK_TRACE,
      description = "Show the stack trace of an internal error, to report it.")
  boolean stackTrace;
}
