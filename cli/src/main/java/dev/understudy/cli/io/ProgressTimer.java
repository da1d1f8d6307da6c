package dev.understudy.cli.io;

/**
 * The clock of a line that says how far a command is, and who looks at the line from time to time.
 * The only part of the commands that looks at the host's clock for people; no result depends on it.
 */
public interface ProgressTimer {

  /** Time in ns since any moment. */
  long nowNs();

  /**
   * Looks at a line again and again until it is closed.
   *
   * @param look at the line, which draws itself if that is due
   */
  Watch start(Runnable look);

  /** Somebody who looks at a line. */
  interface Watch extends AutoCloseable {
    /** The command has said how far it is. */
    void reported();

    @Override
    void close();
  }
}
