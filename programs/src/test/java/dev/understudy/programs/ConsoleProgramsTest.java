package dev.understudy.programs;

import static org.assertj.core.api.Assertions.assertThat;

import dev.understudy.hypervisor.Input;
import java.util.List;
import java.util.regex.MatchResult;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

/** The programs that talk to a console, in a world of their own. */
class ConsoleProgramsTest {

  @Test
  void helloSaysHello() {
    SoloWorld world = SoloWorld.of("hello", 1);
    world.runToTheEnd();

    assertThat(world.console()).isEqualTo("Hello from a machine with an understudy.\n");
    assertThat(world.exitCode()).isZero();
  }

  @Test
  void clockReadsWhatTheHostsClockSays() {
    SoloWorld world = SoloWorld.of("clock", 1);
    world.runToTheEnd();

    List<MatchResult> rounds =
        all("round (\\d+): work (\\d+) ns, sleep (\\d+) ns, clock (\\d+)\n", world.console());
    assertThat(rounds).hasSize(16);
    long workNs = 20_000 * 3 * SoloWorld.INSTRUCTION_NS;
    long before = 0;
    for (MatchResult round : rounds) {
      assertThat(number(round, 2)).isBetween(workNs, workNs + 20_000);
      assertThat(number(round, 3)).isBetween(1_000_000L, 1_001_000L);
      assertThat(number(round, 4)).isGreaterThan(before);
      before = number(round, 4);
    }
    assertThat(world.console()).endsWith("\n33 readings, 0 of them before the one before.\n");
    assertThat(world.exitCode()).isZero();
  }

  @Test
  void diceAreThrownOnceAMillisecond() {
    SoloWorld world = SoloWorld.of("dice", 1);
    world.runToTheEnd();

    List<MatchResult> hands =
        all("([1-6]) ([1-6]) ([1-6]) ([1-6]) ([1-6]) = (\\d+)\n", world.console());
    assertThat(hands).hasSize(30);
    long sum = 0;
    for (MatchResult hand : hands) {
      long handSum = 0;
      for (int die = 1; die <= 5; die++) {
        handSum += number(hand, die);
      }
      assertThat(number(hand, 6)).isEqualTo(handSum);
      sum += handSum;
    }
    assertThat(world.console()).endsWith("30 hands, sum " + sum + ", impossible throws 0\n");
    assertThat(world.nowNs()).isBetween(30_000_000L, 30_100_000L);

    SoloWorld other = SoloWorld.of("dice", 2);
    other.runToTheEnd();
    assertThat(other.console()).isNotEqualTo(world.console());
  }

  @Test
  void typistShowsKeysAndMovementsInTheirOrder() {
    SoloWorld world = SoloWorld.of("typist", 1);
    type(world, 1_000_000, "hi q\n");
    world.at(2_500_000, new Input.MouseMoved(3, -4, 1));
    world.at(2_500_000, new Input.MouseMoved(-10, 0, 0));
    type(world, 7_000_000, "q\n");
    world.runToTheEnd();

    assertThat(world.console())
        .isEqualTo("hi<3,-4,1><-10,0,0> q\nq\n7 keys, 2 movements to -7,-4\n");
    assertThat(world.exitCode()).isZero();
  }

  @Test
  void typistEndsAtControlD() {
    SoloWorld world = SoloWorld.of("typist", 1);
    type(world, 1_000_000, "qq\n\u0004 never seen");
    world.runToTheEnd();

    assertThat(world.console()).isEqualTo("qq\n\n4 keys, 0 movements to 0,0\n");
  }

  @Test
  void aKeyIsSeenWhateverTheTypistWasAboutToDo() {
    SoloWorld world = SoloWorld.of("typist", 1);
    for (int moment = 0; moment < 60; moment++) {
      long atNs = 1_000_000 + moment * 100_000L;
      world.at(atNs, new Input.KeyTyped('a'));
      world.at(atNs + moment * SoloWorld.INSTRUCTION_NS, new Input.KeyTyped('b'));
      world.runUntil(atNs + 90_000);
      assertThat(world.console()).as("moment %d", moment).isEqualTo("ab".repeat(moment + 1));
    }
  }

  @Test
  void disklogKeepsTheDiskBusyAndReadsBackWhatItWrote() {
    SoloWorld world = SoloWorld.of("disklog", 1);
    world.runToTheEnd();

    assertThat(Programs.find("disklog").orElseThrow().expected()).contains(world.console());
    assertThat(all("512 records appended, sum ([0-9a-f]{16})\n", world.console())).hasSize(1);
    assertThat(world.console()).endsWith(", bad 0, errors 0\n");
    assertThat(world.diskOutstandingMost()).isEqualTo(8);
    assertThat(world.diskWrites()).isEqualTo(512);
    for (int record = 0; record < 512; record++) {
      List<Long> words = Wire.wordsOf(world.disk()).subList(record * 64, record * 64 + 64);
      assertThat(words.get(0)).isEqualTo(record);
      assertThat(words.get(1)).isEqualTo(checksum(words));
    }
    assertThat(world.exitCode()).isZero();
  }

  @Test
  void disklogNoticesARecordThatChangedOnDisk() {
    SoloWorld world = SoloWorld.of("disklog", 1);
    while (!world.console().contains("appended")) {
      world.runUntil(world.nowNs() + 10_000);
    }
    world.disk()[511 * SoloWorld.BLOCK_BYTES + 300] ^= 1;
    world.runToTheEnd();

    assertThat(world.console()).endsWith(", bad 1, errors 0\n");
  }

  private static long checksum(List<Long> words) {
    long sum = words.get(0);
    for (long word : words.subList(2, words.size())) {
      sum = (sum ^ word) * 0x9e3779b97f4a7c15L;
      sum ^= sum >>> 29;
    }
    return sum;
  }

  private static void type(SoloWorld world, long fromNs, String text) {
    for (int i = 0; i < text.length(); i++) {
      world.at(fromNs + i * 1_000_000L, new Input.KeyTyped(text.charAt(i)));
    }
  }

  private static long number(MatchResult match, int group) {
    return Long.parseLong(match.group(group));
  }

  private static List<MatchResult> all(String pattern, String text) {
    Matcher matcher = Pattern.compile(pattern).matcher(text);
    return matcher.results().toList();
  }
}
