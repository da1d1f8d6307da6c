package dev.understudy.sim.client;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/**
 * What a guest owes its clients, judged from their exchanges alone.
 *
 * <p>Only the first answer to each request counts. A request that has no answer may have been
 * executed or not.
 */
interface Promise {

  Judgement judge(List<Exchange> exchanges);

  /** The promise of a kind; the bank's needs the parameters of its clients. */
  static Promise of(Workload workload) {
    if (workload instanceof Workload.Bank bank) {
      return inGoodForm(new BankPromise(bank.accounts(), bank.openingBalance()));
    }
    return switch (workload.kind()) {
      case ECHO -> inGoodForm(new EchoPromise());
      case COUNTER -> inGoodForm(new CounterPromise());
      case KV -> inGoodForm(new KvPromise());
      case RESP -> inGoodForm(new RespPromise());
      case BANK, SCRIPT -> exchanges -> Judgement.KEPT;
    };
  }

  /** The form of every answer is judged first: what has no form can't be judged further. */
  private static Promise inGoodForm(Promise promise) {
    return exchanges -> {
      List<ClientBreach> breaches = new ArrayList<>();
      for (Exchange exchange : exchanges) {
        if (exchange.isAnswered()) {
          addBadForm(exchange, breaches);
        }
      }
      return breaches.isEmpty() ? promise.judge(exchanges) : Judgement.broken(breaches);
    };
  }

  private static void addBadForm(Exchange exchange, List<ClientBreach> breaches) {
    RequestKind operation = exchange.request().operation();
    long status = exchange.status();
    boolean mayBeRefused = operation == RequestKind.TRANSFER || operation == RequestKind.CAS;
    if (status != Exchange.DONE && !(mayBeRefused && status == Exchange.REFUSED)) {
      breaches.add(ClientBreach.at(exchange, "answered with status " + status));
    } else if (operation != RequestKind.ECHO
        && exchange.values().size() != operation.replyValues().size()) {
      breaches.add(
          ClientBreach.at(
              exchange,
              String.format(
                  Locale.ROOT,
                  "answered with %d values instead of (%s)",
                  exchange.values().size(),
                  String.join(", ", operation.replyValues()))));
    }
  }
}
