package dev.understudy.cli.command;

import static dev.understudy.cli.command.Shell.understudy;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** docs/start/C.md, step by step. */
class ProgramsInCPageTest {
  @TempDir private Path folder = Path.of("");

  @BeforeEach
  void whatAReaderHas() throws IOException {
    ProgramsInCPage.writeTo(folder);
  }

  private String at(String name) {
    return folder.resolve(name).toString();
  }

  @Test
  void helloIsSaidOnceThoughItsPrimaryDies() {
    assertThat(understudy("run", at("hello.elf"), "--crash", "primary@0ms").isFine().out())
        .startsWith("hello from C\n")
        .contains("every promise was kept");
  }

  @Test
  void theServerSurvivesACrashAtEveryMoment() {
    String scenario = at("count.toml");

    understudy("run", "--scenario", scenario, "--crash", "primary@10ms").isFine();
    assertThat(understudy("sweep", at("count.elf"), "--scenario", scenario).isFine().out())
        .contains("points survived");
  }

  /** The bug that the page plants, where there is a compiler to plant it with. */
  @Test
  void theBugIsFound() throws IOException, InterruptedException {
    CrossCompiler compiler = new CrossCompiler(folder).require("");
    String correct = Files.readString(folder.resolve("count.c"));
    String wrong = correct.replace("kind == REQUEST_NEW", "kind != REQUEST_IGNORED");
    assertThat(wrong).isNotEqualTo(correct);
    Files.writeString(folder.resolve("count.c"), wrong);
    compiler.build("count");

    Shell.Result found =
        understudy(
            "fuzz",
            at("count.elf"),
            "--scenario",
            at("count.toml"),
            "--runs",
            "30",
            "--artifacts",
            at("failures"));

    assertThat(found.code()).isEqualTo(1);
    assertThat(found.out()).contains("BROKEN  clients:");
  }

  @Test
  void theKeptProgramsAreThoseOfThePage() throws IOException, InterruptedException {
    CrossCompiler compiler = new CrossCompiler(folder).require(CrossCompiler.VERSION);
    for (String program : ProgramsInCPage.PROGRAMS) {
      compiler.compareWithKept(program);
    }
  }
}
