package dev.understudy.programs;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What is checked in as an ELF file is what its source becomes. */
class ShippedElfTest {
  private static final String COMPILER = "riscv64-unknown-elf-gcc";
  private static final String VERSION = "12.2.0-14+deb12u1+11+b2";

  @TempDir private Path folder = Path.of("");

  @Test
  void agreesWithItsSourceWhereTheSameCompilerIsThere() throws IOException, InterruptedException {
    assumeTrue(
        output(COMPILER, "--version").contains(VERSION),
        "skipped: needs the compiler that wrote them, Debian's gcc-riscv64-unknown-elf " + VERSION);
    assumeTrue(
        Files.exists(Path.of("/usr/lib/picolibc/riscv64-unknown-elf")),
        "skipped: needs the C library that they are linked with, Debian's"
            + " picolibc-riscv64-unknown-elf");

    assertThat(output(Path.of("build-shipped").toAbsolutePath().toString(), folder.toString()))
        .as("what the compiler says")
        .isEmpty();

    for (Program program : Programs.all()) {
      if (program.language() == Program.Language.C) {
        assertThat(folder.resolve(program.name() + ".elf"))
            .as("%s.elf; to write it anew: programs/build-shipped", program.name())
            .hasBinaryContent(Programs.elf(program.name()));
      }
    }
  }

  /** What a command prints; that it is not there, if it is not. */
  private static String output(String... command) throws IOException, InterruptedException {
    Process process;
    try {
      process = new ProcessBuilder(command).redirectErrorStream(true).start();
    } catch (IOException e) {
      return command[0] + " is not there";
    }
    String text = new String(process.getInputStream().readAllBytes(), UTF_8);
    assertThat(process.waitFor()).as(text).isZero();
    return text;
  }

  @Test
  void theNoticesOfWhatIsLinkedAreBesideThem() throws IOException {
    Path notice =
        Path.of("src", "main", "resources", "dev", "understudy", "programs", "NOTICE.txt");

    assertThat(Files.readString(notice)).contains("picolibc 1.8").contains("libgcc 12.2");
  }
}
