package dev.understudy.vm.asm;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import org.junit.jupiter.api.Test;

/** The examples in docs/start/ASSEMBLY.md assemble, run, and do what the page says. */
final class AssemblyPageTest {

  @Test
  void thePageIsFresh() throws IOException {
    new MarkdownPage("start/ASSEMBLY.md").assertFresh(IsaTables::part, AssemblyPageTest.class);
  }

  @Test
  void thePageHasExamples() throws IOException {
    assertThat(new MarkdownPage("start/ASSEMBLY.md").examples()).hasSizeGreaterThan(5);
  }
}
