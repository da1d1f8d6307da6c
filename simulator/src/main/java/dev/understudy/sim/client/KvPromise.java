package dev.understudy.sim.client;

import java.util.ArrayList;
import java.util.List;
import java.util.TreeMap;

/**
 * The promise of a key-value store: the history is linearizable. Keys are independent, so each is
 * judged alone: a history is linearizable if and only if it is so for each object (Herlihy and
 * Wing).
 */
final class KvPromise implements Promise {

  @Override
  public Judgement judge(List<Exchange> exchanges) {
    TreeMap<Long, List<Exchange>> byKey = new TreeMap<>();
    for (Exchange exchange : exchanges) {
      byKey.computeIfAbsent(exchange.request().argument(0), key -> new ArrayList<>()).add(exchange);
    }
    Judgement judgement = Judgement.KEPT;
    for (List<Exchange> history : byKey.values()) {
      judgement =
          judgement.and(new Linearizability(history, Linearizability.STEPS_MAX).judgement());
    }
    return judgement;
  }
}
