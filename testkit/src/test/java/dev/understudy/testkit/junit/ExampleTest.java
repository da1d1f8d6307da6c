package dev.understudy.testkit.junit;

import static dev.understudy.testkit.junit.FtAssertions.assertThat;

import java.util.stream.Collectors;
import java.util.stream.IntStream;

/** A guest of one's own, tested in a few lines. */
class ExampleTest {

  @FtTest(program = "ticker.asm", scenario = "ticker.toml")
  void itCountsToTwenty(Guest ticker) {
    String numbers =
        IntStream.rangeClosed(1, 20).mapToObj(n -> n + "\n").collect(Collectors.joining());

    assertThat(ticker.run()).keepsEveryPromise().hasPoweredOffWith(0).hasConsole(numbers);
    assertThat(ticker.with("crash primary@5ms").run())
        .keepsEveryPromise()
        .hasFailovers(1)
        .hasConsole(numbers);
  }

  @FtTest(program = "ticker.asm", scenario = "ticker.toml")
  void nothingThatCanFailBreaksIt(Guest ticker) {
    ticker.fuzz(20, 1).forEach(outcome -> assertThat(outcome).keepsEveryPromise());
  }

  @FtTest(program = "counter", seeds = 3, faults = "crash primary@sent:40")
  void aCounterThatShipsAnswersEverybody(Guest counter) {
    assertThat(counter.run())
        .keepsEveryPromise()
        .hasMetAllFaults()
        .hasFailovers(1)
        .hasAnsweredEverybody();
  }
}
