package dev.understudy.cli.command;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;

/**
 * docs/reference/COMMANDS.md says what the commands say. With {@code -Drefresh} it is written
 * instead.
 */
class CommandsPageTest {
  private static final Path PAGE = Path.of("..", "docs", "reference", "COMMANDS.md");
  private static final String REFRESH =
      "mvn -q -pl cli -am test -Dtest=CommandsPageTest -Dsurefire.failIfNoSpecifiedTests=false"
          + " -Drefresh";

  @Test
  void commandsPageIsFresh() throws IOException {
    String expected = CommandsPage.markdown();
    if (System.getProperty("refresh") != null) {
      Files.writeString(PAGE, expected);
    }
    assertThat(PAGE).as("to write it: %s", REFRESH).exists();
    assertThat(Files.readString(PAGE))
        .as("docs/reference/COMMANDS.md is stale; to write it anew: %s", REFRESH)
        .isEqualTo(expected);
  }
}
