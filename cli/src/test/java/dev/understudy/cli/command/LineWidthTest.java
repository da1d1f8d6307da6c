package dev.understudy.cli.command;

import static java.util.stream.Collectors.counting;
import static java.util.stream.Collectors.groupingBy;
import static org.assertj.core.api.Assertions.assertThat;

import dev.understudy.cli.io.Streams;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.Function;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.io.TempDir;

/**
 * What a command prints fits the terminal, by breaking between words, and nothing is lost by it.
 * Where there is no terminal no line is broken at all.
 */
class LineWidthTest {
  private static final List<Integer> WIDTHS = List.of(60, 80);

  /** What is to be pasted into a shell stays on one line. */
  private static final Pattern PASTED = Pattern.compile("^ *([a-z]+:? +)?\\./understudy .*");

  /** Figures that are taken with a clock, and drawings that take the width they get. */
  private static final Pattern DIFFERING = Pattern.compile("[0-9][0-9.,]*|[▁▂▃▄▅▆▇█]+");

  private static final List<String> COMMANDS =
      List.of(
          "run bank --crash primary@20ms",
          "run counter --seed 7 --fault \"slow backup:10@1ms+20ms\"",
          "compare counter --crash primary@20ms",
          "replay IN/bank.rec --world",
          "diff IN/good.rec IN/bad.rec",
          "diff IN/bank.rec --hosts host-1,host-2",
          "diff --pair IN/bank.rec",
          "log IN/bank.rec --through 400",
          "log IN/bank.rec --stats",
          "debug bank --crash primary@20ms -x IN/commands",
          "sweep hello",
          "fuzz hello --runs 3 --twice 0 --workers 1 --artifacts IN/artifacts",
          "killmatrix output-before-ack",
          "explain",
          "explain partition",
          "asm bank --listing",
          "asm bank --symbols",
          "asm sieve --explain --at start.strike",
          "asm bank -o IN/bank.img",
          "link IN/hello.elf -o IN/linked.img",
          "programs",
          "programs bank",
          "programs counter",
          "disasm hello",
          "help");

  /** Lists of options are laid out by themselves, for 55 columns at least. */
  private static final List<String> HELP = List.of("help run", "help sweep", "help killmatrix");

  /** These end with a broken promise, whose drawing has columns only where they fit. */
  private static final List<String> BROKEN =
      List.of(
          "run counter --seed 7 --crash primary@output:60 --mutant output-before-ack",
          "killmatrix output-before-ack --scenario IN/counter.toml");

  private static final List<String> DEBUGGING =
      List.of(
          "help",
          "where",
          "list",
          "goto 21ms",
          "registers",
          "both registers",
          "both",
          "events",
          "devices host-2",
          "disk",
          "channel",
          "clients",
          "held host-2",
          "why host-2",
          "changed begin end",
          "memory start 20",
          "break serve hits > 3",
          "stops",
          "console");

  @TempDir private static Path folder = Path.of("");

  @BeforeAll
  static void filesToRead() throws IOException {
    record("bank.rec", "run bank --crash primary@20ms");
    record("good.rec", "run dice --seed 7");
    record("bad.rec", "run dice --seed 8");
    Files.write(folder.resolve("commands"), DEBUGGING);
    try (InputStream hello = LineWidthTest.class.getResourceAsStream("hello.elf")) {
      Files.copy(Objects.requireNonNull(hello), folder.resolve("hello.elf"));
    }
    Files.writeString(
        folder.resolve("counter.toml"),
        """
        program = "counter"
        seed = 7
        [[faults]]
        kind = "crash"
        target = "primary"
        at = "output:60"
        """);
  }

  private static void record(String file, String command) {
    Shell.understudy(words(command + " --record IN/" + file)).isFine();
  }

  @TestFactory
  Stream<DynamicTest> everyCommandFitsTheTerminalAndLosesNothing() {
    return COMMANDS.stream().map(one -> DynamicTest.dynamicTest(one, () -> losesNothing(one)));
  }

  @TestFactory
  Stream<DynamicTest> whatIsBrokenAndHelpFitTheTerminal() {
    return Stream.concat(BROKEN.stream(), HELP.stream())
        .map(one -> DynamicTest.dynamicTest(one, () -> WIDTHS.forEach(width -> fits(one, width))));
  }

  private static void losesNothing(String command) {
    Map<String, Long> unwrapped = bag(Shell.understudy(words(command)).out());
    assertThat(unwrapped).as(command).isNotEmpty();
    for (int width : WIDTHS) {
      Map<String, Long> wrapped = bag(fits(command, width));
      unwrapped.forEach(
          (word, times) ->
              assertThat(wrapped.getOrDefault(word, 0L))
                  .as("'%s' in %s columns of %s", word, width, command)
                  .isGreaterThanOrEqualTo(times));
    }
  }

  private static String fits(String command, int width) {
    String out = Shell.inColumns(width, words(command)).out();
    assertThat(out).as(command).isNotBlank();
    assertThat(out.lines().filter(line -> line.codePointCount(0, line.length()) > width))
        .as("%s in %s columns", command, width)
        .allMatch(line -> isUnbreakable(line));
    return out;
  }

  private static boolean isUnbreakable(String line) {
    return !line.strip().contains(" ") || PASTED.matcher(line).matches();
  }

  private static Map<String, Long> bag(String text) {
    return Arrays.stream(DIFFERING.matcher(text).replaceAll("").split("\\s+"))
        .filter(word -> !word.isEmpty())
        .collect(groupingBy(Function.identity(), TreeMap::new, counting()));
  }

  private static String[] words(String command) {
    List<String> words = new ArrayList<>();
    Pattern.compile("\"([^\"]*)\"|(\\S+)")
        .matcher(command)
        .results()
        .map(word -> word.group(1) == null ? word.group(2) : word.group(1))
        .forEach(word -> words.add(word.replace("IN", folder.toString())));
    return words.toArray(String[]::new);
  }

  /**
   * A new command has to be in the list; an adapter talks with a program, a jar of its own
   * measures, and a page is served.
   */
  @Test
  void noCommandIsForgotten() {
    Streams nowhere = new Streams(new ByteArrayOutputStream(), new ByteArrayOutputStream());
    TreeSet<String> all = new TreeSet<>(Main.commandLine(nowhere).getSubcommands().keySet());
    all.removeAll(List.of("dap", "bench", "explore"));
    TreeSet<String> tried = new TreeSet<>();
    COMMANDS.stream().map(one -> words(one)[0]).forEach(tried::add);

    assertThat(tried).containsAll(all);
  }

  /** A guest's source is taken byte for byte, also where it is read. */
  @Test
  void aSourceIsNotWrapped() {
    assertThat(Shell.inColumns(60, "programs", "bank", "--source").out())
        .isEqualTo(Shell.understudy("programs", "bank", "--source").out());
    assertThat(Shell.inColumns(60, "disasm", "bank").out())
        .isEqualTo(Shell.understudy("disasm", "bank").out());
    assertThat(Shell.inColumns(60, "programs", "--json").out())
        .isEqualTo(Shell.understudy("programs", "--json").out());
  }
}
