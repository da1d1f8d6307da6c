package dev.understudy.bench;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.understudy.cli.command.Main;
import dev.understudy.cli.io.Streams;
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
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;

/**
 * What the pages show of {@code bench} works: with the options as they stand there, and one small
 * program instead of theirs. {@code -Dunderstudy.examples=whole} measures what they measure.
 */
class BenchExamplesTest {
  private static final boolean WHOLE =
      System.getProperty("understudy.examples", "").equals("whole");
  private static final Pattern EXAMPLE =
      Pattern.compile("^ +\\./understudy (bench(?: [a-z-]+)*)(?: {2,}.*| > .*)?$");

  private static Set<String> examples() throws IOException {
    Set<String> examples = new TreeSet<>();
    Path docs = Path.of(System.getProperty("basedir", "")).toAbsolutePath().resolve("../docs");
    try (Stream<Path> pages = Files.walk(docs)) {
      for (Path page : pages.filter(file -> file.toString().endsWith(".md")).toList()) {
        for (String line : Files.readAllLines(page)) {
          Matcher example = EXAMPLE.matcher(line);
          if (example.matches()) {
            examples.add(example.group(1));
          }
        }
      }
    }
    return examples;
  }

  @Test
  void thereAreSomeToTry() throws IOException {
    assertThat(examples()).contains("bench --quick", "bench --json", "bench launcher");
  }

  @TestFactory
  Stream<DynamicTest> everyExampleWorks() throws IOException {
    return examples().stream().map(line -> DynamicTest.dynamicTest(line, () -> works(line)));
  }

  private static void works(String line) {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    ByteArrayOutputStream err = new ByteArrayOutputStream();

    int code = Main.execute(new Streams(out, err), arguments(line));

    assertThat(err.toString(UTF_8)).as("%s on standard error", line).isEmpty();
    assertThat(code).as("exit code of %s", line).isZero();
    assertThat(out.toString(UTF_8)).as(line).isNotBlank();
  }

  private static String[] arguments(String line) {
    List<String> words = new ArrayList<>(List.of(line.split(" ", -1)));
    List<String> programs = new Bench().programs();
    assertThat(words.stream().skip(1))
        .allMatch(word -> word.startsWith("-") || programs.contains(word));
    if (!WHOLE) {
      words.removeIf(programs::contains);
      words.addAll(List.of("--quick", "dice"));
    }
    return words.stream().distinct().toArray(String[]::new);
  }
}
