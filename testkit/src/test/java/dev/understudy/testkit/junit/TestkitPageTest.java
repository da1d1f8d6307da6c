package dev.understudy.testkit.junit;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;

/** What docs/use/TESTKIT.md shows is what runs. */
class TestkitPageTest {

  @Test
  void theExampleOnThePageIsTheTestThatRuns() throws IOException {
    String source =
        Files.readString(Path.of("src/test/java/dev/understudy/testkit/junit/ExampleTest.java"));

    assertThat(Files.readString(Path.of("..", "docs", "use", "TESTKIT.md")))
        .contains("```java\n" + source.substring(source.indexOf("import static")) + "```");
  }
}
