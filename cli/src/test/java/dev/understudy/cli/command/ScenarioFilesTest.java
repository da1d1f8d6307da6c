package dev.understudy.cli.command;

import static dev.understudy.cli.command.Shell.understudy;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** The experiments in {@code scenarios/}: each runs, and is as it says. */
class ScenarioFilesTest {
  private static final Path FOLDER = Path.of("..", "scenarios");

  static List<String> files() throws IOException {
    try (Stream<Path> files = Files.list(FOLDER)) {
      return files.map(Path::toString).filter(name -> name.endsWith(".toml")).sorted().toList();
    }
  }

  @ParameterizedTest
  @MethodSource("files")
  void everyOneKeepsItsPromises(String file) {
    understudy("run", "--scenario", file, "--quiet").isFine();
  }

  @Test
  void thePageOfTheChannelNamesThoseOfTheChannel() throws IOException {
    String page = Files.readString(Path.of("..", "docs", "understand", "CHANNEL.md"));
    assertThat(page).contains("scenarios/slow-backup.toml", "scenarios/slow-link.toml");
  }
}
