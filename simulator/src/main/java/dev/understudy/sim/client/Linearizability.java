package dev.understudy.sim.client;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * Looks for an order of execution that explains the answers about one key (J. Wing and C. Gong,
 * "Testing and Verifying Concurrent Objects", 1993, with G. Lowe's memory of dead ends, "Testing
 * for Linearizability", 2017).
 *
 * <p>Each client sends one request at a time, so that how far each client's requests have been
 * executed, with the value they left, says everything about a partial order. A request may be next
 * if none still missing was answered before it was sent. Those without an answer may be executed at
 * any time or never.
 *
 * <p>Counting which requests still need which value keeps the search short: a value that an answer
 * told and that no request will write again can't be overwritten yet, and a value that no request
 * needs may be written at once.
 */
final class Linearizability {

  static final long STEPS_MAX = 2_000_000;

  /** The requests of each client, oldest first. */
  private final Exchange[][] clients;

  private final long stepsMax;
  private final int answers;

  /** How many of each client's requests are executed, and what the key holds. */
  private final int[] executed;

  private long value;

  private int executedAnswers;

  /** What the requests not executed yet do with each value. */
  private final TreeMap<Long, Uses> uses = new TreeMap<>();

  /** The order of execution that is being tried, as far as it goes. */
  private final List<Step> path = new ArrayList<>();

  private final LinkedHashSet<Seen> seen = new LinkedHashSet<>();
  private int furthestAnswers = -1;
  private @Nullable ClientBreach furthest;

  /**
   * A request executed.
   *
   * @param client whose it was
   * @param valueBefore what the key held before
   * @param isChoice whether others could have been tried in its place
   */
  private record Step(int client, long valueBefore, boolean isChoice) {}

  private record Seen(List<Integer> executed, long value) {}

  private static final class Uses {

    /** How many answers told the value. */
    private int told;

    /** How many swaps without an answer would have needed to find it. */
    private int wanted;

    /** How many requests write it, or may do so. */
    private int written;
  }

  Linearizability(List<Exchange> history, long stepsMax) {
    this.stepsMax = stepsMax;
    TreeMap<Integer, List<Exchange>> byClient = new TreeMap<>();
    for (Exchange exchange : history) {
      byClient.computeIfAbsent(exchange.client(), number -> new ArrayList<>()).add(exchange);
      count(exchange, 1);
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
    ClientBreach inventedValue = inventedValue();
    if (inventedValue != null) {
      return Judgement.broken(List.of(inventedValue));
    }
    // The client to try next, or -1 to look for what can be executed without a choice.
    int next = -1;
    for (long steps = 0; executedAnswers < answers; steps++) {
      if (steps == stepsMax) {
        return new Judgement(List.of(), List.of("kv: too many orders to try within the limit"));
      }
      if (next == -1) {
        next = executeWithoutChoice() ? -1 : 0;
      } else if (next < clients.length) {
        next = choose(next) ? -1 : next + 1;
      } else {
        noteDeadEnd();
        next = backtrack();
        if (next == -1 && furthest != null) {
          return Judgement.broken(List.of(furthest));
        }
      }
    }
    return Judgement.KEPT;
  }

  /** An answer with a value that no request wrote. */
  private @Nullable ClientBreach inventedValue() {
    for (Map.Entry<Long, Uses> entry : uses.entrySet()) {
      if (entry.getKey() != value && entry.getValue().told > 0 && entry.getValue().written == 0) {
        Exchange reader = reader(entry.getKey());
        return ClientBreach.at(reader, "was told " + entry.getKey() + ", which nobody wrote");
      }
    }
    return null;
  }

  /**
   * Executes a request that may be next and is best executed at once: a read that fits (it changes
   * nothing, and can only become impossible), or, while nobody needs what the key holds, a put
   * whose value nobody needs (whatever follows it in an order overwrites it unseen, wherever it
   * stands).
   */
  private boolean executeWithoutChoice() {
    long firstAnswerNs = firstAnswerNs();
    for (int client = 0; client < clients.length; client++) {
      if (mayBeNext(client, firstAnswerNs)) {
        Exchange exchange = clients[client][executed[client]];
        RequestKind operation = exchange.request().operation();
        boolean isBest =
            exchange.isAnswered()
                && (operation == RequestKind.GET
                    ? exchange.value(0) == value
                    : operation == RequestKind.PUT
                        && isNeedless(exchange.request().argument(1))
                        && isNeedless(value));
        if (isBest) {
          push(client, valueAfter(exchange), false);
          return true;
        }
      }
    }
    return false;
  }

  private boolean isNeedless(long someValue) {
    Uses ofValue = uses.get(someValue);
    return ofValue == null || ofValue.told + ofValue.wanted == 0;
  }

  /** Executes a client's next request if it may be next, fits, and leads to something new. */
  private boolean choose(int client) {
    if (!mayBeNext(client, firstAnswerNs())) {
      return false;
    }
    Exchange exchange = clients[client][executed[client]];
    if (!fits(exchange)) {
      return false;
    }
    long before = value;
    push(client, valueAfter(exchange), true);
    boolean isNew =
        (value == before || !isLost(before))
            && seen.add(new Seen(Arrays.stream(executed).boxed().toList(), value));
    if (!isNew) {
      pop();
    }
    return isNew;
  }

  /** Whether some answer told the value although no request left to execute writes it. */
  private boolean isLost(long someValue) {
    Uses ofValue = uses.get(someValue);
    return ofValue != null && ofValue.told > 0 && ofValue.written == 0;
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

  /**
   * Whether the answer of a request is right; for a request without an answer, whether executing it
   * could matter to any other.
   */
  private boolean fits(Exchange exchange) {
    ClientRequest request = exchange.request();
    return switch (request.operation()) {
      case PUT -> exchange.isAnswered() || !isNeedless(request.argument(1));
      case GET -> exchange.isAnswered() && exchange.value(0) == value;
      case CAS -> {
        boolean swaps = request.argument(1) == value;
        yield exchange.isAnswered()
            ? exchange.value(0) == value && swaps == (exchange.status() == Exchange.DONE)
            : swaps && !isNeedless(request.argument(2));
      }
      default -> throw new IllegalArgumentException("not for a key: " + exchange);
    };
  }

  private long valueAfter(Exchange exchange) {
    ClientRequest request = exchange.request();
    return switch (request.operation()) {
      case PUT -> request.argument(1);
      case CAS -> request.argument(1) == value ? request.argument(2) : value;
      default -> value;
    };
  }

  private void push(int client, long newValue, boolean isChoice) {
    Exchange exchange = clients[client][executed[client]++];
    path.add(new Step(client, value, isChoice));
    executedAnswers += exchange.isAnswered() ? 1 : 0;
    count(exchange, -1);
    value = newValue;
  }

  private Step pop() {
    Step step = path.remove(path.size() - 1);
    Exchange exchange = clients[step.client][--executed[step.client]];
    executedAnswers -= exchange.isAnswered() ? 1 : 0;
    count(exchange, 1);
    value = step.valueBefore;
    return step;
  }

  private void count(Exchange exchange, int change) {
    ClientRequest request = exchange.request();
    if (exchange.isAnswered() && request.operation() != RequestKind.PUT) {
      usesOf(exchange.value(0)).told += change;
    }
    if (request.operation() == RequestKind.PUT) {
      usesOf(request.argument(1)).written += change;
    }
    if (request.operation() == RequestKind.CAS) {
      usesOf(request.argument(1)).wanted += exchange.isAnswered() ? 0 : change;
      usesOf(request.argument(2)).written += exchange.status() == Exchange.DONE ? change : 0;
    }
  }

  private Uses usesOf(long someValue) {
    return uses.computeIfAbsent(someValue, unused -> new Uses());
  }

  /** Takes back the last choice; returns the client to try next, -1 if nothing is left. */
  private int backtrack() {
    while (!path.isEmpty()) {
      Step step = pop();
      if (step.isChoice) {
        return step.client + 1;
      }
    }
    return -1;
  }

  /** Keeps the dead end that explains most answers, for the report. */
  private void noteDeadEnd() {
    if (executedAnswers <= furthestAnswers) {
      return;
    }
    furthestAnswers = executedAnswers;
    long firstAnswerNs = firstAnswerNs();
    StringBuilder reasons = new StringBuilder();
    Exchange urgent = null;
    for (int client = 0; client < clients.length; client++) {
      if (mayBeNext(client, firstAnswerNs)) {
        Exchange exchange = clients[client][executed[client]];
        urgent = exchange.answeredNs() == firstAnswerNs ? exchange : urgent;
        if (exchange.isAnswered()) {
          reasons.append("; ").append(whyNot(exchange));
        }
      }
    }
    if (urgent != null) {
      String text =
          String.format(
              Locale.ROOT,
              "not linearizable: the best order explains %d of %d answers; then the key holds %d%s",
              executedAnswers,
              answers,
              value,
              reasons);
      furthest = new ClientBreach(ClientKind.KV, urgent.client(), urgent.sequence(), text);
    }
  }

  private String whyNot(Exchange exchange) {
    if (!fits(exchange)) {
      return exchange.name() + " was told " + exchange.value(0);
    }
    if (isLost(value)) {
      return exchange.name() + " overwrites it, but " + reader(value).name() + " was told it later";
    }
    return exchange.name() + " leads nowhere";
  }

  /** A request not executed yet whose answer told the value. */
  private Exchange reader(long someValue) {
    for (int client = 0; client < clients.length; client++) {
      for (int i = executed[client]; i < clients[client].length; i++) {
        Exchange exchange = clients[client][i];
        if (exchange.isAnswered()
            && exchange.request().operation() != RequestKind.PUT
            && exchange.value(0) == someValue) {
          return exchange;
        }
      }
    }
    throw new IllegalStateException("nobody was told " + someValue);
  }
}
