package dev.understudy.cli;

import static dev.understudy.cli.Shell.understudy;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** {@code debug}: scripts of commands, and the transcript that docs/DEBUGGER.md shows. */
class DebugTest {
  private static final Path PAGE = Path.of("..", "docs", "DEBUGGER.md");
  private static final String REFRESH =
      "mvn -q -pl cli -am test -Dtest=DebugTest -Dsurefire.failIfNoSpecifiedTests=false -Drefresh";

  /** The commands that the page shows with what they say. */
  private static final List<String> TOUR =
      List.of(
          "goto 19.2ms",
          "both",
          "why",
          "break answer",
          "continue",
          "list",
          "step 3",
          "reverse-step 3",
          "next",
          "delete 1",
          "last r14",
          "break event:fault",
          "continue",
          "why host-1",
          "host backup",
          "mark crash",
          "break event:went-live",
          "continue",
          "why",
          "changed crash",
          "goto begin",
          "quit");

  @TempDir private Path folder = Path.of("");

  private Shell.Result debug(String program, List<String> commands, String... options)
      throws IOException {
    Path script = Files.write(folder.resolve("commands.txt"), commands);
    String[] words = new String[options.length + 4];
    words[0] = "debug";
    words[1] = program;
    words[2] = "-x";
    words[3] = script.toString();
    System.arraycopy(options, 0, words, 4, options.length);
    return understudy(words);
  }

  @Test
  void theTranscriptOfThePageIsFresh() throws IOException {
    String tour = debug("counter", TOUR, "--crash", "primary@20ms").isFine().out();
    String page = Files.readString(PAGE);
    String begin = "<!-- transcript -->\n```\n";
    int from = page.indexOf(begin) + begin.length();
    int until = page.indexOf("```\n", from);
    String expected = page.substring(0, from) + tour + page.substring(until);
    if (System.getProperty("refresh") != null) {
      Files.writeString(PAGE, expected);
    }
    assertThat(Files.readString(PAGE)).as("to write it anew: %s", REFRESH).isEqualTo(expected);
  }

  @Test
  void callsAreSteppedOverBothWays() throws IOException {
    List<String> lines =
        debug("fib", List.of("break fib", "continue", "continue", "finish", "reverse-finish"))
            .isFine()
            .out()
            .lines()
            .toList();
    String second = lines.get(lines.indexOf("> finish") - 1);
    assertThat(second).contains("  fib");
    assertThat(lines.get(lines.size() - 1)).as("about to call it").contains("call");
  }

  @Test
  void aRecordingIsDebuggedAsTheRunItIs() throws IOException {
    Path file = folder.resolve("dice.rec");
    understudy("run", "dice", "--crash", "primary@20ms", "--record", file.toString(), "--quiet")
        .isFine();
    List<String> commands = List.of("goto 21ms", "both", "goto #5000", "registers");
    String recorded = debug(file.toString(), commands).isFine().out();
    assertThat(recorded)
        .isEqualTo(debug("dice", commands, "--crash", "primary@20ms").isFine().out());
  }

  @Test
  void eachCommandIsAnObject() throws IOException {
    String out = debug("hello", List.of("step 2", "where"), "--json").isFine().out();
    List<String> lines = out.lines().toList();
    assertThat(lines).hasSize(2);
    assertThat(lines.get(0)).contains("\"command\":\"step 2\"").contains("\"count\":2");
  }

  @Test
  void aWrongCommandEndsAScriptWithItsPlace() throws IOException {
    Shell.Result wrong = debug("hello", List.of("step", "stepp", "where"));
    assertThat(wrong.code()).isEqualTo(2);
    assertThat(wrong.err()).contains("commands.txt:2:1: there is no command 'stepp'; did you mean");
    assertThat(debug("hello", List.of("break nowhere")).err()).contains("no label 'nowhere'");
    assertThat(debug("hello", List.of("goto 5")).err()).contains("'5' is no moment");
    assertThat(debug("hello", List.of("host host-9")).err()).contains("expected host-1, host-2");
    assertThat(debug("hello", List.of("break event:fault")).err()).contains("does not occur");
    assertThat(debug("hello", List.of("delete 7")).err()).contains("there is no stop 7");
    assertThat(understudy("debug", "no.rec").err()).contains("no.rec: no such file");
  }
}
