package dev.understudy.experiment.scenario;

import static org.assertj.core.api.Assertions.assertThat;

import dev.understudy.sim.client.ClientsReference;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;

/** The generated pages say what the code says. */
class DocumentationTest {
  private static final Path DOCS = Path.of("..", "docs");

  private static final String REFRESH =
      "mvn -q -pl experiment -am test -Dtest=DocumentationTest"
          + " -Dsurefire.failIfNoSpecifiedTests=false -Drefresh";

  @Test
  void clientsPageIsFresh() throws IOException {
    assertFresh("reference/CLIENTS.md", ClientsReference.markdown());
  }

  @Test
  void scenariosPageIsFresh() throws IOException {
    assertFresh("reference/SCENARIOS.md", ScenarioReference.markdown());
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
