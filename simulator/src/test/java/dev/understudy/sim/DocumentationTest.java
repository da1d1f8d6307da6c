package dev.understudy.sim;

import static org.assertj.core.api.Assertions.assertThat;

import dev.understudy.sim.client.ClientsReference;
import dev.understudy.sim.recording.RecordingFormatPage;
import dev.understudy.sim.scenario.ScenarioReference;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;

/** The generated pages say what the code says. */
class DocumentationTest {
  private static final Path DOCS = Path.of("..", "docs");
  private static final String RECORDINGS = "use/RECORDINGS.md";
  private static final String BEGIN = "<!-- format: written by DocumentationTest -->\n";
  private static final String END = "<!-- end of format -->\n";

  private static final String REFRESH =
      "mvn -q -pl simulator -am test -Dtest=DocumentationTest"
          + " -Dsurefire.failIfNoSpecifiedTests=false -Drefresh";

  @Test
  void clientsPageIsFresh() throws IOException {
    assertFresh("reference/CLIENTS.md", ClientsReference.markdown());
  }

  @Test
  void scenariosPageIsFresh() throws IOException {
    assertFresh("reference/SCENARIOS.md", ScenarioReference.markdown());
  }

  @Test
  void theFormatOfRecordingsIsFresh() throws IOException {
    String page = Files.readString(DOCS.resolve(RECORDINGS));
    int begin = page.indexOf(BEGIN) + BEGIN.length();
    int end = page.indexOf(END);
    assertThat(end).as("the marks around the format").isGreaterThanOrEqualTo(begin);
    String format = RecordingFormatPage.markdown();
    assertFresh(RECORDINGS, page.substring(0, begin) + "\n" + format + page.substring(end));
  }

  /** With {@code -Drefresh} the page is written instead. */
  private static void assertFresh(String page, String expected) throws IOException {
    Path file = DOCS.resolve(page);
    if (System.getProperty("refresh") != null) {
      Files.createDirectories(file.getParent());
      Files.writeString(file, expected);
    }
    assertThat(file).as("docs/%s; to write it anew: %s", page, REFRESH).exists();
    assertThat(Files.readString(file))
        .as("docs/%s is stale; to write it anew: %s", page, REFRESH)
        .isEqualTo(expected);
  }
}
