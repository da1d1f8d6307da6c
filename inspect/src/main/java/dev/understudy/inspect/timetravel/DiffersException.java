package dev.understudy.inspect.timetravel;

/** A run is not the one that was recorded. */
public final class DiffersException extends Exception {
  private static final long serialVersionUID = 1;

  DiffersException(String message) {
    super(message);
  }
}
