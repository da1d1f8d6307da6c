package dev.understudy.cli.io;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import org.junit.jupiter.api.Test;

/** What people see on standard error while they wait. */
class ProgressTest {
  private static final String CLEAR_LINE = "\r\u001b[K";
  private static final long MS = 1_000_000;

  private final ByteArrayOutputStream screen = new ByteArrayOutputStream();
  private final ManualTimer timer = new ManualTimer(0);
  private final Streams terminal =
      new Streams(
          new ByteArrayOutputStream(), screen, new MessageTerminal(50, timer), Terminal.NONE, null);
  private final Streams pipe = new Streams(new ByteArrayOutputStream(), screen);

  @Test
  void aSingleStepThatTakesLongShowsThatSomethingGoesOn() {
    try (Progress progress = new Progress(terminal, "bank")) {
      progress.at(12_345_000);
      timer.pass(1_000 * MS);
    }
    assertThat(text()).isEqualTo(CLEAR_LINE + "bank: 12.345 ms  (1 s)" + CLEAR_LINE);
  }

  @Test
  void whatIsSoonDoneShowsNothing() {
    try (Progress progress = new Progress(terminal, "bank")) {
      progress.at(12_345_000);
      timer.pass(299 * MS);
    }
    assertThat(text()).isEmpty();
  }

  @Test
  void itIsDrawnAgainAndAgainWhetherOrNotItIsTheSame() {
    Progress.during(
        terminal,
        "reading bank.rec",
        () -> {
          for (int second = 1; second < 4; second++) {
            timer.pass(1_000 * MS);
          }
          return "";
        });
    assertThat(text())
        .isEqualTo(
            CLEAR_LINE
                + "reading bank.rec ...  (1 s)"
                + CLEAR_LINE
                + "reading bank.rec ...  (2 s)"
                + CLEAR_LINE
                + "reading bank.rec ...  (3 s)"
                + CLEAR_LINE);
  }

  @Test
  void whatHasNoTimeOfItsOwnIsNamed() {
    try (Progress progress = new Progress(terminal, "bank")) {
      progress.at(12_345_000);
      progress.now("writing bank.rec");
      timer.pass(300 * MS);
    }
    assertThat(text()).startsWith(CLEAR_LINE + "writing bank.rec ...  (0 s)");
  }

  @Test
  void aBarTellsOfEachThingThatIsDone() {
    try (ProgressBar bar = new ProgressBar(terminal, "fuzz", "run", "broken")) {
      bar.at(1, 4, 0);
      timer.pass(1_000 * MS);
    }
    assertThat(text()).startsWith(CLEAR_LINE + "fuzz [#####               ] 1 of 4 runs, 0 broken");
  }

  @Test
  void nothingIsDrawnBehindTheEnd() {
    Progress progress = new Progress(terminal, "bank");
    progress.close();
    timer.pass(1_000 * MS);

    assertThat(text()).isEmpty();
  }

  @Test
  void aLineFitsTheTerminalSoThatTheNextOneCanTakeItsPlace() {
    terminal.status("x".repeat(100));

    assertThat(text()).isEqualTo(CLEAR_LINE + "x".repeat(49));
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
      timer.pass(1_000 * MS);
    }
    pipe.message("something is wrong");

    assertThat(text()).isEqualTo("something is wrong\n");
  }

  /** The one test with the thread that looks: it waits for a line, and not for a time. */
  @Test
  void aThreadLooksWhileTheCommandIsBusy() {
    MessageTerminal real = new MessageTerminal(50, new ProgressThread());
    Streams streams = new Streams(new ByteArrayOutputStream(), screen, real, Terminal.NONE, null);
    Progress.during(
        streams,
        "bank",
        () -> {
          while (text().isEmpty()) {
            Thread.onSpinWait();
          }
          return "";
        });
    assertThat(text()).startsWith(CLEAR_LINE + "bank ...");
  }

  private String text() {
    return screen.toString(UTF_8);
  }
}
