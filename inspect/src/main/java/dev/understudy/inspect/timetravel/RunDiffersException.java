package dev.understudy.inspect.timetravel;

/** A run is not the one that was recorded. */
public final class RunDiffersException extends Exception {
  private static final long serialVersionUID = 1;

  RunDiffersException(String message) {
    super(message);
  }
}
