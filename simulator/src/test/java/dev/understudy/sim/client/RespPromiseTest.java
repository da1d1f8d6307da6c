package dev.understudy.sim.client;

import static dev.understudy.sim.client.RequestKind.RESP_DEL;
import static dev.understudy.sim.client.RequestKind.RESP_GET;
import static dev.understudy.sim.client.RequestKind.RESP_INCR;
import static dev.understudy.sim.client.RequestKind.RESP_SET;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

class RespPromiseTest {
  private final ExchangeHistory history = new ExchangeHistory();

  private Judgement judged() {
    return Promise.of(new Workload.Resp(4)).judge(history.exchanges());
  }

  @Test
  void oneAfterTheOther() {
    history.client(1, 0, 1).asks(RESP_GET, 7).told(0, 0);
    history.client(1, 2, 3).asks(RESP_INCR, 7).told(1);
    history.client(1, 4, 5).asks(RESP_SET, 7, 41).told();
    history.client(2, 6, 7).asks(RESP_INCR, 7).told(42);
    history.client(2, 8, 9).asks(RESP_DEL, 7).told(1);
    history.client(1, 10, 11).asks(RESP_DEL, 7).told(0);
    history.client(1, 12, 13).asks(RESP_GET, 7).told(0, 0);

    assertThat(judged()).isEqualTo(Judgement.KEPT);
  }

  @Test
  void atTheSameTimeAnyOrderWillDo() {
    history.client(1, 0, 10).asks(RESP_INCR, 1).told(2);
    history.client(2, 0, 10).asks(RESP_INCR, 1).told(1);
    history.client(3, 5, 10).asks(RESP_DEL, 1).told(0);

    assertThat(judged()).isEqualTo(Judgement.KEPT);
  }

  @Test
  void anIncrementThatWasExecutedTwice() {
    history.client(1, 0, 10).asks(RESP_INCR, 1).told(2);

    assertThat(judged().breaches())
        .extracting(ClientBreach::text)
        .containsExactly(
            "not linearizable: the best order explains 0 of 1 answers; then the key holds nothing;"
                + " client 1, request 1 (incr 1) was told [2]");
  }

  @Test
  void aStaleRead() {
    history.client(1, 0, 1).asks(RESP_SET, 1, 5).told();
    history.client(1, 2, 3).asks(RESP_SET, 1, 6).told();
    history.client(2, 4, 5).asks(RESP_GET, 1).told(1, 5);

    assertThat(judged().breaches()).hasSize(1);
  }

  @Test
  void whatHasNoAnswerMayHaveHappenedOrNot() {
    history.client(1, 0, 1).asks(RESP_INCR, 1).unanswered();
    history.client(2, 2, 3).asks(RESP_INCR, 1).told(2);
    history.client(3, 0, 1).asks(RESP_INCR, 2).unanswered();
    history.client(4, 2, 3).asks(RESP_INCR, 2).told(1);

    assertThat(judged()).isEqualTo(Judgement.KEPT);
  }

  @Test
  void anErrorIsNoAnswer() {
    history.client(1, 0, 1).asks(RESP_INCR, 1).answered(Exchange.NOT_UNDERSTOOD);

    assertThat(judged().breaches()).hasSize(1);
  }

  /** Small histories, some of them as a server would answer, against every order there is. */
  @Test
  void asTryingAllOrdersSays() {
    int kept = 0;
    for (long seed = 1; seed <= 3000; seed++) {
      List<Exchange> random = random(new SplittableRandom(seed));
      boolean explained = explained(random, RespCell.EMPTY);
      boolean judgedKept = new RespOrder(random).judgement().breaches().isEmpty();
      assertThat(judgedKept).as("seed %s: %s", seed, random).isEqualTo(explained);
      kept += explained ? 1 : 0;
    }
    assertThat(kept).isBetween(300, 2700);
  }

  private static List<Exchange> random(SplittableRandom random) {
    ExchangeHistory history = new ExchangeHistory();
    for (int client = 1; client <= 3; client++) {
      long at = random.nextLong(10);
      for (int i = 0; i < 2; i++) {
        long until = at + 1 + random.nextLong(20);
        history.client(client, at, until);
        boolean open = i == 1 && random.nextInt(4) == 0;
        switch (random.nextInt(4)) {
          case 0 -> end(history.asks(RESP_SET, 1, random.nextInt(3)), open);
          case 1 -> {
            int there = random.nextInt(2);
            end(history.asks(RESP_GET, 1), open, there, (long) there * random.nextInt(3));
          }
          case 2 -> end(history.asks(RESP_INCR, 1), open, 1 + random.nextInt(2));
          default -> end(history.asks(RESP_DEL, 1), open, random.nextInt(2));
        }
        at = until + 1 + random.nextLong(5);
      }
    }
    return history.exchanges();
  }

  private static void end(ExchangeHistory history, boolean open, long... values) {
    if (open) {
      history.unanswered();
    } else {
      history.told(values);
    }
  }

  private static boolean explained(List<Exchange> left, RespCell cell) {
    if (left.stream().noneMatch(Exchange::isAnswered)) {
      return true;
    }
    for (Exchange next : left) {
      boolean first = left.stream().noneMatch(other -> other.precedes(next));
      boolean fits = !next.isAnswered() || next.values().equals(cell.reply(next.request()));
      if (first && fits) {
        List<Exchange> rest = new ArrayList<>(left);
        rest.remove(next);
        if (explained(rest, cell.after(next.request()))) {
          return true;
        }
      }
    }
    return false;
  }
}
