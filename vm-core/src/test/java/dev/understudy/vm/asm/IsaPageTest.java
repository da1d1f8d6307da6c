package dev.understudy.vm.asm;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.understudy.vm.isa.Opcode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** docs/reference/ISA.md says what the instruction table says, and its examples run. */
final class IsaPageTest {

  @Test
  void thePageIsFresh() throws IOException {
    new MarkdownPage("reference/ISA.md").assertFresh(IsaTables::part, IsaPageTest.class);
  }

  @Test
  void everyRowOfTheTableIsOnThePage() throws IOException {
    String page = Files.readString(Path.of("..", "docs", "reference", "ISA.md"));

    for (Opcode opcode : Opcode.values()) {
      assertThat(page).contains("`" + InstructionSyntax.spelling(opcode) + "`");
    }
  }

  @Test
  void thePageNamesTheCommandThatRefreshesIt() throws IOException {
    assertThat(Path.of("..", "docs", "reference", "ISA.md"))
        .content()
        .contains("\n    " + MarkdownPage.refresh(IsaPageTest.class) + "\n");
  }

  @Test
  void aStalePageIsNoticed(@TempDir Path folder) throws IOException {
    assumeTrue(
        System.getProperty("refresh") == null, "a refresh writes pages and finds none stale");
    Path file = folder.resolve("STALE.md");
    Files.writeString(file, "```asm\nhalt\n```\n<!-- run: begin -->\nold\n<!-- run: end -->\n");
    MarkdownPage page = new MarkdownPage(file);

    assertThatThrownBy(() -> page.assertFresh(IsaTables::part, IsaPageTest.class))
        .hasMessageContaining("STALE.md is stale; to write it anew: mvn -q -pl vm-core -am test")
        .hasMessageContaining("> Retires 1 instruction and halts.");
  }
}
