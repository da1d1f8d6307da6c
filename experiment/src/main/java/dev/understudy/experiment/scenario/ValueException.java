package dev.understudy.experiment.scenario;

/** A value that does not have the type its key asks for. */
final class ValueException extends Exception {

  private static final long serialVersionUID = 1;

  /** What would fit. */
  private final String expected;

  ValueException(String expected) {
    super("expected " + expected, null, false, false);
    this.expected = expected;
  }

  String expected() {
    return expected;
  }
}
