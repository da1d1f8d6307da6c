package dev.understudy.sim.world;

/**
 * Is told of every moment of a run at which a fault could strike, and may fork the world that it
 * listens to just there.
 */
public interface FaultPointListener {

  /** Nothing of what happens at this time has happened. */
  void before(long timeNs);

  /**
   * A host is between two things that it does.
   *
   * @param number as {@link FaultTrigger.AtHostStep} counts
   */
  void point(int host, long number);

  /** A host's guest has retired so many instructions, and whatever follows from it is done. */
  void retired(int host, long count);
}
