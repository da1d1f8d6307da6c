package dev.understudy.inspect.recording;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;

/** The page about recordings describes the format as it is. */
class RecordingFormatPageTest {
  private static final Path PAGE = Path.of("..", "docs", "use", "RECORDINGS.md");
  private static final String BEGIN = "<!-- format: written by RecordingFormatPageTest -->\n";
  private static final String END = "<!-- end of format -->\n";

  private static final String REFRESH =
      "mvn -q -pl inspect -am test -Dtest=RecordingFormatPageTest"
          + " -Dsurefire.failIfNoSpecifiedTests=false -Drefresh";

  @Test
  void theFormatIsFresh() throws IOException {
    String page = Files.readString(PAGE);
    int begin = page.indexOf(BEGIN) + BEGIN.length();
    int end = page.indexOf(END);
    assertThat(end).as("the marks around the format").isGreaterThanOrEqualTo(begin);

    String expected =
        page.substring(0, begin) + "\n" + RecordingFormatPage.markdown() + page.substring(end);
    if (System.getProperty("refresh") != null) {
      Files.writeString(PAGE, expected);
    }
    assertThat(page).as("%s is stale; to write it anew: %s", PAGE, REFRESH).isEqualTo(expected);
  }
}
