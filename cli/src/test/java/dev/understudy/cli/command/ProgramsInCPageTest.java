package dev.understudy.cli.command;

import static dev.understudy.cli.command.Shell.understudy;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** docs/start/C.md, step by step. */
class ProgramsInCPageTest {
  private static final String COMPILER = "riscv64-unknown-elf-gcc";
  private static final String VERSION = "12.2.0-14+deb12u1+11+b2";

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
    requireCompiler("");
    String correct = Files.readString(folder.resolve("count.c"));
    String wrong = correct.replace("kind == REQUEST_NEW", "kind != REQUEST_IGNORED");
    assertThat(wrong).isNotEqualTo(correct);
    Files.writeString(folder.resolve("count.c"), wrong);
    build("count");

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
    requireCompiler(VERSION);
    for (String program : ProgramsInCPage.PROGRAMS) {
      build(program);
      Path built = folder.resolve(program + ".elf");
      if (System.getProperty("refresh") != null) {
        Files.copy(built, ProgramsInCPage.kept(program), StandardCopyOption.REPLACE_EXISTING);
      }
      assertThat(built)
          .as("%s.elf; to keep it anew: this test with -Drefresh", program)
          .hasBinaryContent(Files.readAllBytes(ProgramsInCPage.kept(program)));
    }
  }

  /** As the page says, and then without what only a debugger on the machine itself would want. */
  private void build(String program) throws IOException, InterruptedException {
    String script = Path.of("..", "programs", "build-c").toAbsolutePath().normalize().toString();
    assertThat(output(script, program + ".c")).as("what the compiler says").isEmpty();
    assertThat(output("riscv64-unknown-elf-objcopy", "--strip-debug", program + ".elf")).isEmpty();
  }

  private void requireCompiler(String version) throws IOException, InterruptedException {
    assumeTrue(
        output(COMPILER, "--version").contains("Free Software Foundation")
            && output(COMPILER, "--version").contains(version)
            && Files.exists(Path.of("/usr/lib/picolibc/riscv64-unknown-elf")),
        "skipped: needs Debian's gcc-riscv64-unknown-elf "
            + version
            + " and picolibc-riscv64-unknown-elf");
  }

  private String output(String... command) throws IOException, InterruptedException {
    Process process;
    try {
      process =
          new ProcessBuilder(command).directory(folder.toFile()).redirectErrorStream(true).start();
    } catch (IOException e) {
      return "there is no " + command[0];
    }
    String text = new String(process.getInputStream().readAllBytes(), UTF_8);
    process.waitFor();
    return text;
  }
}
