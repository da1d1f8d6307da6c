package dev.understudy.cli.command;

import static dev.understudy.cli.command.Shell.understudy;
import static org.assertj.core.api.Assertions.assertThat;

import dev.understudy.cli.io.ExitCode;
import dev.understudy.cli.io.Streams;
import dev.understudy.programs.Programs;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.io.TempDir;

/**
 * Every command line that README or a page shows is one that works: all are parsed, and those that
 * are soon done are run, with the files they name.
 */
class ExamplesTest {
  private static final Path ROOT = Path.of("..");

  /** A command, up to a remark behind it, a pipe or a second command. */
  private static final Pattern EXAMPLE =
      Pattern.compile("^ *\\./understudy ((?:\"[^\"]*\"|[^\"|>&])*?)(?: {2,}.*|[|>&].*)?$");

  private static final Pattern WORD = Pattern.compile("\"([^\"]*)\"|(\\S+)");

  /** They go on for a virtual minute; {@code ScenarioFilesTest} runs them once. */
  private static final String SOAK = "scenarios/soak-";

  /** The others are campaigns, or write where the reader stands; they have tests of their own. */
  private static final Set<String> SOON_DONE =
      Set.of(
          "run",
          "programs",
          "help",
          "disasm",
          "explain",
          "compare",
          "log",
          "replay",
          "diff",
          "--version");

  @TempDir private Path folder = Path.of("");

  @BeforeEach
  void filesThatPagesName() throws IOException {
    for (String name : List.of("mine", "hello", "guest")) {
      String program = name.equals("hello") ? "hello" : "bank";
      Files.writeString(
          folder.resolve(name + ".asm"), Programs.find(program).orElseThrow().source());
      Files.writeString(
          folder.resolve(name + ".toml"), Programs.find(program).orElseThrow().scenario());
    }
    Files.createDirectories(folder.resolve("build"));
    understudy("asm", in("guest.asm"), "-o", in("guest.img")).isFine();
    ProgramsInCPage.writeTo(folder);
    Files.write(folder.resolve("resp.elf"), Programs.elf("resp"));
    Files.copy(folder.resolve("hello.elf"), folder.resolve("guest.elf"));
    record("bank.rec", "bank", "--crash", "primary@20ms");
    record("good.rec", "dice", "--seed", "7");
    record("bad.rec", "dice", "--seed", "8");
  }

  private void record(String file, String... run) {
    List<String> words = new ArrayList<>(List.of("run"));
    words.addAll(List.of(run));
    words.addAll(List.of("--record", in(file)));
    understudy(words.toArray(String[]::new)).isFine();
  }

  @TestFactory
  Stream<DynamicTest> everyExampleWorks() throws IOException {
    return examples().stream().map(line -> DynamicTest.dynamicTest(line, () -> works(line)));
  }

  @Test
  void thereAreSomeToTry() throws IOException {
    assertThat(examples()).hasSizeGreaterThan(20).contains("run bank --crash primary@20ms");
  }

  private void works(String line) {
    String[] words = words(line).stream().map(this::in).toArray(String[]::new);
    Streams nowhere = new Streams(new ByteArrayOutputStream(), new ByteArrayOutputStream(), false);
    assertThat(Main.commandLine(nowhere).parseArgs(words).hasSubcommand()).as(line).isTrue();
    if (SOON_DONE.contains(words[0]) && !line.contains(SOAK)) {
      Shell.Result result = understudy(words);
      assertThat(result.err()).as("%s on standard error", line).isEmpty();
      assertThat(result.code()).as("exit code of %s", line).isIn(endings(line));
      assertThat(result.out()).as("%s, whose reader waits for something to see", line).isNotBlank();
    }
  }

  /** What is planted breaks a promise, and two dice are not one: then the example shows that. */
  private static List<Integer> endings(String line) {
    boolean differs = line.startsWith("diff good.rec bad.rec");
    return line.contains("--mutant") || differs ? List.of(ExitCode.BROKEN) : List.of(ExitCode.OK);
  }

  /** Pages name files as if they lay where the reader stands; scenarios lie at the root. */
  private String in(String word) {
    if (word.startsWith("scenarios/")) {
      return ROOT.resolve(word).toString();
    }
    return word.matches("[a-z/-]+\\.(asm|toml|img|rec|json|shiviz|elf)")
        ? folder.resolve(word).toString()
        : word;
  }

  private static List<String> words(String line) {
    List<String> words = new ArrayList<>();
    Matcher matcher = WORD.matcher(line);
    while (matcher.find()) {
      words.add(matcher.group(1) == null ? matcher.group(2) : matcher.group(1));
    }
    return words;
  }

  private static Set<String> examples() throws IOException {
    Set<String> examples = new TreeSet<>();
    List<Path> pages = new ArrayList<>(List.of(ROOT.resolve("README.md")));
    try (Stream<Path> docs = Files.walk(ROOT.resolve("docs"))) {
      docs.filter(page -> page.toString().endsWith(".md")).forEach(pages::add);
    }
    for (Path page : pages) {
      for (String line : Files.readAllLines(page)) {
        Matcher matcher = EXAMPLE.matcher(line);
        if (matcher.matches() && !matcher.group(1).contains("...")) {
          examples.add(matcher.group(1).strip());
        }
      }
    }
    return examples;
  }
}
