package dev.understudy.sim.client;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.TreeMap;

/** A guest that serves every kind of client as the wire format asks, or breaks it in one way. */
final class ToyGuest {

  /** What a guest can get wrong. */
  enum Bug {
    NONE,
    EXECUTES_REPETITIONS,
    FORGETS_REQUESTS,
    LOSES_MONEY,
    READS_STALE,
    ECHOES_WRONG,
    ANSWERS_ANOTHER_CLIENT,
    NEVER_UNDERSTANDS
  }

  static final int ACCOUNTS = 4;
  static final long OPENING_BALANCE = 1_000;

  private final Bug bug;
  private final TreeMap<Long, byte[]> replies = new TreeMap<>();
  private final TreeMap<Long, Long> sequences = new TreeMap<>();
  private final TreeMap<Long, Long> keys = new TreeMap<>();
  private final TreeMap<Long, Long> staleKeys = new TreeMap<>();
  private final long[] balances = new long[ACCOUNTS];
  private long position;
  private long count;
  private long served;

  ToyGuest(Bug bug) {
    this.bug = bug;
    Arrays.fill(balances, OPENING_BALANCE);
  }

  ToyGuest fork() {
    ToyGuest fork = new ToyGuest(bug);
    fork.replies.putAll(replies);
    fork.sequences.putAll(sequences);
    fork.keys.putAll(keys);
    fork.staleKeys.putAll(staleKeys);
    System.arraycopy(balances, 0, fork.balances, 0, ACCOUNTS);
    fork.position = position;
    fork.count = count;
    fork.served = served;
    return fork;
  }

  /** The frames it sends back: none or one. */
  List<byte[]> serve(byte[] frame) {
    List<Long> words = WordWire.wordsOf(ClientFrame.payloadOf(frame));
    long client = words.get(0);
    long sequence = words.get(1);
    long newest = sequences.getOrDefault(client, 0L);
    if (sequence < newest) {
      return List.of();
    }
    if (sequence > newest || bug == Bug.EXECUTES_REPETITIONS) {
      served++;
      sequences.put(client, sequence);
      boolean forget = bug == Bug.FORGETS_REQUESTS && served % 10 == 0;
      replies.put(client, reply(frame, words, forget));
    }
    return List.of(replies.get(client));
  }

  private byte[] reply(byte[] frame, List<Long> words, boolean forget) {
    List<Long> reply = new ArrayList<>();
    reply.add(words.get(0) + (bug == Bug.ANSWERS_ANOTHER_CLIENT && served == 20 ? 1 : 0));
    reply.add(words.get(1));
    reply.addAll(
        bug == Bug.NEVER_UNDERSTANDS && served == 20
            ? List.of(Exchange.NOT_UNDERSTOOD)
            : execute(words.get(2), words.subList(3, words.size()), forget));
    ByteBuffer payload = ByteBuffer.allocate(8 * reply.size()).order(ByteOrder.LITTLE_ENDIAN);
    reply.forEach(payload::putLong);
    long backTo = ClientFrame.sourceOf(frame);
    return ClientFrame.frame(backTo, ClientFrame.GUEST_ADDRESS, payload.array());
  }

  /** Carries out a request; returns status and values. */
  private List<Long> execute(long operation, List<Long> arguments, boolean forget) {
    if (operation == RequestKind.ECHO.number()) {
      return echo(arguments);
    }
    if (operation == RequestKind.INCREMENT.number()) {
      return List.of(0L, forget ? count + 1 : ++count);
    }
    if (operation == RequestKind.TRANSFER.number()) {
      return transfer(arguments, forget);
    }
    if (operation == RequestKind.BALANCE.number()) {
      return List.of(0L, ++position, balances[arguments.get(0).intValue()]);
    }
    if (operation == RequestKind.TOTAL.number()) {
      return List.of(0L, ++position, Arrays.stream(balances).sum());
    }
    return keep(operation, arguments, forget);
  }

  private List<Long> echo(List<Long> arguments) {
    List<Long> answer = new ArrayList<>();
    answer.add(0L);
    answer.addAll(arguments);
    if (bug == Bug.ECHOES_WRONG && served == 20) {
      answer.set(1, ~answer.get(1));
    }
    return answer;
  }

  private List<Long> transfer(List<Long> arguments, boolean forget) {
    int from = arguments.get(0).intValue();
    int to = arguments.get(1).intValue();
    long amount = arguments.get(2);
    position++;
    if (balances[from] < amount) {
      return List.of(1L, position, balances[from], balances[to]);
    }
    List<Long> answer = List.of(0L, position, balances[from] - amount, balances[to] + amount);
    if (!forget) {
      balances[from] -= amount;
      balances[to] += bug == Bug.LOSES_MONEY && served == 20 ? 0 : amount;
    }
    return answer;
  }

  private List<Long> keep(long operation, List<Long> arguments, boolean forget) {
    long key = arguments.get(0);
    long value = keys.getOrDefault(key, 0L);
    if (operation == RequestKind.GET.number()) {
      long told = bug == Bug.READS_STALE ? staleKeys.getOrDefault(key, 0L) : value;
      return List.of(0L, told);
    }
    boolean isPut = operation == RequestKind.PUT.number();
    boolean done = isPut || value == arguments.get(1);
    if (done && !forget) {
      staleKeys.put(key, value);
      keys.put(key, arguments.get(isPut ? 1 : 2));
    }
    return isPut ? List.of(0L) : List.of(done ? 0L : 1L, value);
  }
}
