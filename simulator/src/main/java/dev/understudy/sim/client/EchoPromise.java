package dev.understudy.sim.client;

import java.util.ArrayList;
import java.util.List;

/** The promise of an echo: the words that were sent come back. */
final class EchoPromise implements Promise {

  @Override
  public Judgement judge(List<Exchange> exchanges) {
    List<ClientBreach> breaches = new ArrayList<>();
    for (Exchange exchange : exchanges) {
      if (exchange.isAnswered() && !exchange.values().equals(exchange.request().arguments())) {
        breaches.add(ClientBreach.at(exchange, "came back as " + exchange.values()));
      }
    }
    return Judgement.broken(breaches);
  }
}
