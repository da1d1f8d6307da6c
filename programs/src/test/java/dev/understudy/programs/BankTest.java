package dev.understudy.programs;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Compares the bank with a model in Java, in its answers and in what the disk holds by then. */
class BankTest {
  private static final int ACCOUNTS = 32;
  private static final long OPENING_BALANCE = 1000;
  private static final int COPY_BYTES = 3 * SoloWorld.BLOCK_BYTES;
  private static final int WRITES_WORD = 2;
  private static final int POSITION_WORD = 3;

  @ParameterizedTest
  @ValueSource(longs = {1, 2, 3})
  void answersAreThoseOfALedger(long seed) {
    SoloWorld world = SoloWorld.of("bank", seed);
    RoughClients clients = new RoughClients(world, seed, 12, 50, BankTest::operation);
    clients.run();

    Ledger ledger = new Ledger();
    ServersTest.assertAnswers(clients, ledger::answer);
    assertThat(ledger.refusals).as("transfers of money that was not there").isPositive();
    assertThat(world.diskWrites())
        .as("requests that come together share a write")
        .isLessThan(ledger.position);
    assertThat(world.console()).isEqualTo("A new ledger.\n");
  }

  @Test
  void nothingIsAnsweredThatIsNotOnDisk() {
    SoloWorld world = SoloWorld.of("bank", 4);
    RoughClients clients = new RoughClients(world, 4, 8, 20, random -> transfer(random));
    world.onSend(
        sent -> {
          long position = Wire.wordsOf(sent.frame()).get(5);
          assertThat(newestOnDisk(world.disk()).get(POSITION_WORD))
              .as("the position on disk when position %d is told", position)
              .isGreaterThanOrEqualTo(position);
        });
    clients.run();

    assertThat(clients.exchanges()).hasSize(160);
  }

  @Test
  void aFullRingTakesAsManyWritesAsThereIsRoomForReplies() {
    SoloWorld world = SoloWorld.of("bank", 5);
    world.runUntil(2_000_000);
    for (int i = 0; i < 32; i++) {
      world.send(2_000_000, 0x10000, Wire.payload(i % 16, 1 + i / 16, 18));
    }
    world.runUntil(5_000_000);

    assertThat(world.sent()).hasSize(32);
    assertThat(world.diskWrites()).isEqualTo(2);
  }

  @Test
  void aRestartFindsBalancesAndAnswersAgain() {
    SoloWorld first = SoloWorld.of("bank", 1);
    assertThat(ServersTest.ask(first, 9, 1, 16, 0, 1, 400)).isEqualTo(answer(0, 1, 600, 1400));
    assertThat(ServersTest.ask(first, 9, 2, 16, 0, 1, 601)).isEqualTo(answer(1, 2, 600, 1400));

    SoloWorld second = new SoloWorld(Programs.find("bank").orElseThrow(), 2, first.disk().clone());
    assertThat(ServersTest.ask(second, 3, 1, 16, 1, 0, 1)).isEqualTo(answer(0, 3, 1399, 601));
    assertThat(ServersTest.ask(second, 9, 2, 16, 0, 1, 601))
        .as("there is enough money now, but it was refused before")
        .isEqualTo(answer(1, 2, 600, 1400));
    assertThat(second.console()).isEqualTo("A ledger that was written this often: 2\n");
  }

  @Test
  void aTornCopyIsNotBelieved() {
    SoloWorld first = SoloWorld.of("bank", 1);
    ServersTest.ask(first, 9, 1, 16, 0, 1, 400);
    ServersTest.ask(first, 9, 2, 16, 0, 1, 100);
    byte[] disk = first.disk().clone();
    int newest = newestOnDisk(disk).equals(copy(disk, 0)) ? 0 : COPY_BYTES;
    Arrays.fill(disk, newest + SoloWorld.BLOCK_BYTES, newest + COPY_BYTES, (byte) 0);

    SoloWorld second = new SoloWorld(Programs.find("bank").orElseThrow(), 2, disk);
    assertThat(ServersTest.ask(second, 9, 2, 16, 0, 1, 100)).isEqualTo(answer(0, 2, 500, 1500));
    assertThat(second.console()).isEqualTo("A ledger that was written this often: 1\n");
  }

  @Test
  void accountsThatDoNotExistAreNotUnderstood() {
    SoloWorld world = SoloWorld.of("bank", 1);
    assertThat(ServersTest.ask(world, 1, 1, 16, 0, 32, 1)).isEqualTo(answer(2));
    assertThat(ServersTest.ask(world, 1, 2, 16, -1, 0, 1)).isEqualTo(answer(2));
    assertThat(ServersTest.ask(world, 1, 3, 17, 32)).isEqualTo(answer(2));
    assertThat(ServersTest.ask(world, 1, 4, 16, 31, 31, 1000)).isEqualTo(answer(0, 1, 1000, 1000));
    assertThat(ServersTest.ask(world, 1, 5, 16, 31, 0, -1)).isEqualTo(answer(1, 2, 1000, 1000));
  }

  private static long[] operation(SplittableRandom random) {
    return switch (random.nextInt(10)) {
      case 0 -> new long[] {18};
      case 1, 2 -> new long[] {17, random.nextLong(ACCOUNTS)};
      case 3 -> new long[] {random.nextLong(19, 40), 1, 2, 3};
      default -> transfer(random);
    };
  }

  private static long[] transfer(SplittableRandom random) {
    return new long[] {
      16, random.nextLong(ACCOUNTS), random.nextLong(ACCOUNTS), random.nextLong(1500)
    };
  }

  private static List<Long> answer(long... words) {
    List<Long> answer = new ArrayList<>();
    for (long word : words) {
      answer.add(word);
    }
    return answer;
  }

  private static List<Long> copy(byte[] disk, int from) {
    return Wire.wordsOf(Arrays.copyOfRange(disk, from, from + COPY_BYTES));
  }

  private static List<Long> newestOnDisk(byte[] disk) {
    List<Long> first = copy(disk, 0);
    List<Long> second = copy(disk, COPY_BYTES);
    return first.get(WRITES_WORD) > second.get(WRITES_WORD) ? first : second;
  }

  private static final class Ledger {
    private final long[] balances = new long[ACCOUNTS];
    private long position;
    private int refusals;

    Ledger() {
      Arrays.fill(balances, OPENING_BALANCE);
    }

    List<Long> answer(List<Long> request) {
      long operation = request.get(0);
      if (operation == 17) {
        return List.of(0L, ++position, balances[Math.toIntExact(request.get(1))]);
      } else if (operation == 18) {
        return List.of(0L, ++position, ACCOUNTS * OPENING_BALANCE);
      } else if (operation != 16) {
        return List.of(2L);
      }
      int from = Math.toIntExact(request.get(1));
      int to = Math.toIntExact(request.get(2));
      boolean refused = balances[from] < request.get(3);
      if (refused) {
        refusals++;
      } else {
        balances[from] -= request.get(3);
        balances[to] += request.get(3);
      }
      return List.of(refused ? 1L : 0L, ++position, balances[from], balances[to]);
    }
  }
}
