package dev.understudy.sim.client;

import java.util.ArrayList;
import java.util.List;
import java.util.TreeMap;

/**
 * A script of exchanges for tests of promises: who asked what from when to when, and what was
 * answered.
 */
final class ExchangeHistory {

  private final List<Exchange> exchanges = new ArrayList<>();
  private final TreeMap<Integer, Long> sequences = new TreeMap<>();
  private int client = 1;
  private long sentNs;
  private long answeredNs;
  private ClientRequest request = new ClientRequest(RequestKind.INCREMENT, List.of());

  List<Exchange> exchanges() {
    return exchanges;
  }

  ExchangeHistory client(int number, long from, long to) {
    client = number;
    sentNs = from;
    answeredNs = to;
    return this;
  }

  ExchangeHistory asks(RequestKind operation, long... arguments) {
    request = new ClientRequest(operation, boxed(arguments));
    return this;
  }

  ExchangeHistory told(long... values) {
    return answered(Exchange.DONE, values);
  }

  ExchangeHistory refused(long... values) {
    return answered(Exchange.REFUSED, values);
  }

  ExchangeHistory answered(long status, long... values) {
    exchanges.add(
        new Exchange(client, sequence(), request, sentNs, answeredNs, status, boxed(values)));
    return this;
  }

  ExchangeHistory unanswered() {
    exchanges.add(Exchange.open(client, sequence(), request, sentNs));
    return this;
  }

  private long sequence() {
    return sequences.merge(client, 1L, Long::sum);
  }

  static List<Long> boxed(long... words) {
    List<Long> list = new ArrayList<>();
    for (long word : words) {
      list.add(word);
    }
    return list;
  }
}
