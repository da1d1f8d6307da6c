package dev.understudy.sim.client;

import java.util.ArrayList;
import java.util.List;
import java.util.TreeMap;

/** The promise of a Redis server: each key is linearizable, and so is the whole. */
final class RespPromise implements Promise {

  @Override
  public Judgement judge(List<Exchange> exchanges) {
    TreeMap<Long, List<Exchange>> byKey = new TreeMap<>();
    for (Exchange exchange : exchanges) {
      byKey.computeIfAbsent(exchange.request().argument(0), key -> new ArrayList<>()).add(exchange);
    }
    Judgement judgement = Judgement.KEPT;
    for (List<Exchange> history : byKey.values()) {
      judgement = judgement.and(new RespOrder(history).judgement());
    }
    return judgement;
  }
}
