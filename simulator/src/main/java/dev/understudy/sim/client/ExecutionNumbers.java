package dev.understudy.sim.client;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * Judges answers whose first value numbers the executions 1, 2, 3 ...: no two answers tell one
 * number; a request sent after another was answered has the larger number; and a number that no
 * answer told belongs to a request that may have been executed without an answer.
 */
final class ExecutionNumbers {

  private final List<Exchange> exchanges;
  private final List<Exchange> answered;

  /** Sent but not answered, in the order of sending. */
  private final List<Exchange> unanswered;

  private final TreeMap<Long, Exchange> byPosition = new TreeMap<>();
  private final List<ClientBreach> breaches = new ArrayList<>();

  ExecutionNumbers(List<Exchange> exchanges) {
    this.exchanges = new ArrayList<>(exchanges);
    this.exchanges.sort(Comparator.comparingLong(Exchange::sentNs));
    answered = new ArrayList<>(this.exchanges);
    answered.removeIf(exchange -> !exchange.isAnswered());
    answered.sort(Comparator.comparingLong(Exchange::answeredNs));
    unanswered = new ArrayList<>(this.exchanges);
    unanswered.removeIf(Exchange::isAnswered);
    findTwins();
    findInversions();
    if (breaches.isEmpty()) {
      findGaps();
    }
  }

  static long of(Exchange exchange) {
    return exchange.value(0);
  }

  List<ClientBreach> breaches() {
    return breaches;
  }

  /** The answered requests by their number. */
  SortedMap<Long, Exchange> byPosition() {
    return byPosition;
  }

  List<Exchange> unanswered() {
    return unanswered;
  }

  private void findTwins() {
    for (Exchange exchange : answered) {
      Exchange twin = byPosition.putIfAbsent(of(exchange), exchange);
      if (twin != null) {
        breaches.add(
            ClientBreach.at(
                exchange,
                "was told the number " + of(exchange) + ", which belongs to " + twin.name()));
      }
    }
  }

  private void findInversions() {
    int known = 0;
    long highest = 0;
    for (Exchange exchange : exchanges) {
      while (known < answered.size() && answered.get(known).precedes(exchange)) {
        highest = Math.max(highest, of(answered.get(known++)));
      }
      if (exchange.isAnswered() && of(exchange) <= highest) {
        breaches.add(
            ClientBreach.at(
                exchange,
                "was told the number "
                    + of(exchange)
                    + ", but "
                    + highest
                    + " was known before it was sent"));
      }
    }
  }

  /** Gives each number that nobody was told to the unanswered request sent earliest. */
  private void findGaps() {
    long untold = byPosition.isEmpty() ? 0 : byPosition.lastKey() - byPosition.size();
    if (untold > unanswered.size()) {
      Exchange last = byPosition.lastEntry().getValue();
      breaches.add(
          ClientBreach.at(
              last,
              "was told the number "
                  + of(last)
                  + "; of those below, nobody was told "
                  + untold
                  + ", but only "
                  + unanswered.size()
                  + " requests have no answer"));
      return;
    }
    long number = 0;
    int next = 0;
    for (Exchange exchange : byPosition.values()) {
      while (++number < of(exchange)) {
        Exchange candidate = unanswered.get(next++);
        Exchange after = firstAnswered(number);
        if (after.precedes(candidate)) {
          breaches.add(
              ClientBreach.at(
                  after,
                  "was told the number "
                      + of(after)
                      + ", but nothing sent by then can have been number "
                      + number));
          return;
        }
      }
    }
  }

  /** Of the requests numbered above, the one answered first. */
  private Exchange firstAnswered(long number) {
    Exchange first = byPosition.lastEntry().getValue();
    for (Exchange exchange : byPosition.tailMap(number, false).values()) {
      first = exchange.answeredNs() < first.answeredNs() ? exchange : first;
    }
    return first;
  }
}
