package dev.understudy.cli.command;

import static dev.understudy.cli.command.Shell.understudy;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.understudy.cli.io.Streams;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Help, version, and what happens at the edges of a process. */
class HelpTest {

  static Set<String> commands() {
    Streams nowhere = new Streams(OutputStream.nullOutputStream(), OutputStream.nullOutputStream());
    return Main.commandLine(nowhere).getSubcommands().keySet();
  }

  @ParameterizedTest
  @MethodSource("commands")
  void everyCommandHasHelpWithAnExample(String command) {
    String help = understudy(command, "--help").isFine().out();
    assertThat(help).startsWith("Usage: understudy " + command);
    assertThat(help.lines()).allMatch(line -> line.length() <= 100);
    assertThat(understudy("help", command).isFine().out()).isEqualTo(help);
    assertThat(help).contains("\nExamples:\n  understudy " + command);
  }

  @Test
  void withoutACommandThereIsHelp() {
    String help = understudy().isFine().out();
    assertThat(help).isEqualTo(understudy("--help").isFine().out());
    assertThat(commands()).allSatisfy(name -> assertThat(help).contains("\n  " + name + " "));
    assertThat(help).contains("Exit codes:").contains("\n  70   an internal error");
  }

  @Test
  void theVersionIsTheBuilds() {
    assertThat(understudy("--version").isFine().out()).matches("understudy \\d+\\.\\d+\\.\\d+\n");
  }

  @Test
  void aReaderThatGoesAwayIsNoError() {
    assertThat(Main.execute(breaking("Broken pipe", new ByteArrayOutputStream()), "programs"))
        .isZero();
  }

  @Test
  void aResultThatCouldNotBeWrittenIsNotSaidToBeFine() {
    ByteArrayOutputStream err = new ByteArrayOutputStream();
    assertThat(Main.execute(breaking("No space left on device", err), "programs")).isEqualTo(2);
    assertThat(err.toString(UTF_8))
        .isEqualTo("understudy: standard output: No space left on device\n");
  }

  private static Streams breaking(String problem, OutputStream err) {
    OutputStream out =
        new OutputStream() {
          @Override
          public void write(int b) throws IOException {
            throw new IOException(problem);
          }
        };
    return new Streams(out, err);
  }

  @Test
  void aDefectCostsOneLineAndSaysHowToReportIt() {
    ByteArrayOutputStream err = new ByteArrayOutputStream();
    Streams streams = new Streams(OutputStream.nullOutputStream(), err);
    IllegalStateException defect = new IllegalStateException("two\nlines");
    assertThat(new Failures(streams, false).thrown(defect)).isEqualTo(70);
    assertThat(err.toString(UTF_8).lines())
        .singleElement()
        .asString()
        .startsWith("understudy: internal error: java.lang.IllegalStateException: two lines at ")
        .contains("please report this line with the command and what it prints with --stacktrace");
  }

  @Test
  void aDefectShowsItsStackOnlyWhenAsked() {
    ByteArrayOutputStream err = new ByteArrayOutputStream();
    Streams streams = new Streams(OutputStream.nullOutputStream(), err);
    assertThat(new Failures(streams, true).thrown(new StackOverflowError())).isEqualTo(70);
    assertThat(err.toString(UTF_8)).contains("\n\tat ");
  }

  @Test
  void tooLittleMemoryIsNoDefect() {
    ByteArrayOutputStream err = new ByteArrayOutputStream();
    Streams streams = new Streams(OutputStream.nullOutputStream(), err);
    assertThat(new Failures(streams, false).thrown(new OutOfMemoryError())).isEqualTo(70);
    assertThat(err.toString(UTF_8))
        .matches("understudy: out of memory .* UNDERSTUDY_JAVA_OPTS=-Xmx8g gives it more\n");
  }
}
