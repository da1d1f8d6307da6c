package dev.understudy.experiment.run;

import dev.understudy.sim.oracle.RunTrace.Logged;

/**
 * How much the survivor's log is.
 *
 * @param bytes of its entries, without frames
 */
public record LogVolume(long entries, long bytes) {
  static LogVolume of(SurvivorLog survivorLog) {
    return new LogVolume(
        survivorLog.entries().size(),
        survivorLog.entries().stream().mapToLong(Logged::sentBytes).sum());
  }
}
