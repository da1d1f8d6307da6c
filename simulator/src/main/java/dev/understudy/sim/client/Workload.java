package dev.understudy.sim.client;

import dev.understudy.sim.chance.Chance;
import java.util.ArrayList;
import java.util.List;

/** What the clients of one group do, with the parameters that only their kind has. */
public sealed interface Workload {

  /** The kind of client that does it. */
  ClientKind kind();

  /** Sends random words. */
  record Echo(int words) implements Workload {

    public Echo {
      requireBetween("words", words, 0, WORDS_MAX);
    }

    @Override
    public ClientKind kind() {
      return ClientKind.ECHO;
    }
  }

  /** Increments. */
  record Counter() implements Workload {
    @Override
    public ClientKind kind() {
      return ClientKind.COUNTER;
    }
  }

  /**
   * Transfers between random accounts; one request in eight asks for a balance, one in sixteen for
   * the total.
   *
   * @param accounts how many the guest has, at least 2
   * @param openingBalance of each
   * @param amountMax transfers move 1 to this much
   * @param audited how many accounts the auditor asks for, the first ones; it always asks for the
   *     total as well
   */
  record Bank(int accounts, long openingBalance, long amountMax, int audited) implements Workload {

    public Bank {
      requireBetween("accounts", accounts, 2, ACCOUNTS_MAX);
      requireBetween("opening balance", openingBalance, 0, AMOUNT_MAX);
      requireBetween("largest amount", amountMax, 1, AMOUNT_MAX);
      requireBetween("audited accounts", audited, 0, accounts);
    }

    /** With an audit of all accounts. */
    public Bank(int accounts, long openingBalance, long amountMax) {
      this(accounts, openingBalance, amountMax, accounts);
    }

    @Override
    public ClientKind kind() {
      return ClientKind.BANK;
    }
  }

  /** Puts, gets and compare-and-swaps in equal shares, over keys 1 to {@code keys}. */
  record Kv(int keys) implements Workload {

    public Kv {
      requireBetween("keys", keys, 1, KEYS_MAX);
    }

    @Override
    public ClientKind kind() {
      return ClientKind.KV;
    }
  }

  /** Sends what it was told to. */
  record Script(List<ScriptStep> steps) implements Workload {

    public Script {
      steps = List.copyOf(steps);
    }

    @Override
    public ClientKind kind() {
      return ClientKind.SCRIPT;
    }
  }

  /** So that request and reply fit into a frame. */
  int WORDS_MAX = Frames.PAYLOAD_BYTES_MAX / 8 - Frames.REQUEST_WORDS;

  int ACCOUNTS_MAX = 10_000;
  int KEYS_MAX = 10_000;

  /** No sum of balances overflows. */
  long AMOUNT_MAX = 1_000_000_000_000L;

  /**
   * The request with a given sequence.
   *
   * @param chance the client's own place of draws
   * @param own the client's requests so far, oldest first
   */
  default Request request(Chance chance, long sequence, List<Exchange> own) {
    Chance place = chance.named("request").numbered(sequence);
    if (this instanceof Echo echo) {
      List<Long> words = new ArrayList<>();
      for (int i = 0; i < echo.words; i++) {
        words.add(place.bits(i));
      }
      return new Request(Operation.ECHO, words);
    }
    if (this instanceof Bank bank) {
      return banking(bank, place);
    }
    if (this instanceof Kv kv) {
      return keeping(kv, place, own);
    }
    if (this instanceof Counter) {
      return new Request(Operation.INCREMENT, List.of());
    }
    throw new IllegalStateException("a script makes no requests");
  }

  private static Request banking(Bank bank, Chance place) {
    long what = place.below(0, 16);
    if (what == 0) {
      return new Request(Operation.TOTAL, List.of());
    }
    long from = place.below(1, bank.accounts);
    if (what <= 2) {
      return new Request(Operation.BALANCE, List.of(from));
    }
    long to = (from + 1 + place.below(2, bank.accounts - 1)) % bank.accounts;
    return new Request(Operation.TRANSFER, List.of(from, to, place.between(3, 1, bank.amountMax)));
  }

  private static Request keeping(Kv kv, Chance place, List<Exchange> own) {
    long key = place.between(0, 1, kv.keys);
    // Never 0, which stands for a key never set, and never twice, so that a stale read shows.
    long value = place.bits(1) | 1;
    return switch ((int) place.below(2, 3)) {
      case 0 -> new Request(Operation.PUT, List.of(key, value));
      case 1 -> new Request(Operation.GET, List.of(key));
      default -> new Request(Operation.CAS, List.of(key, lastSeen(key, own), value));
    };
  }

  /** The value a client believes a key to have. */
  private static long lastSeen(long key, List<Exchange> own) {
    for (int i = own.size() - 1; i >= 0; i--) {
      Exchange exchange = own.get(i);
      Request request = exchange.request();
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

  private static void requireBetween(String what, long value, long least, long most) {
    if (value < least || value > most) {
      throw new IllegalArgumentException(what + " must be " + least + " to " + most + ": " + value);
    }
  }
}
