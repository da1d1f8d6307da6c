package dev.understudy.cli.command;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;

/** What README shows of the first command is what it prints. */
class ReadmeTest {
  private static final Path README = Path.of("..", "README.md");
  private static final String INDENT = "    ";

  @Test
  void theSampleIsFresh() throws IOException {
    String printed = Shell.inColumns(80, "run", "bank", "--crash", "primary@20ms").isFine().out();
    List<String> sample =
        Files.readAllLines(README).stream()
            .dropWhile(line -> !line.startsWith(INDENT + "bank under fault tolerance"))
            .takeWhile(line -> line.startsWith(INDENT))
            .map(line -> line.substring(INDENT.length()))
            .toList();
    assertThat(sample).hasSizeGreaterThan(3);
    for (String line : sample) {
      String shown = line.replaceFirst(" …$", ""); // The rest is left out.
      assertThat(printed.lines()).as("README.md is stale").anyMatch(own -> fits(own, shown, line));
    }
  }

  private static boolean fits(String own, String shown, String line) {
    return line.equals(shown) ? own.equals(line) : own.startsWith(shown);
  }
}
