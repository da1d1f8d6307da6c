package dev.understudy.sim.client;

import dev.understudy.sim.client.Workload.Bank;
import dev.understudy.sim.client.Workload.Counter;
import dev.understudy.sim.client.Workload.Echo;
import dev.understudy.sim.client.Workload.Kv;
import dev.understudy.sim.client.Workload.Resp;
import dev.understudy.sim.client.Workload.Script;
import dev.understudy.sim.random.Chance;
import java.util.ArrayList;
import java.util.List;

/**
 * Draws the next request of a workload.
 *
 * @param place where the draws of this request are
 * @param own the client's requests so far, oldest first
 */
record RequestDraw(Chance place, List<Exchange> own) implements Workload.Cases<ClientRequest> {

  /** So many that hardly one is drawn twice, and a stale read shows. */
  private static final long VALUES = 1_000_000_000;

  @Override
  public ClientRequest echo(Echo echo) {
    List<Long> words = new ArrayList<>();
    for (int i = 0; i < echo.words(); i++) {
      words.add(place.bits(i));
    }
    return new ClientRequest(RequestKind.ECHO, words);
  }

  @Override
  public ClientRequest counter(Counter counter) {
    return new ClientRequest(RequestKind.INCREMENT, List.of());
  }

  @Override
  public ClientRequest bank(Bank bank) {
    long what = place.below(0, 16);
    if (what == 0) {
      return new ClientRequest(RequestKind.TOTAL, List.of());
    }
    long from = place.below(1, bank.accounts());
    if (what <= 2) {
      return new ClientRequest(RequestKind.BALANCE, List.of(from));
    }
    long to = (from + 1 + place.below(2, bank.accounts() - 1)) % bank.accounts();
    long amount = place.between(3, 1, bank.amountMax());
    return new ClientRequest(RequestKind.TRANSFER, List.of(from, to, amount));
  }

  @Override
  public ClientRequest kv(Kv kv) {
    long key = place.between(0, 1, kv.keys());
    // Never 0, which stands for a key never set, and never twice, so that a stale read shows.
    long value = place.bits(1) | 1;
    return switch ((int) place.below(2, 3)) {
      case 0 -> new ClientRequest(RequestKind.PUT, List.of(key, value));
      case 1 -> new ClientRequest(RequestKind.GET, List.of(key));
      default -> new ClientRequest(RequestKind.CAS, List.of(key, lastSeen(key), value));
    };
  }

  @Override
  public ClientRequest resp(Resp resp) {
    long key = place.between(0, 1, resp.keys());
    return switch ((int) place.below(2, 4)) {
      case 0 -> new ClientRequest(RequestKind.RESP_SET, List.of(key, place.below(1, VALUES)));
      case 1 -> new ClientRequest(RequestKind.RESP_GET, List.of(key));
      case 2 -> new ClientRequest(RequestKind.RESP_INCR, List.of(key));
      default -> new ClientRequest(RequestKind.RESP_DEL, List.of(key));
    };
  }

  @Override
  public ClientRequest script(Script script) {
    throw new IllegalStateException("a script makes no requests");
  }

  /** The value a client believes a key to have. */
  private long lastSeen(long key) {
    for (int i = own.size() - 1; i >= 0; i--) {
      Exchange exchange = own.get(i);
      ClientRequest request = exchange.request();
      if (exchange.isAnswered() && request.argument(0) == key) {
        return switch (request.operation()) {
          case PUT -> request.argument(1);
          case CAS -> exchange.status() == Exchange.DONE ? request.argument(2) : exchange.value(0);
          default -> exchange.value(0);
        };
      }
    }
    return 0;
  }
}
