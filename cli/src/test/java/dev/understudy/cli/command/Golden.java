package dev.understudy.cli.command;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** Output that is kept to the byte. With {@code -Drefresh} it is written instead. */
final class Golden {
  private static final Path FOLDER = Path.of("src/test/resources/dev/understudy/cli/command");

  private Golden() {}

  static void check(Shell.Result result, String name) throws IOException {
    Path file = FOLDER.resolve(name);
    if (System.getProperty("refresh") != null) {
      Files.createDirectories(FOLDER);
      Files.writeString(file, result.out());
    }
    assertThat(result.out())
        .as("%s; if the new text is better, write it with -Drefresh", file)
        .isEqualTo(Files.readString(file));
  }
}
