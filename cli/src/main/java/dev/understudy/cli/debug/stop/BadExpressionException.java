package dev.understudy.cli.debug.stop;

/** An expression that can't be read; the message quotes it and says where. */
public final class BadExpressionException extends RuntimeException {
  BadExpressionException(String message) {
    super(message);
  }
}
