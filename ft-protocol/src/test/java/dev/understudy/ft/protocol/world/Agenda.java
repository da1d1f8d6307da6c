package dev.understudy.ft.protocol.world;

import java.util.Comparator;
import java.util.PriorityQueue;

/**
 * What is to happen in a small world, by time; at one time in the order in which it was planned.
 */
public final class Agenda {

  private record Happening(long atNs, long order, Runnable what) {}

  private final PriorityQueue<Happening> plan =
      new PriorityQueue<>(
          Comparator.comparingLong(Happening::atNs).thenComparingLong(Happening::order));
  private long order;
  private long nowNs;

  public long nowNs() {
    return nowNs;
  }

  public void at(long atNs, Runnable what) {
    plan.add(new Happening(atNs, order++, what));
  }

  public void after(long delayNs, Runnable what) {
    at(nowNs + delayNs, what);
  }

  /** Whether anything is left to happen until then. */
  public boolean goesOnUntil(long ns) {
    return !plan.isEmpty() && plan.element().atNs() <= ns;
  }

  /** What happens next; its time has come. */
  public Runnable next() {
    Happening next = plan.remove();
    nowNs = next.atNs();
    return next.what();
  }
}
