package dev.understudy.cli.io;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import org.junit.jupiter.api.Test;

/** What people see on standard error while they wait. */
class ProgressTest {
  private static final String CLEAR_LINE = "\r\u001b[K";

  private final ByteArrayOutputStream screen = new ByteArrayOutputStream();
  private final Streams terminal =
      new Streams(new ByteArrayOutputStream(), screen, true, new Terminal(40, false), null);
  private final Streams pipe = new Streams(new ByteArrayOutputStream(), screen, false);

  @Test
  void aSingleStepThatTakesLongShowsThatSomethingGoesOn() {
    try (Progress progress = new Progress(terminal, "bank")) {
      progress.at(12_345_000);
      waitForText();
    }
    assertThat(text()).startsWith(CLEAR_LINE + "bank: 12.345 ms  (").endsWith(CLEAR_LINE);
  }

  @Test
  void whatHasNoTimeOfItsOwnIsNamed() {
    try (Progress progress = new Progress(terminal, "bank")) {
      progress.at(12_345_000);
      progress.now("writing bank.rec");
      waitForText();
    }
    assertThat(text()).startsWith(CLEAR_LINE + "writing bank.rec ...  (");
  }

  @Test
  void aBarTellsOfEachThingThatIsDone() {
    try (ProgressBar bar = new ProgressBar(terminal, "fuzz", "run", "broken")) {
      bar.at(1, 4, 0);
      waitForText();
    }
    assertThat(text()).startsWith(CLEAR_LINE + "fuzz [#####               ] 1 of 4 ru");
  }

  @Test
  void aLineFitsTheTerminalSoThatTheNextOneCanTakeItsPlace() {
    terminal.status("x".repeat(100));

    assertThat(text()).isEqualTo(CLEAR_LINE + "x".repeat(39));
  }

  @Test
  void aMessageTakesThePlaceOfTheLine() {
    terminal.status("half way");
    terminal.message("something is wrong");

    assertThat(text()).isEqualTo(CLEAR_LINE + "half way" + CLEAR_LINE + "something is wrong\n");
  }

  @Test
  void aPipeGetsMessagesOnly() {
    pipe.status("half way");
    try (Progress progress = new Progress(pipe, "bank")) {
      progress.at(1);
    }
    pipe.message("something is wrong");

    assertThat(text()).isEqualTo("something is wrong\n");
  }

  private void waitForText() {
    while (text().isEmpty()) {
      Thread.onSpinWait();
    }
  }

  private String text() {
    return screen.toString(UTF_8);
  }
}
