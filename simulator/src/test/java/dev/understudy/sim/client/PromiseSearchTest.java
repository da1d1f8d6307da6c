package dev.understudy.sim.client;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

/** Compares the searches of promises with trying every order, and runs them over long histories. */
class PromiseSearchTest {

  @Test
  void linearizabilityAgreesWithTryingEveryOrder() {
    int broken = 0;
    for (long seed = 1; seed <= 3_000; seed++) {
      List<Exchange> history = smallKvHistory(new Random(seed));
      boolean expected = explainedByAnyOrder(history, new boolean[history.size()], 0);
      Judgement judgement = judge(history);

      assertThat(judgement.isKept()).as("seed %d: %s", seed, history).isEqualTo(expected);
      assertThat(judgement.undecided()).isEmpty();
      broken += expected ? 0 : 1;
    }
    assertThat(broken).as("both verdicts occur").isBetween(500, 2_500);
  }

  @Test
  void theBanksSearchAgreesWithTryingEveryOrder() {
    int broken = 0;
    for (long seed = 1; seed <= 3_000; seed++) {
      List<Exchange> history = smallBankHistory(new Random(seed));
      boolean expected =
          bankExplainedByAnyOrder(history, new boolean[history.size()], 0, new long[] {10, 10});
      Judgement judgement = new BankPromise(2, 10).judge(history);

      assertThat(judgement.isKept()).as("seed %d: %s", seed, history).isEqualTo(expected);
      assertThat(judgement.undecided()).isEmpty();
      broken += expected ? 0 : 1;
    }
    assertThat(broken).as("both verdicts occur").isBetween(500, 2_500);
  }

  @Test
  void longHistoriesAreJudgedInAFewSteps() {
    for (long seed = 1; seed <= 5; seed++) {
      List<Exchange> history = longKvHistory(new Random(seed), 16, 3_000);

      assertThat(judge(history)).isEqualTo(Judgement.KEPT);
      List<Exchange> spoilt = spoilt(history);
      Judgement judgement = judge(spoilt);
      assertThat(judgement.undecided()).as("seed %d", seed).isEmpty();
      assertThat(judgement.breaches()).as("seed %d", seed).hasSize(1);
    }
  }

  @Test
  void aSearchThatTakesTooLongSaysSoInsteadOfGuessing() {
    List<Exchange> history = longKvHistory(new Random(1), 3, 100);

    Judgement judgement = new Linearizability(history, 50).judgement();

    assertThat(judgement.breaches()).isEmpty();
    assertThat(judgement.undecided()).hasSize(1);
    assertThat(judgement.isKept()).isFalse();
  }

  @Test
  void aClientThatDoesNotWaitForItsAnswersIsNoClient() {
    ExchangeHistory history = new ExchangeHistory();
    history.client(1, 0, 10).asks(RequestKind.GET, 1).told(0);
    history.client(1, 5, 15).asks(RequestKind.GET, 1).told(0);

    assertThatThrownBy(() -> judge(history.exchanges())).hasMessageContaining("did not wait");
  }

  private static Judgement judge(List<Exchange> history) {
    return new Linearizability(history, Linearizability.STEPS_MAX).judgement();
  }

  private static List<Exchange> smallKvHistory(Random random) {
    ExchangeHistory history = new ExchangeHistory();
    int clients = 2 + random.nextInt(2);
    for (int client = 1; client <= clients; client++) {
      long now = random.nextInt(4);
      int requests = 1 + random.nextInt(2);
      for (int i = 0; i < requests; i++) {
        long end = now + 1 + random.nextInt(6);
        history.client(client, now, end);
        boolean answered = random.nextInt(6) > 0;
        switch (random.nextInt(3)) {
          case 0 -> end(history.asks(RequestKind.PUT, 1, 1 + random.nextInt(3)), answered);
          case 1 -> end(history.asks(RequestKind.GET, 1), answered, random.nextInt(3));
          default -> swap(history, random, answered);
        }
        if (!answered) {
          break;
        }
        now = end + random.nextInt(3);
      }
    }
    return history.exchanges();
  }

  private static void swap(ExchangeHistory history, Random random, boolean answered) {
    long expected = random.nextInt(3);
    history.asks(RequestKind.CAS, 1, expected, 1 + random.nextInt(3));
    if (random.nextBoolean()) {
      end(history, answered, expected);
    } else if (answered) {
      history.refused((expected + 1) % 3);
    } else {
      history.unanswered();
    }
  }

  private static void end(ExchangeHistory history, boolean answered, long... values) {
    if (answered) {
      history.told(values);
    } else {
      history.unanswered();
    }
  }

  private static boolean explainedByAnyOrder(List<Exchange> history, boolean[] used, long value) {
    boolean complete = true;
    for (int i = 0; i < used.length; i++) {
      Exchange exchange = history.get(i);
      complete &= used[i] || !exchange.isAnswered();
      if (!used[i] && mayBeNext(history, used, exchange)) {
        long found = value;
        ClientRequest request = exchange.request();
        boolean swaps = request.operation() == RequestKind.CAS && request.argument(1) == value;
        boolean fits =
            switch (request.operation()) {
              case PUT -> true;
              case GET -> exchange.value(0) == found;
              default ->
                  exchange.value(0) == found && swaps == (exchange.status() == Exchange.DONE);
            };
        long after =
            request.operation() == RequestKind.PUT
                ? request.argument(1)
                : swaps ? request.argument(2) : value;
        used[i] = true;
        if ((fits || !exchange.isAnswered()) && explainedByAnyOrder(history, used, after)) {
          return true;
        }
        used[i] = false;
      }
    }
    return complete;
  }

  private static boolean mayBeNext(List<Exchange> history, boolean[] used, Exchange exchange) {
    for (int i = 0; i < used.length; i++) {
      Exchange other = history.get(i);
      boolean isEarlierOfSameClient =
          other.client() == exchange.client() && other.sequence() < exchange.sequence();
      if (!used[i] && (other.precedes(exchange) || isEarlierOfSameClient)) {
        return false;
      }
    }
    return true;
  }

  private static List<Exchange> smallBankHistory(Random random) {
    ExchangeHistory history = new ExchangeHistory();
    List<Long> positions = new ArrayList<>(List.of(1L, 2L, 3L, 4L));
    int clients = 4;
    for (int client = 1; client <= clients; client++) {
      long now = random.nextInt(6);
      history.client(client, now, now + 1 + random.nextInt(8));
      long position = positions.remove(random.nextInt(positions.size()));
      boolean answered = random.nextInt(2) > 0;
      long from = random.nextInt(2);
      long held = 5L + 5L * random.nextInt(3);
      switch (random.nextInt(3)) {
        case 0 -> {
          history.asks(RequestKind.TRANSFER, from, 1 - from, 5);
          end(history, answered, position, held, 20 - held);
        }
        case 1 -> end(history.asks(RequestKind.BALANCE, from), answered, position, held);
        default -> end(history.asks(RequestKind.TOTAL), answered, position, 20);
      }
    }
    return history.exchanges();
  }

  private static boolean bankExplainedByAnyOrder(
      List<Exchange> history, boolean[] used, int executed, long[] balances) {
    boolean complete = true;
    for (int i = 0; i < used.length; i++) {
      Exchange exchange = history.get(i);
      complete &= used[i] || !exchange.isAnswered();
      if (used[i] || !mayBeNext(history, used, exchange)) {
        continue;
      }
      long[] after = balances.clone();
      ClientRequest request = exchange.request();
      boolean done =
          request.operation() != RequestKind.TRANSFER || after[(int) request.argument(0)] >= 5;
      if (request.operation() == RequestKind.TRANSFER && done) {
        after[(int) request.argument(0)] -= 5;
        after[(int) request.argument(1)] += 5;
      }
      List<Long> told = new ArrayList<>(List.of(executed + 1L));
      switch (request.operation()) {
        case TRANSFER -> {
          told.add(after[(int) request.argument(0)]);
          told.add(after[(int) request.argument(1)]);
        }
        case BALANCE -> told.add(after[(int) request.argument(0)]);
        default -> told.add(Arrays.stream(after).sum());
      }
      boolean fits = !exchange.isAnswered() || (done && exchange.values().equals(told));
      used[i] = true;
      if (fits && bankExplainedByAnyOrder(history, used, executed + 1, after)) {
        return true;
      }
      used[i] = false;
    }
    return complete;
  }

  /** What clients of a correct register see, each request executed at a random instant. */
  private static List<Exchange> longKvHistory(Random random, int clients, int requests) {
    List<long[]> instants = new ArrayList<>();
    long[] now = new long[clients];
    for (int i = 0; i < requests; i++) {
      int client = random.nextInt(clients);
      long sent = now[client] + 1 + random.nextInt(50);
      long executed = sent + random.nextInt(200);
      now[client] = executed + random.nextInt(200);
      instants.add(new long[] {client, sent, executed, now[client], i});
    }
    instants.sort((a, b) -> a[2] != b[2] ? Long.compare(a[2], b[2]) : Long.compare(a[4], b[4]));
    ExchangeHistory history = new ExchangeHistory();
    long value = 0;
    for (long[] instant : instants) {
      history.client((int) instant[0] + 1, instant[1], instant[3]);
      long next = 1 + instant[4];
      int what = random.nextInt(3);
      if (what == 0) {
        history.asks(RequestKind.PUT, 1, next).told();
        value = next;
      } else if (what == 1) {
        history.asks(RequestKind.GET, 1).told(value);
      } else {
        long expected = random.nextInt(4) > 0 ? value : value + 1;
        history.asks(RequestKind.CAS, 1, expected, next);
        history.answered(expected == value ? Exchange.DONE : Exchange.REFUSED, value);
        value = expected == value ? next : value;
      }
    }
    return history.exchanges();
  }

  /** The history with one late read that returns a value of long before. */
  private static List<Exchange> spoilt(List<Exchange> history) {
    List<Exchange> spoilt = new ArrayList<>(history);
    for (int i = spoilt.size() - 100; i < spoilt.size(); i++) {
      Exchange exchange = spoilt.get(i);
      if (exchange.request().operation() == RequestKind.GET) {
        spoilt.set(i, exchange.answered(exchange.answeredNs(), 0, List.of(1L)));
        return spoilt;
      }
    }
    throw new IllegalStateException("no read among the last hundred");
  }
}
