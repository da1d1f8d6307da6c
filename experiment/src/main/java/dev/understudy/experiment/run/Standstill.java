package dev.understudy.experiment.run;

/** Notices a world that goes on and on at one instant, as a planted bug may make it. */
public final class Standstill {
  private static final long STEPS_AT_AN_INSTANT_MAX = 100_000;

  private long stoodStill;
  private long lastNs = -1;

  /** To be called after each step; true once there were very many at this instant. */
  public boolean at(long nowNs) {
    stoodStill = nowNs == lastNs ? stoodStill + 1 : 0;
    lastNs = nowNs;
    return stoodStill >= STEPS_AT_AN_INSTANT_MAX;
  }
}
