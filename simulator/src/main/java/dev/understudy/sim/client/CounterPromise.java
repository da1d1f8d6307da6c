package dev.understudy.sim.client;

import java.util.List;

/**
 * The promise of a counter: every increment was counted exactly once, and later ones got larger
 * values.
 */
final class CounterPromise implements Promise {

  @Override
  public Judgement judge(List<Exchange> exchanges) {
    return Judgement.broken(new ExecutionNumbers(exchanges).breaches());
  }
}
