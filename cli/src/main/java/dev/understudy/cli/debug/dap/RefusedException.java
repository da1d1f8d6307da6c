package dev.understudy.cli.debug.dap;

/** A request that can't be fulfilled; the message says why, and the session goes on. */
public final class RefusedException extends RuntimeException {
  private static final long serialVersionUID = 1;

  public RefusedException(String message) {
    super(message);
  }
}
