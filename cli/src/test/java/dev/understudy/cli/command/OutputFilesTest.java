package dev.understudy.cli.command;

import static dev.understudy.cli.command.Shell.understudy;
import static org.assertj.core.api.Assertions.assertThat;

import dev.understudy.cli.command.Shell.Result;
import dev.understudy.cli.io.Streams;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import java.util.TreeSet;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import picocli.CommandLine;

/** No command overwrites what it reads, or one result by another, or works for nothing. */
class OutputFilesTest {
  private static final List<String> INPUTS = List.of("guest.asm", "end.inc", "guest.toml");

  /** Options that name a file or folder, which is only read. */
  private static final List<String> READ =
      List.of(
          "compare --scenario",
          "debug --scenario",
          "debug -x",
          "diff --pair",
          "explore --scenario",
          "fuzz --scenario",
          "killmatrix --scenario",
          "run --scenario",
          "sweep --scenario");

  /** Options that name what is written; fuzz has a folder, and tests of its own. */
  private enum Writing {
    RECORD("run", "--record"),
    TRACE("run", "--trace"),
    SHIVIZ("run", "--shiviz"),
    OUTPUT("asm", "--output"),
    RESUME("sweep", "--resume"),
    ARTIFACTS("fuzz", "--artifacts");

    private final String command;
    private final String option;

    Writing(String command, String option) {
      this.command = command;
      this.option = option;
    }

    private String[] words(String program, String file) {
      return new String[] {command, program, option, file};
    }

    private boolean readsAScenario() {
      return this != OUTPUT;
    }
  }

  @TempDir private Path folder = Path.of("");

  @BeforeEach
  void aGuestOfSeveralFiles() throws IOException {
    Files.writeString(
        folder.resolve("guest.asm"), ".include \"devices.inc\"\n.include \"end.inc\"\n");
    Files.writeString(folder.resolve("end.inc"), "start:  mov r0, 0\n        out POWER_OFF, r0\n");
    Files.writeString(folder.resolve("guest.toml"), "program = \"guest.asm\"\nlength = \"9ms\"\n");
  }

  private String at(String name) {
    return folder.resolve(name).toString();
  }

  private Map<String, String> contents() throws IOException {
    Map<String, String> contents = new TreeMap<>();
    try (var files = Files.list(folder)) {
      for (Path file : files.filter(Files::isRegularFile).toList()) {
        contents.put(file.getFileName().toString(), Files.readString(file));
      }
    }
    return contents;
  }

  @Test
  void everyOptionThatNamesAFileIsKnownHere() {
    TreeSet<String> known = new TreeSet<>(READ);
    known.add("link --output"); // noTranslatedProgramIsOverwritten
    known.add("run --html"); // StandalonePageTest, in the module that has the page
    for (Writing writing : Writing.values()) {
      known.add(writing.command + " " + writing.option);
    }
    Streams nowhere = new Streams(new ByteArrayOutputStream(), new ByteArrayOutputStream());
    List<String> found = new ArrayList<>();
    for (CommandLine command : Main.commandLine(nowhere).getSubcommands().values()) {
      command.getCommandSpec().options().stream()
          .filter(option -> List.of("FILE", "FOLDER").contains(option.paramLabel()))
          .forEach(option -> found.add(command.getCommandName() + " " + option.longestName()));
    }
    assertThat(found).containsExactlyInAnyOrderElementsOf(known);
  }

  @ParameterizedTest
  @EnumSource(mode = EnumSource.Mode.EXCLUDE, names = "ARTIFACTS")
  void noInputIsOverwritten(Writing writing) throws IOException {
    Path link = Files.createSymbolicLink(folder.resolve("link"), Path.of("guest.asm"));
    Path second = Files.createLink(folder.resolve("second"), folder.resolve("end.inc"));
    Map<String, String> before = contents();
    List<Path> named = new ArrayList<>(List.of(link, second));
    INPUTS.forEach(name -> named.add(folder.resolve(name)));
    named.add(folder.resolve("x").resolveSibling("guest.asm").toAbsolutePath().normalize());
    if (!writing.readsAScenario()) {
      named.remove(folder.resolve("guest.toml"));
    }
    for (Path file : named) {
      understudy(writing.words(at("guest.asm"), file.toString()))
          .isBadInput(
              file + ": is what this command reads, expected another file for " + writing.option);
    }
    assertThat(contents()).isEqualTo(before);
  }

  @Test
  void noTranslatedProgramIsOverwritten() throws IOException {
    Path elf = folder.resolve("hello.elf");
    try (InputStream hello = OutputFilesTest.class.getResourceAsStream("hello.elf")) {
      Files.copy(Objects.requireNonNull(hello), elf);
    }
    byte[] before = Files.readAllBytes(elf);

    understudy("link", elf.toString(), "-o", elf.toString())
        .isBadInput(elf + ": is what this command reads, expected another file for --output");
    assertThat(Files.readAllBytes(elf)).isEqualTo(before);
  }

  @Test
  void noResultIsOverwrittenByAnother() throws IOException {
    Files.createSymbolicLink(folder.resolve("link"), Path.of("out"));
    Map<String, String> before = contents();
    understudy("run", at("guest.asm"), "--trace", at("out"), "--shiviz", at("out"))
        .isBadInput(at("out") + ": is what --trace writes, expected another file for --shiviz");
    understudy("run", at("guest.asm"), "--trace", at("link"), "--record", at("out"))
        .isBadInput(at("out") + ": is what --trace writes, expected another file for --record");
    assertThat(contents()).isEqualTo(before);
  }

  @Test
  void aDeviceTakesAnything() {
    Result result =
        understudy(
            "run",
            at("guest.asm"),
            "--trace",
            "/dev/null",
            "--shiviz",
            "/dev/null",
            "--record",
            "/dev/null");
    assertThat(result.err()).isEmpty();
  }

  /** A run of this guest would go on for an hour. */
  @ParameterizedTest
  @EnumSource(
      mode = EnumSource.Mode.EXCLUDE,
      names = {"OUTPUT", "ARTIFACTS"})
  void whatCanNotBeWrittenIsFoundBeforeTheWork(Writing writing) throws IOException {
    Files.writeString(folder.resolve("end.inc"), "start:  jmp start\n");
    Files.writeString(
        folder.resolve("guest.toml"), "program = \"guest.asm\"\nlength = \"3600s\"\n");
    understudy(writing.words(at("guest.asm"), at("nowhere/x")))
        .isBadInput(at("nowhere/x") + ": can't be written: no such folder");
    understudy(writing.words(at("guest.asm"), at("end.inc/x")))
        .isBadInput(at("end.inc/x") + ": can't be written: what should be its folder is none");
    understudy(writing.words(at("guest.asm"), folder.toString()))
        .isBadInput(folder + ": is a folder, expected the name of a file to write");
    Files.createSymbolicLink(folder.resolve("circle"), Path.of("circle"));
    understudy(writing.words(at("guest.asm"), at("circle")))
        .isBadInput(at("circle") + ": can't be written: its links lead in a circle");
    Files.createSymbolicLink(folder.resolve("dangling"), Path.of("nowhere", "x"));
    understudy(writing.words(at("guest.asm"), at("dangling")))
        .isBadInput(
            at("dangling")
                + ": can't be written: it is a link to a file in "
                + at("nowhere")
                + ", which does not exist");
  }

  @Test
  void aLinkToAFileThatIsNotThereYetLeadsToIt() throws IOException {
    Files.createSymbolicLink(folder.resolve("link.json"), Path.of("report.json"));
    understudy("sweep", "hello", "--faults", "crash-primary", "--resume", at("link.json")).isFine();
    assertThat(folder.resolve("link.json")).isSymbolicLink();
    assertThat(folder.resolve("report.json")).content().contains("\"verdict\"");
    understudy("sweep", "hello", "--faults", "crash-primary", "--resume", at("link.json")).isFine();
  }

  @Test
  void nothingIsLeftBehindByACommandThatIsRefused() throws IOException {
    Map<String, String> before = contents();
    assertThat(
            understudy(
                    "run",
                    at("guest.asm"),
                    "--trace",
                    at("a"),
                    "--shiviz",
                    at("b"),
                    "--record",
                    at("nowhere/c"))
                .code())
        .isEqualTo(2);
    assertThat(contents()).isEqualTo(before);
  }

  // ---- a folder for failures

  @Test
  void aScenarioThatACampaignReadsIsNotOverwrittenByItsFailures() throws IOException {
    Path found = Files.createDirectories(folder.resolve("failures").resolve("scenario-1-17"));
    Path scenario = Files.writeString(found.resolve("scenario.toml"), "program = \"hello\"\n");
    Result result =
        understudy(
            "fuzz",
            "--scenario",
            scenario.toString(),
            "--artifacts",
            at("failures"),
            "--runs",
            "1");
    result.isBadInput(
        scenario
            + ": is what this command reads and may write, expected another folder for"
            + " --artifacts");
    understudy("fuzz", "hello", "--artifacts", at("guest.asm"))
        .isBadInput(at("guest.asm") + ": is no folder, expected one for --artifacts");
    understudy("fuzz", "hello", "--artifacts", at("guest.asm/x/y"))
        .isBadInput(at("guest.asm/x/y") + ": is no folder, expected one for --artifacts");
  }
}
