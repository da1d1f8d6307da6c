package dev.understudy.sim.client;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.Deque;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * Looks for an order of execution that explains the answers about one key, as {@link
 * Linearizability} does for the operations of kv: depth first, with a memory of dead ends (Wing and
 * Gong 1993, Lowe 2017). A command without an answer may be executed at any time or never.
 */
final class RespOrder {
  private static final long STEPS_MAX = 2_000_000;

  /** The commands of each client, oldest first. */
  private final Exchange[][] clients;

  private final int answers;

  /** Partial orders that are yet to be tried, the one that explains most on top. */
  private final Deque<State> open = new ArrayDeque<>();

  private final Set<State> seen = new LinkedHashSet<>();
  private State furthest;

  /**
   * How many of each client's commands are executed, and what the key then holds: all that matters
   * of an order.
   */
  private record State(List<Integer> executed, RespCell cell) {}

  RespOrder(List<Exchange> history) {
    TreeMap<Integer, List<Exchange>> byClient = new TreeMap<>();
    for (Exchange exchange : history) {
      byClient.computeIfAbsent(exchange.client(), number -> new ArrayList<>()).add(exchange);
    }
    clients = new Exchange[byClient.size()][];
    int client = 0;
    for (List<Exchange> own : byClient.values()) {
      own.sort(Comparator.comparingLong(Exchange::sequence));
      clients[client++] = own.toArray(new Exchange[0]);
    }
    answers = (int) history.stream().filter(Exchange::isAnswered).count();
    Integer[] none = new Integer[clients.length];
    Arrays.fill(none, 0);
    furthest = new State(List.of(none), RespCell.EMPTY);
  }

  Judgement judgement() {
    offer(furthest);
    for (long steps = 0; !open.isEmpty(); steps++) {
      if (steps == STEPS_MAX) {
        return new Judgement(List.of(), List.of("resp: too many orders to try within the limit"));
      }
      State state = open.pop();
      int explained = explained(state);
      if (explained == answers) {
        return Judgement.KEPT;
      }
      furthest = explained > explained(furthest) ? state : furthest;
      long firstAnswerNs = firstAnswerNs(state);
      for (int client = 0; client < clients.length; client++) {
        Exchange next = next(state, client);
        if (next != null && next.sentNs() <= firstAnswerNs && fits(next, state.cell)) {
          offer(after(state, client, next));
        }
      }
    }
    return Judgement.broken(List.of(breach()));
  }

  private void offer(State state) {
    if (seen.add(state)) {
      open.push(state);
    }
  }

  private @Nullable Exchange next(State state, int client) {
    int executed = state.executed.get(client);
    return executed < clients[client].length ? clients[client][executed] : null;
  }

  private static boolean fits(Exchange exchange, RespCell cell) {
    return !exchange.isAnswered() || exchange.values().equals(cell.reply(exchange.request()));
  }

  private static State after(State state, int client, Exchange exchange) {
    List<Integer> executed = new ArrayList<>(state.executed);
    executed.set(client, executed.get(client) + 1);
    return new State(List.copyOf(executed), state.cell.after(exchange.request()));
  }

  /** When the first of the missing commands was answered: what was sent later comes later. */
  private long firstAnswerNs(State state) {
    long firstNs = Long.MAX_VALUE;
    for (int client = 0; client < clients.length; client++) {
      Exchange next = next(state, client);
      firstNs = next == null ? firstNs : Math.min(firstNs, next.answeredNs());
    }
    return firstNs;
  }

  private int explained(State state) {
    int explained = 0;
    for (int client = 0; client < clients.length; client++) {
      for (int i = 0; i < state.executed.get(client); i++) {
        explained += clients[client][i].isAnswered() ? 1 : 0;
      }
    }
    return explained;
  }

  /** The order that explains most, and what nothing in it explains. */
  private ClientBreach breach() {
    long firstAnswerNs = firstAnswerNs(furthest);
    StringBuilder reasons = new StringBuilder();
    Exchange urgent = null;
    for (int client = 0; client < clients.length; client++) {
      Exchange next = next(furthest, client);
      if (next != null && next.isAnswered() && next.sentNs() <= firstAnswerNs) {
        urgent = next.answeredNs() == firstAnswerNs ? next : urgent;
        reasons.append("; ").append(next.name()).append(" was told ").append(next.values());
      }
    }
    String text =
        String.format(
            Locale.ROOT,
            "not linearizable: the best order explains %d of %d answers; then the key holds %s%s",
            explained(furthest),
            answers,
            furthest.cell.text(),
            reasons);
    return urgent == null
        ? new ClientBreach(ClientKind.RESP, 0, 0, text)
        : new ClientBreach(ClientKind.RESP, urgent.client(), urgent.sequence(), text);
  }
}
