package dev.understudy.sim.world;

import static org.assertj.core.api.Assertions.assertThat;

import dev.understudy.base.Bytes;
import org.junit.jupiter.api.Test;

/** The console as people read it, when text comes twice or is missing. */
class ConsoleScreenTest {
  private final ConsoleScreen console = new ConsoleScreen();

  private String show(long offset, String text) {
    return console.show(offset, Bytes.ofText(text)).text();
  }

  @Test
  void whatIsSentAgainIsNotShownTwice() {
    assertThat(show(0, "one ")).isEqualTo("one ");
    assertThat(show(0, "one ")).isEmpty();
    assertThat(show(2, "e two")).isEqualTo("two");
    assertThat(console.text()).isEqualTo("one two");
  }

  /** What is shown is then shorter than what the guest put out. */
  @Test
  void behindAGapTextIsShownOnceAndWhole() {
    show(0, "one ");
    assertThat(show(8, "three ")).isEqualTo("three ");
    assertThat(show(8, "three ")).isEmpty();
    assertThat(show(14, "four")).isEqualTo("four");
    assertThat(console.text()).isEqualTo("one three four");
  }

  @Test
  void aForkGoesItsOwnWay() {
    show(8, "three ");
    ConsoleScreen fork = console.fork();
    assertThat(fork.show(8, Bytes.ofText("three four")).text()).isEqualTo("four");
    assertThat(console.text()).isEqualTo("three ");
  }
}
