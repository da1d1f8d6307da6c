package dev.understudy.programs;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

/** Three threads, one processor, no locks. */
class ThreadsTest {
  private static final Pattern REPORT =
      Pattern.compile("counter (\\d+), added (\\d+), switches (\\d+), trace ([0-9a-f]{16})\n$");

  @Test
  void threadsTakeTurnsAndLoseAdditions() {
    SoloWorld world = SoloWorld.of("threads", 1);
    world.runToTheEnd();

    Matcher report = report(world);
    long counter = Long.parseLong(report.group(1));
    long added = Long.parseLong(report.group(2));
    assertThat(added).isGreaterThan(counter);
    assertThat(counter).isPositive();
    assertThat(report.group(3)).isEqualTo("100");
    String letters = world.console().substring(0, report.start()).replace("\n", "");
    assertThat(letters.replaceAll("(.)\\1*", "$1"))
        .as("who follows whom")
        .matches("(abc){30,}(a|ab)?");
    assertThat((long) letters.length()).isBetween(added / 1500 - 3, added / 1500);
    assertThat(world.exitCode()).isZero();
  }

  @Test
  void oneTickThatComesOneInstructionLaterChangesTheOutput() {
    SoloWorld world = SoloWorld.of("threads", 1);
    world.runToTheEnd();
    SoloWorld late = SoloWorld.of("threads", 1);
    late.delayTick(57, SoloWorld.INSTRUCTION_NS);
    late.runToTheEnd();

    assertThat(report(late).group(4)).isNotEqualTo(report(world).group(4));
  }

  private static Matcher report(SoloWorld world) {
    Matcher report = REPORT.matcher(world.console());
    assertThat(report.find()).as(world.console()).isTrue();
    return report;
  }
}
