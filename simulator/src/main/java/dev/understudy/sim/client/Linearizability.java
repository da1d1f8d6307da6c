package dev.understudy.sim.client;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.TreeMap;

/**
 * Looks for an order of execution that explains the answers about one key (J. Wing and C. Gong,
 * "Testing and Verifying Concurrent Objects", 1993, with G. Lowe's memory of dead ends, "Testing
 * for Linearizability", 2017).
 *
 * <p>Each client sends one request at a time, so that how far each client's requests have been
 * executed, with the value they left, says everything about a partial order. A request may be next
 * if none still missing was answered before it was sent. Those without an answer may be executed at
 * any time or never.
 */
final class Linearizability {

  private static final long STEPS_MAX = 5_000_000;

  /** The requests of each client, oldest first. */
  private final Exchange[][] clients;

  private final int answers;

  /** How many of each client's requests are executed, and what the key holds. */
  private final int[] executed;

  private long value;

  private int executedAnswers;

  /** The order so far: which client's request, and the value before it. */
  private final List<Step> path = new ArrayList<>();

  private final LinkedHashSet<Seen> seen = new LinkedHashSet<>();
  private int furthestAnswers = -1;
  private String furthest = "";
  private int furthestClient;
  private long furthestSequence;

  private record Step(int client, long valueBefore) {}

  private record Seen(List<Integer> executed, long value) {}

  Linearizability(List<Exchange> history) {
    TreeMap<Integer, List<Exchange>> byClient = new TreeMap<>();
    for (Exchange exchange : history) {
      byClient.computeIfAbsent(exchange.client(), number -> new ArrayList<>()).add(exchange);
    }
    clients = new Exchange[byClient.size()][];
    int client = 0;
    for (List<Exchange> own : byClient.values()) {
      own.sort(Comparator.comparingLong(Exchange::sequence));
      requireOneAtATime(own);
      clients[client++] = own.toArray(new Exchange[0]);
    }
    executed = new int[clients.length];
    answers = (int) history.stream().filter(Exchange::isAnswered).count();
  }

  private static void requireOneAtATime(List<Exchange> own) {
    for (int i = 1; i < own.size(); i++) {
      if (own.get(i).sentNs() < own.get(i - 1).answeredNs()) {
        throw new IllegalArgumentException(
            own.get(i).name() + " did not wait for the answer before");
      }
    }
  }

  Judgement judgement() {
    int next = 0;
    long steps = 0;
    while (executedAnswers < answers) {
      if (steps++ > STEPS_MAX) {
        return new Judgement(List.of(), List.of("kv: too many orders to try within the limit"));
      }
      if (next == 0) {
        next = executeMatchingRead() ? 0 : 1;
        continue;
      }
      int client = next - 1;
      if (client == clients.length) {
        noteDeadEnd();
        next = backtrack();
        if (next == 0) {
          return Judgement.broken(List.of(breach()));
        }
      } else {
        next = execute(client) ? 0 : next + 1;
      }
    }
    return Judgement.KEPT;
  }

  /**
   * A read that may be next and fits is always best executed at once: it changes nothing and can
   * only become impossible.
   */
  private boolean executeMatchingRead() {
    long firstAnswerNs = firstAnswerNs();
    for (int client = 0; client < clients.length; client++) {
      if (mayBeNext(client, firstAnswerNs)) {
        Exchange exchange = clients[client][executed[client]];
        if (exchange.request().operation() == Operation.GET
            && (!exchange.isAnswered() || exchange.value(0) == value)) {
          push(client, value);
          return true;
        }
      }
    }
    return false;
  }

  /** Executes a client's next request if it may be next, fits, and leads to something new. */
  private boolean execute(int client) {
    if (!mayBeNext(client, firstAnswerNs())) {
      return false;
    }
    Exchange exchange = clients[client][executed[client]];
    if (!fits(exchange)) {
      return false;
    }
    push(client, valueAfter(exchange));
    if (seen.add(new Seen(Arrays.stream(executed).boxed().toList(), value))) {
      return true;
    }
    pop();
    return false;
  }

  private boolean mayBeNext(int client, long firstAnswerNs) {
    return executed[client] < clients[client].length
        && clients[client][executed[client]].sentNs() <= firstAnswerNs;
  }

  /** When the first of the missing requests was answered. */
  private long firstAnswerNs() {
    long firstNs = Long.MAX_VALUE;
    for (int client = 0; client < clients.length; client++) {
      if (executed[client] < clients[client].length) {
        firstNs = Math.min(firstNs, clients[client][executed[client]].answeredNs());
      }
    }
    return firstNs;
  }

  private boolean fits(Exchange exchange) {
    if (!exchange.isAnswered()) {
      return true;
    }
    return switch (exchange.request().operation()) {
      case PUT -> true;
      case GET -> exchange.value(0) == value;
      case CAS ->
          exchange.value(0) == value
              && (exchange.status() == Exchange.DONE) == (exchange.request().argument(1) == value);
      default -> throw new IllegalArgumentException("not for a key: " + exchange);
    };
  }

  private long valueAfter(Exchange exchange) {
    Request request = exchange.request();
    return switch (request.operation()) {
      case PUT -> request.argument(1);
      case CAS -> request.argument(1) == value ? request.argument(2) : value;
      default -> value;
    };
  }

  private void push(int client, long newValue) {
    path.add(new Step(client, value));
    executedAnswers += clients[client][executed[client]].isAnswered() ? 1 : 0;
    executed[client]++;
    value = newValue;
  }

  private Step pop() {
    Step step = path.remove(path.size() - 1);
    executed[step.client]--;
    executedAnswers -= clients[step.client][executed[step.client]].isAnswered() ? 1 : 0;
    value = step.valueBefore;
    return step;
  }

  /**
   * Takes back the last request that was a choice; returns what to try next, 0 if nothing is left.
   */
  private int backtrack() {
    while (!path.isEmpty()) {
      Step step = pop();
      Exchange exchange = clients[step.client][executed[step.client]];
      if (exchange.request().operation() != Operation.GET) {
        return step.client + 2;
      }
    }
    return 0;
  }

  /** Keeps the dead end that explains most answers, for the report. */
  private void noteDeadEnd() {
    if (executedAnswers <= furthestAnswers) {
      return;
    }
    furthestAnswers = executedAnswers;
    long firstAnswerNs = firstAnswerNs();
    StringBuilder text = new StringBuilder();
    for (int client = 0; client < clients.length; client++) {
      if (mayBeNext(client, firstAnswerNs)) {
        Exchange exchange = clients[client][executed[client]];
        if (exchange.answeredNs() == firstAnswerNs) {
          furthestClient = exchange.client();
          furthestSequence = exchange.sequence();
        }
        text.append(text.isEmpty() ? "" : "; ").append(describe(exchange));
      }
    }
    furthest =
        String.format(
            Locale.ROOT,
            "the order that explains most answers explains %d of %d; then the key holds %d and none"
                + " fits of: %s",
            executedAnswers,
            answers,
            value,
            text);
  }

  private static String describe(Exchange exchange) {
    if (!exchange.isAnswered()) {
      return exchange.name() + " without an answer";
    }
    return exchange.name()
        + (exchange.status() == Exchange.REFUSED ? " refused" : " done")
        + (exchange.values().isEmpty() ? "" : ", value " + exchange.value(0));
  }

  private Breach breach() {
    return new Breach(
        ClientKind.KV, furthestClient, furthestSequence, "not linearizable: " + furthest);
  }
}
