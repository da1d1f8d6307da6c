package dev.understudy.sim.world;

/**
 * How much a guest may make in one run. Everything of a run is kept for its report, so that a guest
 * without end would take all memory; what exceeds a limit ends the run.
 *
 * @param consoleBytes on the console
 * @param outputBytes in frames to clients and in writes to the disk, together
 * @param logEntries in the log, of all generations
 * @param logBytes in it
 */
public record RunLimits(long consoleBytes, long outputBytes, long logEntries, long logBytes) {

  /** More than any program that ships needs, and less than a heap of a gigabyte holds. */
  public static final RunLimits STANDARD =
      new RunLimits(16L << 20, 64L << 20, 1_000_000, 64L << 20);
}
