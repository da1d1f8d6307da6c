package dev.understudy.cli.command;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.understudy.cli.io.ExitCode;
import dev.understudy.cli.io.Streams;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.SplittableRandom;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import picocli.CommandLine;
import picocli.CommandLine.Model.OptionSpec;

/**
 * Options with random values. Whatever is given, a command ends with an exit code that the help
 * names and, if it is not 0, with a line that says why; never with an internal error.
 */
class HostileOptionsTest {
  private static final int COMMANDS = Integer.getInteger("understudy.options", 300);
  private static final long SEED = Long.getLong("understudy.seed", 1);

  /** What ends a command that would otherwise do its work for long. */
  private static final TreeMap<String, List<String>> ENDINGS = new TreeMap<>();

  static {
    ENDINGS.put("run", List.of());
    ENDINGS.put("compare", List.of("--crash", "primary@entry:999999999"));
    ENDINGS.put("sweep", List.of("--for", "0s"));
    ENDINGS.put("fuzz", List.of("--for", "0s"));
    ENDINGS.put("killmatrix", List.of("no-such-mutant"));
  }

  private static final List<String> WRITES =
      List.of("--record", "--trace", "--shiviz", "--resume", "--artifacts");

  private static final List<String> VALUES =
      List.of(
          "",
          " ",
          "0",
          "-1",
          "1",
          "2147483647",
          "2147483648",
          "-9223372036854775808",
          "99999999999999999999",
          "1e9",
          "0x10",
          "NaN",
          "0s",
          "1ns",
          "3000000h",
          "999999999h",
          "-5s",
          "1.5ms",
          "all",
          "0..0",
          "9..3",
          "999999999999999999..999999999999999999",
          "1/1",
          "0/0",
          "3/2",
          "999999/999999",
          "primary@20ms",
          "backup@1ms+1ms",
          "host-1:3",
          "crash primary@host-1:99999999999999999999",
          "crash primary@#1",
          "cut channel:all:all@1ms+999999999s",
          "pause primary@1ms+1ns",
          "slow backup:0@1ms",
          "pause@1ms",
          "share:0%@1ms",
          "failover@1ms",
          "move-backup:host-9@1ms",
          "crash-primary",
          "crash-primary,,crash-primary",
          "vm-ft",
          "checkpoint",
          "none",
          "interpreted",
          "mixed",
          "\u001b[2J",
          "\u0000",
          "ıİ",
          "'",
          "\"",
          "$(exit)",
          "--",
          "-",
          "@file",
          "a".repeat(5_000),
          "(".repeat(5_000),
          "1,".repeat(5_000));

  @TempDir private Path folder = Path.of("");

  @Test
  void everyCommandEndsWithAnExitCodeAndAReason() throws IOException {
    Files.writeString(folder.resolve("half.toml"), "program = \"hello\"\n[[faults]\n");
    TreeMap<Integer, Integer> codes = new TreeMap<>();
    for (int i = 0; i < COMMANDS; i++) {
      List<String> command = command(new SplittableRandom(SEED * 1_000_003 + i));
      Shell.Result result = Shell.understudy(command.toArray(new String[0]));

      String name = "command " + i + " of -Dunderstudy.seed=" + SEED + ": " + result.err();
      assertThat(result.code())
          .as(name)
          .isIn(ExitCode.OK, ExitCode.BROKEN, ExitCode.BAD_INPUT, ExitCode.INCOMPLETE);
      assertThat(result.err()).as(name).doesNotContain("\tat ", "java.", "dev.understudy");
      if (result.code() != ExitCode.OK) {
        assertThat(result.err() + result.out()).as(name).isNotBlank();
      }
      codes.merge(result.code(), 1, Integer::sum);
    }
    System.out.println("commands with random options by exit code: " + codes);
  }

  private List<String> command(SplittableRandom random) {
    List<String> names = List.copyOf(ENDINGS.keySet());
    String name = names.get(random.nextInt(names.size()));
    List<OptionSpec> options = options(name);
    List<String> command = new ArrayList<>(List.of(name));
    if (random.nextInt(8) > 0) {
      command.add("hello");
    }
    int count = random.nextInt(4);
    for (int i = 0; i < count; i++) {
      add(command, options.get(random.nextInt(options.size())), random);
    }
    if (random.nextInt(6) == 0) {
      command.add(VALUES.get(random.nextInt(VALUES.size())));
    }
    command.addAll(ENDINGS.getOrDefault(name, List.of()));
    return command;
  }

  private static List<OptionSpec> options(String name) {
    ByteArrayOutputStream nowhere = new ByteArrayOutputStream();
    CommandLine all = Main.commandLine(new Streams(nowhere, nowhere));
    CommandLine command = Objects.requireNonNull(all.getSubcommands().get(name));
    return command.getCommandSpec().options();
  }

  private void add(List<String> command, OptionSpec option, SplittableRandom random) {
    String name = option.longestName();
    if (option.arity().max() == 0) {
      command.add(name);
      return;
    }
    String value =
        WRITES.contains(name) || name.equals("--scenario")
            ? file(random)
            : VALUES.get(random.nextInt(VALUES.size()));
    if (random.nextBoolean()) {
      command.add(name + "=" + value);
    } else {
      command.addAll(List.of(name, value));
    }
  }

  /** Nothing is written anywhere but here. */
  private String file(SplittableRandom random) {
    List<String> names = List.of("", "no/such/file", "half.toml", "new.json", "new-folder/x");
    return folder.resolve(names.get(random.nextInt(names.size()))).toString();
  }

  /** The messages are UTF-8 whatever the locale. */
  @Test
  void aValueInAnyScriptIsShown() {
    Shell.Result result = Shell.understudy("fuzz", "hello", "--for", "ıİ");

    assertThat(new String(result.err().getBytes(UTF_8), UTF_8)).contains("'ıİ'");
  }
}
