package dev.understudy.disk;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;

/** The table in docs/understand/SHARED_DISK.md says what the disk does. */
class SharedDiskPageTest {
  private static final String REFRESH =
      "mvn -q -pl shared-disk -am test -Dtest=SharedDiskPageTest"
          + " -Dsurefire.failIfNoSpecifiedTests=false -Drefresh";
  private static final String BEGIN = "<!-- replies: begin -->\n";
  private static final String END = "<!-- replies: end -->\n";

  /** With {@code -Drefresh} the table is written instead. */
  @Test
  void theTableOfRepliesIsFresh() throws IOException {
    Path page = Path.of("..", "docs", "understand", "SHARED_DISK.md");
    String text = Files.readString(page);
    int begin = text.indexOf(BEGIN) + BEGIN.length();
    int end = text.indexOf(END);
    assertThat(end).as("the marks around the table").isGreaterThanOrEqualTo(begin);
    String expected = text.substring(0, begin) + new ReplyTable().markdown() + text.substring(end);
    if (System.getProperty("refresh") != null) {
      Files.writeString(page, expected);
    } else {
      assertThat(text).as("stale; to write it anew: %s", REFRESH).isEqualTo(expected);
    }
  }
}
