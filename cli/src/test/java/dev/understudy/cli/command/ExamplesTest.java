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
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.io.TempDir;

/**
 * Every command line that README or a page shows is one that works, and prints something: all are
 * run, with the files they name. What would take minutes is run with a small budget ({@link
 * ExampleBudget}).
 */
class ExamplesTest {
  private static final Path ROOT = Path.of("..");

  /** What a user of the debugger would type who wants to see something of any run. */
  private static final List<String> LOOK_AROUND =
      List.of("goto output", "both", "why", "goto end", "clients", "quit");

  /** Lines of the page that are for the debugger. */
  private static final Pattern DEBUGGER_LINE = Pattern.compile("^ {4}((?:break|watch) .*)$");

  /** Examples that show something broken, or a difference: the exit code says so. */
  private static final Pattern SHOWS_HARM =
      Pattern.compile(
          "^diff good\\.rec bad\\.rec.*|^killmatrix .*--scenario.*|^run .*--mutant .*"
              + "|^run .*--strategy async");

  @TempDir private Path folder = Path.of("");

  @BeforeEach
  void filesThatPagesName() throws IOException {
    for (String name : List.of("mine", "hello", "guest", "again")) {
      String program = name.equals("hello") ? "hello" : "bank";
      file(name + ".asm", Programs.find(program).orElseThrow().source());
      file(name + ".toml", Programs.find(program).orElseThrow().scenario());
    }
    Files.createDirectories(folder.resolve("build"));
    understudy("asm", in("guest.asm"), "-o", in("guest.img")).isFine();
    ProgramsInCPage.writeTo(folder);
    Files.write(folder.resolve("resp.elf"), Programs.elf("resp"));
    record("bank.rec", "bank", "--crash", "primary@20ms");
    record("counter.rec", "counter", "--crash", "primary@20ms");
    record("good.rec", "dice", "--solo", "--seed", "7");
    record("bad.rec", "dice", "--solo", "--seed", "8");
    for (int part = 1; part <= 2; part++) {
      String share = understudy("sweep", "hello", "--shard", part + "/2", "--json").isFine().out();
      file("part-" + part + ".json", share);
    }
    file("look.txt", String.join("\n", LOOK_AROUND));
    List<String> lines = new ArrayList<>();
    for (String line : Files.readAllLines(ROOT.resolve("docs/use/DEBUGGER.md"))) {
      DEBUGGER_LINE.matcher(line).results().forEach(one -> lines.add(one.group(1)));
    }
    assertThat(lines).as("lines for the debugger in DEBUGGER.md").hasSizeGreaterThan(2);
    lines.addAll(LOOK_AROUND);
    file("commands.txt", String.join("\n", lines));
  }

  private void file(String name, String text) throws IOException {
    Files.writeString(folder.resolve(name), text);
  }

  private void record(String file, String... run) {
    List<String> words = new ArrayList<>(List.of("run"));
    words.addAll(List.of(run));
    words.addAll(List.of("--record", in(file)));
    understudy(words.toArray(String[]::new)).isFine();
  }

  @TestFactory
  Stream<DynamicTest> everyExampleWorks() throws IOException {
    return PageExamples.commands().stream()
        .map(line -> DynamicTest.dynamicTest(line, () -> works(line)));
  }

  @Test
  void thereAreSomeToTry() throws IOException {
    assertThat(PageExamples.commands())
        .hasSizeGreaterThan(100)
        .contains("run bank --crash primary@20ms", "explain duplicate", "asm again.asm");
  }

  /** A budget is for what takes long, and takes nothing else away from an example. */
  @Test
  void aBudgetLeavesTheRestOfTheCommand() {
    assertThat(ExampleBudget.of("sweep kv --pairs --for 10m --resume kv.json"))
        .isEqualTo("sweep kv --resume kv.json --shard 1/5000");
    assertThat(ExampleBudget.of("fuzz bank --seed 1 --only 17"))
        .isEqualTo("fuzz bank --seed 1 --only 17 --twice 0");
    assertThat(ExampleBudget.of("run bank --do failover@20ms"))
        .isEqualTo("run bank --do failover@20ms");
  }

  private void works(String line) {
    Streams nowhere = new Streams(new ByteArrayOutputStream(), new ByteArrayOutputStream());
    assertThat(Main.commandLine(nowhere).parseArgs(arguments(line)).hasSubcommand())
        .as(line)
        .isTrue();
    if (ExampleBudget.isRunElsewhere(line)) {
      return;
    }
    boolean writesAnImage = line.matches("(asm|link) [^-]*");
    Shell.Result result =
        understudy(arguments(ExampleBudget.of(line) + added(line, writesAnImage)));
    assertThat(result.err()).as("%s on standard error", line).isEmpty();
    assertThat(result.code())
        .as("exit code of %s", line)
        .isEqualTo(SHOWS_HARM.matcher(line).matches() ? ExitCode.BROKEN : ExitCode.OK);
    assertThat(result.out()).as("%s, whose reader waits for something to see", line).isNotBlank();
  }

  /** Somebody types into the debugger, and an image would go to the folder of this test's JVM. */
  private static String added(String line, boolean writesAnImage) {
    if (line.startsWith("debug ") && !line.contains(" -x ")) {
      return " -x look.txt";
    }
    return writesAnImage ? " -o build/example.img" : "";
  }

  private String[] arguments(String line) {
    return PageExamples.words(line).stream().map(this::in).toArray(String[]::new);
  }

  /** Pages name files as if they lay where the reader stands; scenarios lie at the root. */
  private String in(String word) {
    if (word.startsWith("scenarios/")) {
      return ROOT.resolve(word).toString();
    }
    return word.matches("[a-z/0-9-]+\\.(asm|toml|img|rec|json|shiviz|txt|elf)")
        ? folder.resolve(word).toString()
        : word;
  }
}
