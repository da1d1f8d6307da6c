package dev.understudy.sim.client;

import dev.understudy.sim.random.Chance;
import java.util.List;

/** What the clients of one group do, with the parameters that only their kind has. */
public sealed interface Workload {

  /** The kind of client that does it. */
  ClientKind kind();

  /** Calls the one of {@code cases} that this workload is. */
  <R> R match(Cases<R> cases);

  /**
   * Sends random words.
   *
   * @param words how many in each request
   */
  record Echo(int words) implements Workload {

    public Echo {
      requireBetween("words", words, 0, WORDS_MAX);
    }

    @Override
    public ClientKind kind() {
      return ClientKind.ECHO;
    }

    @Override
    public <R> R match(Cases<R> cases) {
      return cases.echo(this);
    }
  }

  /** Sends increments. */
  record Counter() implements Workload {
    @Override
    public ClientKind kind() {
      return ClientKind.COUNTER;
    }

    @Override
    public <R> R match(Cases<R> cases) {
      return cases.counter(this);
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

    @Override
    public <R> R match(Cases<R> cases) {
      return cases.bank(this);
    }
  }

  /**
   * Puts, gets and compare-and-swaps in equal shares.
   *
   * @param keys how many there are, numbered from 1
   */
  record Kv(int keys) implements Workload {

    public Kv {
      requireBetween("keys", keys, 1, KEYS_MAX);
    }

    @Override
    public ClientKind kind() {
      return ClientKind.KV;
    }

    @Override
    public <R> R match(Cases<R> cases) {
      return cases.kv(this);
    }
  }

  /**
   * Sends commands of Redis in equal shares.
   *
   * @param keys how many there are, numbered from 1
   */
  record Resp(int keys) implements Workload {

    public Resp {
      requireBetween("keys", keys, 1, KEYS_MAX);
    }

    @Override
    public ClientKind kind() {
      return ClientKind.RESP;
    }

    @Override
    public <R> R match(Cases<R> cases) {
      return cases.resp(this);
    }
  }

  /**
   * Sends the payloads of a script.
   *
   * @param steps in the order of their times
   */
  record Script(List<ScriptStep> steps) implements Workload {

    public Script {
      steps = List.copyOf(steps);
    }

    @Override
    public ClientKind kind() {
      return ClientKind.SCRIPT;
    }

    @Override
    public <R> R match(Cases<R> cases) {
      return cases.script(this);
    }
  }

  /** Bounded so that request and reply fit into a frame. */
  int WORDS_MAX = ClientFrame.PAYLOAD_BYTES_MAX / 8 - ClientFrame.REQUEST_WORDS;

  int ACCOUNTS_MAX = 10_000;
  int KEYS_MAX = 10_000;

  /** Bounded so that no sum of balances overflows. */
  long AMOUNT_MAX = 1_000_000_000_000L;

  /**
   * The request with a given sequence.
   *
   * @param chance where the draws of this client are
   * @param own the client's requests so far, oldest first
   */
  default ClientRequest request(Chance chance, long sequence, List<Exchange> own) {
    return match(new RequestDraw(chance.named("request").numbered(sequence), own));
  }

  private static void requireBetween(String what, long value, long least, long most) {
    if (value < least || value > most) {
      throw new IllegalArgumentException(what + " must be " + least + " to " + most + ": " + value);
    }
  }

  /** One function for each kind of workload, so that none can be forgotten. */
  interface Cases<R> {
    R echo(Echo workload);

    R counter(Counter workload);

    R bank(Bank workload);

    R kv(Kv workload);

    R resp(Resp workload);

    R script(Script workload);
  }
}
