package dev.understudy.sim.world;

/**
 * Is called at every point of a run at which a fault could strike, and may fork the world that it
 * listens to there.
 */
public interface FaultPointListener {

  /** Called before anything of what happens at a time has happened. */
  void before(long timeNs);

  /**
   * Called when a host is between two of its steps.
   *
   * @param number of the point, as {@link FaultTrigger.AtHostStep} counts
   */
  void point(int host, long number);

  /**
   * Called when a host's guest has retired so many instructions, and all that follows from that is
   * done.
   */
  void retired(int host, long count);
}
