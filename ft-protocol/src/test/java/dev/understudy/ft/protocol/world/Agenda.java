package dev.understudy.ft.protocol.world;

import java.util.Comparator;
import java.util.PriorityQueue;

/**
 * What is to happen in a small world, by time; what happens at one time is in the order in which it
 * was planned.
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

  /** Whether anything is left to happen up to a time. */
  public boolean goesOnUntil(long ns) {
    return !plan.isEmpty() && plan.element().atNs() <= ns;
  }

  /** Takes what happens next, and makes its time the present one. */
  public Runnable next() {
    Happening next = plan.remove();
    nowNs = next.atNs();
    return next.what();
  }
}
