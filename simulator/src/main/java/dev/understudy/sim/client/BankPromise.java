package dev.understudy.sim.client;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.SortedMap;
import org.jspecify.annotations.Nullable;

/**
 * The promise of a bank: executing the requests one after another, in the order of the positions
 * that the guest told, gives exactly the answers that it gave.
 *
 * <p>A position that no answer told belongs to some request without an answer; which one is found
 * by trying.
 */
final class BankPromise implements Promise {

  private static final long STEPS_MAX = 2_000_000;

  private final int accounts;
  private final long openingBalance;

  BankPromise(int accounts, long openingBalance) {
    this.accounts = accounts;
    this.openingBalance = openingBalance;
  }

  @Override
  public Judgement judge(List<Exchange> exchanges) {
    ExecutionNumbers positions = new ExecutionNumbers(exchanges);
    if (!positions.breaches().isEmpty()) {
      return Judgement.broken(positions.breaches());
    }
    return new Search(positions).judgement();
  }

  /** Tries the unanswered requests in the gaps, depth first. */
  private final class Search {

    /** States from which no further answer fits, so that none is tried twice. */
    private record State(long position, List<Boolean> used, List<Long> balances) {}

    private final SortedMap<Long, Exchange> byPosition;
    private final List<Exchange> unanswered;
    private final LinkedHashSet<State> deadEnds = new LinkedHashSet<>();
    private long steps;
    private long furthest;
    private @Nullable ClientBreach mismatch;

    Search(ExecutionNumbers positions) {
      byPosition = positions.byPosition();
      unanswered = positions.unanswered();
    }

    Judgement judgement() {
      long[] balances = new long[accounts];
      Arrays.fill(balances, openingBalance);
      if (byPosition.isEmpty() || fits(1, balances, new boolean[unanswered.size()])) {
        return Judgement.KEPT;
      }
      if (steps > STEPS_MAX || mismatch == null) {
        return new Judgement(
            List.of(),
            List.of("bank: too many ways to have executed the requests without an answer"));
      }
      return Judgement.broken(List.of(mismatch));
    }

    /** Whether all answers from a position on fit; changes the balances. */
    private boolean fits(long from, long[] balances, boolean[] used) {
      long last = byPosition.lastKey();
      for (long position = from; position <= last; position++) {
        if (steps++ > STEPS_MAX) {
          return false;
        }
        Exchange exchange = byPosition.get(position);
        if (exchange == null) {
          return fillsGap(position, balances, used);
        }
        String wrong = execute(exchange, balances);
        if (wrong != null) {
          if (position > furthest) {
            furthest = position;
            mismatch = ClientBreach.at(exchange, "at position " + position + " " + wrong);
          }
          return false;
        }
      }
      return true;
    }

    private boolean fillsGap(long position, long[] balances, boolean[] used) {
      State state = stateAt(position, balances, used);
      if (deadEnds.contains(state)) {
        return false;
      }
      boolean triedARead = false;
      for (int i = 0; i < used.length; i++) {
        Exchange candidate = unanswered.get(i);
        boolean isRead = candidate.request().operation() != RequestKind.TRANSFER;
        // One read is as good as another: none changes anything.
        if (used[i] || (isRead && triedARead) || !mayBeAt(candidate, position)) {
          continue;
        }
        triedARead |= isRead;
        long[] after = balances.clone();
        transfer(candidate.request(), after);
        used[i] = true;
        if (fits(position + 1, after, used)) {
          return true;
        }
        used[i] = false;
      }
      deadEnds.add(state);
      return false;
    }

    private boolean mayBeAt(Exchange candidate, long position) {
      return byPosition.tailMap(position).values().stream()
          .noneMatch(later -> later.precedes(candidate));
    }

    private State stateAt(long position, long[] balances, boolean[] used) {
      List<Boolean> usedList = new ArrayList<>();
      for (boolean one : used) {
        usedList.add(one);
      }
      return new State(position, usedList, Arrays.stream(balances).boxed().toList());
    }
  }

  /** Moves the money, or returns false. */
  private static boolean transfer(ClientRequest request, long[] balances) {
    if (request.operation() != RequestKind.TRANSFER) {
      return false;
    }
    long amount = request.argument(2);
    if (balances[(int) request.argument(0)] < amount) {
      return false;
    }
    balances[(int) request.argument(0)] -= amount;
    balances[(int) request.argument(1)] += amount;
    return true;
  }

  /** Executes a request; says what is wrong with its answer, if anything is. */
  private static @Nullable String execute(Exchange exchange, long[] balances) {
    ClientRequest request = exchange.request();
    return switch (request.operation()) {
      case TRANSFER -> {
        boolean done = transfer(request, balances);
        if (done != (exchange.status() == Exchange.DONE)) {
          yield "it was " + (done ? "refused, but the money was there" : "done without the money");
        }
        String from = compare("balance of from", balances[(int) request.argument(0)], exchange, 1);
        yield from != null
            ? from
            : compare("balance of to", balances[(int) request.argument(1)], exchange, 2);
      }
      case BALANCE -> compare("balance", balances[(int) request.argument(0)], exchange, 1);
      case TOTAL -> compare("total", Arrays.stream(balances).sum(), exchange, 1);
      default -> throw new IllegalArgumentException("not for a bank: " + exchange);
    };
  }

  private static @Nullable String compare(String what, long right, Exchange exchange, int index) {
    long told = exchange.value(index);
    return told == right
        ? null
        : "the " + what + " was told to be " + told + ", but executing all in order gives " + right;
  }
}
