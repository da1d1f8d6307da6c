package dev.understudy.programs;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.understudy.programs.Program.Language;
import java.io.IOException;
import java.net.URISyntaxException;
import java.net.URL;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class ProgramsTest {

  @Test
  void theIndexNamesExactlyWhatTheFolderHolds() throws IOException, URISyntaxException {
    URL index = Objects.requireNonNull(Programs.class.getResource("index.txt"));
    Path folder = Objects.requireNonNull(Path.of(index.toURI()).getParent());
    List<String> present;
    try (Stream<Path> files = Files.walk(folder)) {
      present =
          files
              .map(file -> folder.relativize(file).toString().replace('\\', '/'))
              .filter(name -> name.matches(".*\\.(asm|inc|toml|expected|elf|[ch]|ld)"))
              .sorted()
              .toList();
    }
    assertThat(Programs.files())
        .as("index.txt beside the programs: one file name a line, sorted")
        .isEqualTo(present)
        .isNotEmpty();
  }

  @Test
  void everyProgramSaysWhatItIsAndHasAScenario() {
    assertThat(Programs.all()).extracting(Program::name).isSorted().contains("hello");
    for (Program program : Programs.all()) {
      assertThat(program.description()).as(program.name()).hasSizeBetween(20, 90).endsWith(".");
      assertThat(program.scenario()).as(program.name()).isNotBlank();
    }
  }

  @Test
  void everyProgramTeachesTheSameThreeThings() {
    for (Program program : Programs.all()) {
      assertThat(program.source().lines().allMatch(line -> line.length() <= 104))
          .as("%s fits a screen", program.name())
          .isTrue();
      for (String beginning : Program.LESSONS) {
        assertThat(program.lesson())
            .as("%s: '%s'", program.name(), beginning)
            .anyMatch(paragraph -> paragraph.get(0).startsWith(beginning));
      }
    }
  }

  @Test
  void thePageIsFresh() throws IOException {
    Path page = Path.of("..", "docs", "start", "PROGRAMS.md");
    if (System.getProperty("refresh") != null) {
      Files.writeString(page, ProgramsPage.markdown());
    }
    assertThat(page)
        .as(
            "docs/start/PROGRAMS.md; to write it anew: mvn -q -pl programs -am test"
                + " -Dtest=ProgramsTest -Dsurefire.failIfNoSpecifiedTests=false -Drefresh")
        .hasContent(ProgramsPage.markdown());
  }

  @Test
  void aConstantCanBeOverridden() {
    Program program =
        new Program(
            "p",
            Language.ASSEMBLY,
            "d",
            "  .equ SIZE, 4 * 1024 ; bytes\n  .equ SIZES, 9\n",
            "",
            Optional.empty());

    assertThat(program.withConstant("SIZE", "1 << 20").source())
        .isEqualTo("  .equ SIZE, 1 << 20 ; bytes\n  .equ SIZES, 9\n");
    assertThatThrownBy(() -> program.withConstant("LENGTH", "1"))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("LENGTH");
  }

  @Test
  void whatDoesNotShipIsAbsent() {
    assertThat(Programs.find("nonesuch")).isEmpty();
    assertThat(Programs.include("hello.asm")).isEmpty();
    assertThat(Programs.include("nonesuch.inc")).isEmpty();
    assertThat(Programs.source("nonesuch.c")).isEmpty();
    assertThatThrownBy(() -> Programs.elf("hello")).isInstanceOf(IllegalArgumentException.class);
  }

  @Test
  void sourcesAreFoundByTheNamesThatProgramsKnow() {
    assertThat(Programs.source("resp.c")).contains(Programs.find("resp").orElseThrow().source());
    assertThat(Programs.source("understudy/network.c").orElseThrow()).contains("network_take");
    assertThat(Programs.source("devices.inc")).isEqualTo(Programs.include("devices.inc"));
  }
}
