package dev.understudy.programs;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.SplittableRandom;
import java.util.function.Function;

/**
 * Clients on a bad network. Each waits for the answer to a request before it goes on to the next;
 * on the way requests and answers get lost, come twice, or come again much later, and frames that
 * are no requests come in between.
 */
final class RoughClients {
  private static final long RETRY_NS = 2_000_000;
  private static final long ADDRESS = 0x10000;
  private static final long STRANGER = 77;

  private final SoloWorld world;
  private final SplittableRandom random;
  private final Function<SplittableRandom, long[]> operations;
  private final int requestsEach;
  private final Map<Integer, Client> clients = new LinkedHashMap<>();
  private final Map<List<Long>, long[]> asked = new LinkedHashMap<>();
  private final Map<List<Long>, List<Long>> answered = new LinkedHashMap<>();
  private final List<Exchange> exchanges = new ArrayList<>();
  private final Set<List<Long>> answersSeen = new LinkedHashSet<>();
  private int repetitions;
  private int retries;

  /**
   * A request and the first answer that the guest sent to it.
   *
   * @param request operation and arguments
   * @param answer status and values
   */
  record Exchange(List<Long> request, List<Long> answer) {}

  private static final class Client {
    final int number;
    long sequence;
    byte[] payload = new byte[0];

    Client(int number) {
      this.number = number;
    }
  }

  /**
   * @param operations draws one operation with its arguments
   */
  RoughClients(
      SoloWorld world,
      long seed,
      int count,
      int requestsEach,
      Function<SplittableRandom, long[]> operations) {
    this.world = world;
    this.random = new SplittableRandom(seed);
    this.operations = operations;
    this.requestsEach = requestsEach;
    for (int number = 1; number <= count; number++) {
      clients.put(number, new Client(number));
    }
    world.onSend(this::guestSent);
    clients.values().forEach(client -> world.at(random.nextLong(50_000), () -> next(client)));
  }

  private void next(Client client) {
    if (client.sequence == requestsEach) {
      return;
    }
    client.sequence++;
    long[] operation = operations.apply(random);
    asked.put(id(client), operation);
    long[] words = new long[2 + operation.length];
    words[0] = client.number;
    words[1] = client.sequence;
    System.arraycopy(operation, 0, words, 2, operation.length);
    byte[] before = client.payload;
    client.payload = Wire.payload(words);
    if (random.nextInt(10) == 0 && before.length > 0) {
      arrive(client, before); // late: it was answered long ago
    }
    if (random.nextInt(10) == 0) {
      rubbish();
    }
    ask(client);
  }

  private void ask(Client client) {
    long sequence = client.sequence;
    if (random.nextInt(10) > 0) {
      arrive(client, client.payload);
    }
    if (random.nextInt(10) == 0) {
      arrive(client, client.payload);
    }
    world.at(
        world.nowNs() + RETRY_NS,
        () -> {
          if (client.sequence == sequence && !answersSeen.contains(id(client))) {
            retries++;
            ask(client);
          }
        });
  }

  private void arrive(Client client, byte[] payload) {
    world.send(world.nowNs() + random.nextLong(1, 100_000), ADDRESS + client.number, payload);
  }

  /** Frames that a server has to ignore: too short for any request, or for the one they ask for. */
  private void rubbish() {
    int words = random.nextInt(3);
    byte[] few = Wire.payload(new long[words]);
    byte[] torn = Arrays.copyOf(few, Math.max(0, few.length - random.nextInt(8)));
    world.send(world.nowNs() + random.nextLong(1, 100_000), ADDRESS + STRANGER, torn);
  }

  private void guestSent(SoloWorld.Sent sent) {
    List<Long> words = Wire.wordsOf(sent.frame());
    assertThat(words.get(1)).isEqualTo(SoloWorld.GUEST_ADDRESS);
    long number = words.get(2);
    assertThat(words.get(0)).as("where the answer goes").isEqualTo(ADDRESS + number);
    Client client = clients.get((int) number);
    assertThat(client).as("the client of an answer").isNotNull();
    List<Long> id = List.of(number, words.get(3));
    List<Long> answer = List.copyOf(words.subList(4, words.size()));
    List<Long> before = answered.putIfAbsent(id, answer);
    if (before == null) {
      exchanges.add(new Exchange(list(Objects.requireNonNull(asked.get(id))), answer));
    } else {
      repetitions++;
      assertThat(answer).as("the answer to " + id + ", given again").isEqualTo(before);
    }
    if (random.nextInt(10) > 0 && answersSeen.add(id)) {
      world.at(world.nowNs() + random.nextLong(1, 100_000), () -> next(client));
    }
  }

  /** Until each client has the answers to all its requests. */
  void run() {
    long wanted = (long) clients.size() * requestsEach;
    while (answersSeen.size() < wanted) {
      long before = answersSeen.size();
      world.runUntil(world.nowNs() + 100 * RETRY_NS);
      assertThat(answersSeen.size()).as("answers; the guest is stuck").isGreaterThan((int) before);
    }
  }

  /** In the order in which the guest sent the first answers. */
  List<Exchange> exchanges() {
    return exchanges;
  }

  int repetitions() {
    return repetitions;
  }

  int retries() {
    return retries;
  }

  private static List<Long> id(Client client) {
    return List.of((long) client.number, client.sequence);
  }

  private static List<Long> list(long[] words) {
    List<Long> list = new ArrayList<>();
    for (long word : words) {
      list.add(word);
    }
    return list;
  }
}
