package dev.understudy.cli.command;

import static org.assertj.core.api.Assertions.assertThat;

import dev.understudy.cli.debug.DebugShell;
import dev.understudy.cli.io.Streams;
import java.io.ByteArrayOutputStream;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

/**
 * Whatever is typed into the debugger is obeyed or refused in plain words. More lines by {@code
 * -Dunderstudy.lines=N}, others by {@code -Dunderstudy.seed=N}.
 */
class DebugFuzzTest {
  private static final int LINES = Integer.getInteger("understudy.lines", 1500);
  private static final long SEED = Long.getLong("understudy.seed", 1);
  private static final int OF_A_SESSION = 100;

  private static final List<String> WORDS =
      List.of(
          "if",
          "hits",
          "5",
          "% 0",
          "> 5",
          ">=",
          "0",
          "-1",
          "-9223372036854775808",
          "1",
          "3",
          "99",
          "9223372036854775807",
          "99999999999999999999",
          "0x",
          "0x1000",
          "0xffffffff",
          "-0x1",
          "#",
          "#5",
          "#-5",
          "#9,9",
          "#99999999999",
          "20ms",
          "1.5us",
          "1..5ms",
          "99999999999999999999s",
          "entry:",
          "entry:1",
          "entry:999999999999999999999",
          "entry:__",
          "entry:rdtsc",
          "output",
          "output:console",
          "event:went-live",
          "event",
          "begin",
          "end",
          "here",
          "primary",
          "backup",
          "host-1",
          "host-9",
          "registers",
          "[",
          "]",
          "[sp",
          "[sp]",
          "[[r1]]",
          "(",
          ")",
          "r1 / 0",
          "r1 % 0",
          "r1 <<",
          "+",
          "~",
          "{r1}",
          "pc",
          "sp",
          "start",
          "start+8",
          "start+",
          "start+99999999999",
          "\u0000",
          "\ud800",
          "ä",
          "'",
          "\"",
          ";",
          "--",
          "1e9",
          "0b1",
          "_");

  private final Random random = new Random(SEED);

  @Test
  void everyLineIsObeyedOrRefusedInPlainWords() {
    for (int line = 0; line < LINES; line += OF_A_SESSION) {
      session(line);
    }
  }

  private void session(int number) {
    RunOptions options = new RunOptions();
    options.program = "hello";
    options.crashes = List.of("primary@1ms");
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    Streams streams = new Streams(out, out);
    DebugTarget target = DebugTarget.open(options, timeNs -> {});
    DebugShell shell =
        new DebugShell(target.timeline(), target.sources(), streams, random.nextBoolean());
    List<String> words = new ArrayList<>(WORDS);
    words.addAll(shell.completions(List.of("goto", "")));
    List<String> commands = shell.completions(List.of(""));
    List<String> typed = new ArrayList<>();
    for (int i = 0; i < OF_A_SESSION; i++) {
      String line = line(commands, words);
      typed.add(line);
      String which = "seed " + SEED + ", session at " + number + ": " + typed;
      try {
        String problem = shell.obey(line);
        assertThat(problem).as("%s", which).doesNotContain("Exception");
      } catch (RuntimeException e) {
        throw new AssertionError(which, e);
      }
      shell.completions(List.of(line.split(" ", -1)));
    }
    streams.out().flush();
  }

  private String line(List<String> commands, List<String> words) {
    StringBuilder line = new StringBuilder(any(random.nextInt(30) == 0 ? words : commands));
    int more = random.nextInt(4);
    for (int i = 0; i < more; i++) {
      line.append(random.nextInt(10) == 0 ? "" : " ").append(any(words));
    }
    return line.toString();
  }

  private <T> T any(List<T> all) {
    return all.get(random.nextInt(all.size()));
  }
}
