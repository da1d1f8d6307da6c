package dev.understudy.programs;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.TreeMap;
import java.util.function.Function;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Servers answer as a few lines of Java would, however badly the network treats their clients. */
class ServersTest {
  private static final long DONE = 0;
  private static final long REFUSED = 1;
  private static final long NOT_UNDERSTOOD = 2;

  private static final long CLIENT_ADDRESS = 0x10005;

  @ParameterizedTest
  @ValueSource(longs = {1, 2, 3})
  void counterCountsEachRequestOnce(long seed) {
    SoloWorld world = SoloWorld.of("counter", seed);
    RoughClients clients =
        new RoughClients(
            world, seed, 16, 40, random -> new long[] {random.nextInt(20) == 0 ? 99 : 1});
    clients.run();

    long[] count = {0};
    assertAnswers(
        clients,
        request -> request.get(0) == 1 ? List.of(DONE, ++count[0]) : List.of(NOT_UNDERSTOOD));
  }

  @ParameterizedTest
  @ValueSource(longs = {1, 2, 3})
  void kvIsOneMap(long seed) {
    SoloWorld world = SoloWorld.of("kv", seed);
    RoughClients clients = new RoughClients(world, seed, 8, 80, ServersTest::kvOperation);
    clients.run();

    Map<Long, Long> map = new TreeMap<>();
    assertAnswers(clients, request -> kvAnswer(map, request));
    assertThat(map).hasSizeGreaterThan(20);
  }

  /** Few values, so that a swap often finds what it expects. */
  private static long[] kvOperation(SplittableRandom random) {
    long key = random.nextLong(40) << 56 | 7;
    return switch (random.nextInt(7)) {
      case 0, 1 -> new long[] {32, key, random.nextLong(4)};
      case 2, 3 -> new long[] {33, key};
      case 4, 5 -> new long[] {34, key, random.nextLong(4), random.nextLong(4)};
      default -> new long[] {random.nextLong(35, 99), key};
    };
  }

  private static List<Long> kvAnswer(Map<Long, Long> map, List<Long> request) {
    long operation = request.get(0);
    long key = request.get(1);
    long found = map.getOrDefault(key, 0L);
    if (operation == 32) {
      map.put(key, request.get(2));
      return List.of(DONE);
    } else if (operation == 33) {
      return List.of(DONE, found);
    } else if (operation == 34 && found == request.get(2)) {
      map.put(key, request.get(3));
      return List.of(DONE, found);
    } else if (operation == 34) {
      return List.of(REFUSED, found);
    }
    return List.of(NOT_UNDERSTOOD);
  }

  @Test
  void kvHoldsAsManyKeysAsItHasRoomForAndRefusesTheRest() {
    SoloWorld world =
        new SoloWorld(Programs.find("kv").orElseThrow().withConstant("SLOT_BITS", "3"), 1);
    List<List<Long>> answers = new ArrayList<>();
    for (long key = 1; key <= 9; key++) {
      answers.add(ask(world, 3, key, 32, key * 1_000_003, key));
    }
    for (long key = 1; key <= 9; key++) {
      answers.add(ask(world, 3, 100 + key, 33, key * 1_000_003));
    }

    for (int key = 1; key <= 9; key++) {
      boolean room = key <= 7;
      assertThat(answers.get(key - 1)).isEqualTo(List.of(room ? DONE : NOT_UNDERSTOOD));
      assertThat(answers.get(8 + key))
          .isEqualTo(room ? List.of(DONE, (long) key) : List.of(NOT_UNDERSTOOD));
    }
  }

  @Test
  void echoSendsEveryPayloadBack() {
    SoloWorld world = SoloWorld.of("echo", 1);
    SplittableRandom random = new SplittableRandom(5);
    List<byte[]> payloads = new ArrayList<>();
    for (int i = 0; i < 60; i++) {
      byte[] payload = new byte[i == 0 ? 1500 : random.nextInt(i * 20)];
      random.nextBytes(payload);
      payloads.add(payload);
      world.send(1_000_000 + i / 20 * 1_000_000L, CLIENT_ADDRESS + i, payload);
    }
    world.runUntil(10_000_000);

    assertThat(world.sent()).hasSize(60);
    for (int i = 0; i < 60; i++) {
      assertThat(world.sent().get(i).frame())
          .isEqualTo(Wire.frame(CLIENT_ADDRESS + i, SoloWorld.GUEST_ADDRESS, payloads.get(i)));
    }
  }

  @Test
  void aFrameIsAnsweredWhateverTheServerWasAboutToDo() {
    SoloWorld world = SoloWorld.of("echo", 1);
    int moments = 150; // in instructions: more than it takes from a frame back into sleep
    for (int moment = 0; moment < moments; moment++) {
      long atNs = 1_000_000 + moment * 100_000L;
      world.send(atNs, CLIENT_ADDRESS, Wire.payload(1));
      world.send(atNs + moment * SoloWorld.INSTRUCTION_NS, CLIENT_ADDRESS, Wire.payload(2));
      world.runUntil(atNs + 90_000);
      assertThat(world.sent()).as("moment %d", moment).hasSize(2 * (moment + 1));
    }
  }

  @Test
  void framesThatFindTheRingFullAreLostAndNothingElseIs() {
    SoloWorld world = SoloWorld.of("echo", 1);
    for (int i = 0; i < 40; i++) {
      world.send(1_000_000, CLIENT_ADDRESS, Wire.payload(i));
    }
    world.send(2_000_000, CLIENT_ADDRESS, Wire.payload(99));
    world.runUntil(3_000_000);

    assertThat(world.sent()).hasSize(33);
  }

  @Test
  void aSeventeenthClientIsIgnored() {
    SoloWorld world = SoloWorld.of("counter", 1);
    for (int client = 1; client <= 17; client++) {
      assertThat(ask(world, client, 1, 1)).hasSize(client <= 16 ? 2 : 0);
    }
    assertThat(ask(world, 16, 2, 1)).isEqualTo(List.of(DONE, 17L));
  }

  @Test
  void requestsTooShortForTheirArgumentsAreIgnored() {
    SoloWorld bank = SoloWorld.of("bank", 1);
    assertThat(ask(bank, 1, 1, 16, 0, 1)).isEmpty();
    assertThat(ask(bank, 1, 1, 17)).isEmpty();
    assertThat(ask(bank, 1, 1, 18)).isEqualTo(List.of(DONE, 1L, 32_000L));

    SoloWorld kv = SoloWorld.of("kv", 1);
    assertThat(ask(kv, 1, 1, 32, 5)).isEmpty();
    assertThat(ask(kv, 1, 1, 33)).isEmpty();
    assertThat(ask(kv, 1, 1, 34, 5, 0)).isEmpty();
    assertThat(ask(kv, 1, 1, 33, 5)).isEqualTo(List.of(DONE, 0L));
  }

  @Test
  void theGreatestSequenceNumberIsIgnoredBecauseNoneFollowsIt() {
    SoloWorld world = SoloWorld.of("counter", 1);
    assertThat(ask(world, 1, -1, 1)).isEmpty();
    assertThat(ask(world, 1, -2, 1)).isEqualTo(List.of(DONE, 1L));
    assertThat(ask(world, 1, -2, 1)).isEqualTo(List.of(DONE, 1L));
  }

  @Test
  void aServerWithNothingToDoSleeps() {
    for (String name : List.of("echo", "counter", "kv", "bank")) {
      SoloWorld world = SoloWorld.of(name, 1);
      world.runUntil(5_000_000);
      long instructions = world.instructions();
      world.runUntil(1_000_000_000);

      assertThat(world.instructions()).as(name).isEqualTo(instructions);
    }
  }

  /** Status and values of the answer, or nothing. */
  static List<Long> ask(SoloWorld world, long client, long sequence, long... operation) {
    long[] words = new long[2 + operation.length];
    words[0] = client;
    words[1] = sequence;
    System.arraycopy(operation, 0, words, 2, operation.length);
    world.runUntil(world.nowNs() + 2_000_000);
    int before = world.sent().size();
    world.send(world.nowNs(), CLIENT_ADDRESS, Wire.payload(words));
    world.runUntil(world.nowNs() + 5_000_000);
    List<SoloWorld.Sent> answers = world.sent().subList(before, world.sent().size());
    assertThat(answers).hasSizeLessThanOrEqualTo(1);
    if (answers.isEmpty()) {
      return List.of();
    }
    List<Long> answer = Wire.wordsOf(answers.get(0).frame());
    assertThat(answer.subList(0, 4))
        .isEqualTo(List.of(CLIENT_ADDRESS, SoloWorld.GUEST_ADDRESS, client, sequence));
    return answer.subList(4, answer.size());
  }

  /** Each answer is the model's; the bad network really was one. */
  static void assertAnswers(RoughClients clients, Function<List<Long>, List<Long>> model) {
    for (RoughClients.Exchange exchange : clients.exchanges()) {
      assertThat(exchange.answer())
          .as("the answer to %s", exchange.request())
          .isEqualTo(model.apply(exchange.request()));
    }
    assertThat(clients.repetitions()).isPositive();
    assertThat(clients.retries()).isPositive();
  }
}
