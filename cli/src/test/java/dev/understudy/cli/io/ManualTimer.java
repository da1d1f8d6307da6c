package dev.understudy.cli.io;

import java.util.ArrayList;
import java.util.List;

/**
 * A clock that a test sets. Whoever reports how far a command is may make it go on, as work takes
 * time.
 */
public final class ManualTimer implements ProgressTimer {
  private final long reportTakesNs;
  private final List<Runnable> watched = new ArrayList<>();
  private long nowNs;

  /**
   * @param reportTakesNs how much later it is after each report
   */
  public ManualTimer(long reportTakesNs) {
    this.reportTakesNs = reportTakesNs;
  }

  @Override
  public synchronized long nowNs() {
    return nowNs;
  }

  /** So much time goes by, and then somebody looks. */
  public void pass(long ns) {
    List<Runnable> looks;
    synchronized (this) {
      nowNs += ns;
      looks = List.copyOf(watched);
    }
    looks.forEach(Runnable::run);
  }

  @Override
  public synchronized Watch start(Runnable look) {
    watched.add(look);
    return new Watch() {
      @Override
      public void reported() {
        pass(reportTakesNs);
      }

      @Override
      public void close() {
        synchronized (ManualTimer.this) {
          watched.remove(look);
        }
      }
    };
  }
}
