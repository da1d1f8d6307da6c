package dev.understudy.cli.command;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.understudy.cli.io.BadInputException;
import dev.understudy.cli.io.ExitCode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * Reports of sweeps, altered at random: each is read, or refused with one line that says where.
 * Nothing is an internal error, and none takes the memory of this process.
 */
class HostileReportsTest {
  private static final int FILES = Integer.getInteger("understudy.reports", 400);
  private static final int COMMAND_EVERY = 20;
  private static final long SEED = Long.getLong("understudy.seed", 1);

  private static final List<String> BITS =
      List.of(
          "0",
          "-1",
          "1e400",
          "9223372036854775807",
          "99999999999999999999999999",
          "0-16777215",
          "0-99999999",
          "0,2,4,6",
          "5-1",
          ",",
          "\"",
          "\\u001b[2J",
          "\\ud800",
          "\u0000",
          "\ufeff",
          "null",
          "true",
          "[",
          "{",
          "]",
          "}",
          "[[[[[[[[",
          "\"points\"",
          "crash primary@host-1:99999999999999999999",
          "NaN",
          "1.5");

  @TempDir private Path folder = Path.of("");

  @Test
  void everyReportIsReadOrRefusedInOneLine() throws IOException {
    String whole = understudySweep();
    Path file = folder.resolve("report.json");
    TreeMap<String, Integer> codes = new TreeMap<>();
    for (int i = 0; i < FILES; i++) {
      SplittableRandom random = new SplittableRandom(SEED * 1_000_003 + i);
      Files.write(file, altered(whole, random).getBytes(UTF_8));
      String name = "report " + i + " of -Dunderstudy.seed=" + SEED;
      boolean refused = isRefused(file, name);
      if (i % COMMAND_EVERY == 0) {
        int code = Shell.understudy("sweep", "--merge", file.toString()).code();
        assertThat(code == ExitCode.BAD_INPUT).as(name).isEqualTo(refused);
        assertThat(code).as(name).isIn(0, 1, ExitCode.BAD_INPUT, ExitCode.INCOMPLETE);
      }
      codes.merge(refused ? "refused" : "read", 1, Integer::sum);
    }
    System.out.println("altered reports: " + codes);
  }

  private static boolean isRefused(Path file, String name) {
    try {
      SweepFile.read(file.toString());
      return false;
    } catch (BadInputException e) {
      assertThat(e.lines()).as(name).hasSize(1);
      assertThat(e.lines().get(0)).as(name).containsPattern(":[0-9]+:[0-9]+: .*, expected ");
      return true;
    }
  }

  private static String understudySweep() {
    return Shell.understudy("sweep", "hello", "--faults", "crash-primary,lost-reply", "--json")
        .isFine()
        .out();
  }

  private static String altered(String whole, SplittableRandom random) {
    StringBuilder text = new StringBuilder(whole);
    int changes = 1 + random.nextInt(3);
    for (int i = 0; i < changes; i++) {
      alter(text, random);
    }
    return text.toString();
  }

  private static void alter(StringBuilder text, SplittableRandom random) {
    int at = random.nextInt(text.length() + 1); // An empty file can only get longer.
    int end = Math.min(text.length(), at + 1 + random.nextInt(12));
    String bit = BITS.get(random.nextInt(BITS.size()));
    switch (random.nextInt(6)) {
      case 0 -> text.delete(at, end);
      case 1 -> text.replace(at, end, bit);
      case 2 -> text.insert(at, bit);
      case 3 -> text.setLength(Math.max(1, at));
      case 4 -> number(text, random, bit);
      default -> text.insert(at, text.substring(at, end).repeat(1 + random.nextInt(200)));
    }
  }

  /** Puts something else in the place of a number, or of a list of numbers. */
  private static void number(StringBuilder text, SplittableRandom random, String bit) {
    List<Integer> starts = new ArrayList<>();
    for (int at = 1; at < text.length(); at++) {
      boolean digit = Character.isDigit(text.charAt(at));
      if (digit && !Character.isLetterOrDigit(text.charAt(at - 1))) {
        starts.add(at);
      }
    }
    if (!starts.isEmpty()) {
      int start = starts.get(random.nextInt(starts.size()));
      int end = start;
      while (end < text.length() && Character.isDigit(text.charAt(end))) {
        end++;
      }
      text.replace(start, end, bit);
    }
  }
}
