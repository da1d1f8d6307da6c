package dev.understudy.cli.command;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;

/**
 * The compiler for programs in C, where there is one, and the programs that are kept for elsewhere.
 */
final class CrossCompiler {
  /** The version that wrote what is kept. */
  static final String VERSION = "12.2.0-14+deb12u1+11+b2";

  private static final String COMPILER = "riscv64-unknown-elf-gcc";
  private static final Path KEPT =
      Path.of("src", "test", "resources", "dev", "understudy", "cli", "command");

  private final Path folder;

  /** Compiles what lies in a folder. */
  CrossCompiler(Path folder) {
    this.folder = folder;
  }

  /** Skips the test, with a sentence, where there is no such compiler. */
  CrossCompiler require(String version) throws IOException, InterruptedException {
    String said = output(COMPILER, "--version");
    assumeTrue(
        said.contains("Free Software Foundation")
            && said.contains(version)
            && Files.exists(Path.of("/usr/lib/picolibc/riscv64-unknown-elf")),
        "skipped: needs Debian's gcc-riscv64-unknown-elf "
            + version
            + " and picolibc-riscv64-unknown-elf");
    return this;
  }

  /**
   * As docs/start/C.md says; then without what only a debugger on the machine itself would want.
   */
  void build(String program) throws IOException, InterruptedException {
    String script = Path.of("..", "programs", "build-c").toAbsolutePath().normalize().toString();
    assertThat(output(script, program + ".c")).as("what the compiler says").isEmpty();
    assertThat(output("riscv64-unknown-elf-objcopy", "--strip-debug", program + ".elf")).isEmpty();
  }

  /** What is kept of a program is what its source becomes. */
  void compareWithKept(String program) throws IOException, InterruptedException {
    build(program);
    Path built = folder.resolve(program + ".elf");
    Path kept = KEPT.resolve(program + ".elf");
    if (System.getProperty("refresh") != null) {
      Files.copy(built, kept, StandardCopyOption.REPLACE_EXISTING);
    }
    assertThat(built)
        .as("%s; to keep it anew: this test with -Drefresh", kept)
        .hasBinaryContent(Files.readAllBytes(kept));
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
