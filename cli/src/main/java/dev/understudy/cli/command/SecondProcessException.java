package dev.understudy.cli.command;

/** A second process did not run what it was to run, so that nothing can be compared. */
final class SecondProcessException extends RuntimeException {
  SecondProcessException(String why) {
    super(why);
  }
}
