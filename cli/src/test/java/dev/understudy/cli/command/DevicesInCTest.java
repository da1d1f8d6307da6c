package dev.understudy.cli.command;

import static dev.understudy.cli.command.Shell.understudy;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Objects;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * devices.c: timer, interrupts, clock, disk, random numbers, keyboard, console and power from C.
 */
class DevicesInCTest {
  private static final String SHOWN =
      """
      slept 3 ms: yes
      ticked 20 times: yes, sum below 1.65: yes
      disk of some blocks: 0, as written
      beyond its end: -1
      random bytes: 31, the one behind them 0, different: yes
      a file: no
      typed: abc
      bytes
      """;

  private static final String SCENARIO =
      """
      program = "devices.elf"

      [[keyboard]]
      at = "1ms"
      text = "abc"

      [expect]
      exit-code = 7
      """;

  @TempDir private Path folder = Path.of("");

  @BeforeEach
  void theProgram() throws IOException {
    for (String name : new String[] {"devices.c", "devices.elf"}) {
      try (InputStream in = DevicesInCTest.class.getResourceAsStream(name)) {
        Files.write(folder.resolve(name), Objects.requireNonNull(in).readAllBytes());
      }
    }
    Files.writeString(folder.resolve("devices.toml"), SCENARIO);
  }

  @ParameterizedTest
  @ValueSource(strings = {"primary@0ms", "primary@2ms", "primary@4ms", "primary@5500us"})
  void allOfThemWorkThoughThePrimaryDies(String crash) {
    String scenario = folder.resolve("devices.toml").toString();

    assertThat(understudy("run", "--scenario", scenario, "--crash", crash).isFine().out())
        .startsWith(SHOWN);
  }

  @Test
  void theKeptProgramIsWhatItsSourceBecomes() throws IOException, InterruptedException {
    new CrossCompiler(folder).require(CrossCompiler.VERSION).compareWithKept("devices");
  }
}
