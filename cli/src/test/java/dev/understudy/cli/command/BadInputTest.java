package dev.understudy.cli.command;

import static dev.understudy.cli.command.Shell.understudy;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Whatever a user gets wrong costs one line that says where, what, and what was expected. */
class BadInputTest {
  @TempDir private Path folder = Path.of("");

  private String file(String name, String text) throws IOException {
    return file(name, text.getBytes(UTF_8));
  }

  private String file(String name, byte[] bytes) throws IOException {
    return Files.write(folder.resolve(name), bytes).toString();
  }

  @Test
  void misspeltProgramsNameTheNearestOne() {
    understudy("disasm", "helo").isBadInput("unknown program 'helo'; did you mean 'hello'?");
    understudy("asm", "bnak").isBadInput("unknown program 'bnak'; did you mean 'bank'?");
    understudy("programs", "Bank").isBadInput("unknown program 'Bank'; did you mean 'bank'?");
    understudy("disasm", "nowhere/hello.asm")
        .isBadInput(
            "nowhere/hello.asm: no such file, expected a program that ships, an assembly source,"
                + " an image or an ELF file for RV64IM; 'understudy programs' lists what ships");
    understudy("disasm", "bank.asm").isBadInput("bank.asm: no such file; did you mean 'bank'?");
    understudy("disasm", "")
        .isBadInput(
            "unknown program '', expected a program that ships, an assembly source, an image or an"
                + " ELF file for RV64IM;"
                + " 'understudy programs' lists what ships");
  }

  @Test
  void aPageThatIsNotThereSaysWhoBuildsIt() {
    understudy("explore", "bank")
        .isBadInput(
            "understudy explore: this jar is without the page, expected to be started by"
                + " './understudy', which builds it");
    understudy("run", "bank", "--html", "bank.html")
        .isBadInput(
            "understudy run --html: this jar is without the page, expected to be started by"
                + " './understudy', which builds it");
  }

  @Test
  void benchmarksThatAreNotThereSayWhereTheyAre() {
    understudy("bench", "--quick")
        .isBadInput(
            "this jar is without the benchmarks, expected the one that './understudy bench'"
                + " starts");
  }

  @Test
  void unknownCommandsAndOptionsNameTheNearestOne() {
    understudy("progams")
        .isBadInput("understudy: unknown command 'progams'; did you mean" + " 'programs'?");
    understudy("hello")
        .isBadInput("understudy: unknown command 'hello'; did you mean 'run" + " hello'?");
    understudy("help", "asn")
        .isBadInput("understudy help: unknown command 'asn'; did you mean 'asm'?");
    understudy("xyzzy").isBadInput("understudy: unknown command 'xyzzy'; see 'understudy --help'");
    understudy("asm", "--liting", "hello")
        .isBadInput("understudy asm: unknown option '--liting'; did you mean '--listing'?");
    understudy("asm", "hello", "--sybols=yes")
        .isBadInput("understudy asm: unknown option '--sybols'; did you mean '--symbols'?");
    understudy("disasm", "-x", "hello")
        .isBadInput("understudy disasm: unknown option '-x'; see 'understudy disasm --help'");
  }

  @Test
  void missingAndSurplusArgumentsAreNamed() {
    understudy("asm").isBadInput("understudy asm: missing PROGRAM; see 'understudy asm --help'");
    understudy("asm", "hello", "-o")
        .isBadInput("understudy asm: missing FILE after --output; see 'understudy asm --help'");
    understudy("disasm", "hello", "there")
        .isBadInput(
            "understudy disasm: unexpected argument 'there'; see 'understudy disasm" + " --help'");
    understudy("programs", "--source")
        .isBadInput("understudy programs: missing NAME: whose source or scenario?");
  }

  /** An argument that begins with @ would be a file of arguments, were it left to picocli. */
  @Test
  void argumentsAreNeverReadFromFiles() throws IOException {
    String arguments = file("arguments", "programs");
    understudy("disasm", "@" + arguments)
        .isBadInput(
            "@"
                + arguments
                + ": no such file, expected a program that ships, an assembly source, an image or"
                + " an ELF file for RV64IM; 'understudy programs' lists what ships");
  }

  @Test
  void everyAssemblyErrorHasItsPlace() throws IOException {
    String source = file("two.asm", "start:\n  mvo r0, 1\n  add r0\n");
    Shell.Result result = understudy("asm", source);
    assertThat(result.code()).isEqualTo(2);
    assertThat(result.err().lines().toList())
        .hasSize(6)
        .satisfies(lines -> assertThat(lines.get(0)).startsWith(source + ":2:3: ").contains("mvo"))
        .satisfies(lines -> assertThat(lines.get(1)).isEqualTo("      mvo r0, 1"))
        .satisfies(lines -> assertThat(lines.get(2)).isEqualTo("      ^^^"))
        .satisfies(lines -> assertThat(lines.get(3)).startsWith(source + ":3:"));
  }

  @Test
  void manyAssemblyErrorsAreCounted() throws IOException {
    String source = file("many.asm", "start:\n" + "  bogus\n".repeat(500));
    Shell.Result result = understudy("asm", source);
    assertThat(result.code()).isEqualTo(2);
    List<String> lines = result.err().lines().toList();
    assertThat(lines).hasSize(20 * 3 + 1);
    assertThat(lines.get(60)).isEqualTo("and 480 more problems");
  }

  @Test
  void anEmptyFileIsNoProgram() throws IOException {
    String empty = file("empty.asm", "");
    understudy("asm", empty)
        .isBadInput(
            empty + ":1:1: the file is empty, expected an assembly source in UTF-8 or an image");
  }

  /** Sparse, so that it costs no room here either. */
  @Test
  void anEnormousFileIsRefusedUnread() throws IOException {
    Path huge = folder.resolve("huge.asm");
    try (RandomAccessFile sparse = new RandomAccessFile(huge.toFile(), "rw")) {
      sparse.setLength(300L << 20);
    }
    understudy("asm", huge.toString())
        .isBadInput(huge + ": too large (314,572,800 bytes), expected at most 16 MiB");
  }

  @Test
  void aFileWithoutAnEndIsReadNoFurtherThanTheLimit() {
    Assumptions.assumeTrue(Files.exists(Path.of("/dev/zero")));
    understudy("asm", "/dev/zero")
        .isBadInput("/dev/zero: too large (more than it may have), expected at most 16 MiB");
  }

  @Test
  void aFolderIsNoProgram() {
    understudy("asm", folder.toString())
        .isBadInput(
            folder
                + ": is a folder, expected a program that ships, an assembly source, an image or an"
                + " ELF file for RV64IM");
  }

  @Test
  void aFileThatMayNotBeReadIsSaidToBeSo() throws IOException {
    Path secret = Path.of(file("secret.asm", "start: halt\n"));
    Files.setPosixFilePermissions(secret, PosixFilePermissions.fromString("---------"));
    Assumptions.assumeFalse(Files.isReadable(secret), "root may read everything");
    understudy("asm", secret.toString())
        .isBadInput(
            secret
                + ": no permission to read it, expected a program that ships, an assembly source,"
                + " an image or an ELF file for RV64IM");
  }

  @Test
  void bytesThatAreNoTextAreShownWithTheirPlace() throws IOException {
    byte[] garbage = "start:\n  näh\u0000".getBytes(UTF_8);
    garbage[garbage.length - 1] = (byte) 0xff;
    String file = file("garbage.asm", garbage);
    understudy("asm", file)
        .isBadInput(
            file
                + ":2:6: byte 0xff is no text in UTF-8, expected an assembly source in UTF-8 or an"
                + " image");
  }

  /** Nothing that stands in a file may write to the terminal as it likes. */
  @Test
  void controlCharactersOfASourceAreShownEscaped() throws IOException {
    String file = file("evil.asm", "start:\n  \u001b[2Jmov\n  .include \"\u001b]0;x\u0007\"\n");
    Shell.Result result = understudy("asm", file);
    assertThat(result.code()).isEqualTo(2);
    assertThat(result.err().codePoints().filter(c -> c != '\n' && Character.isISOControl(c)))
        .isEmpty();
    understudy("run\u001b[2J")
        .isBadInput("understudy: unknown command 'run\\u{1b}[2J'; see 'understudy --help'");
  }

  @Test
  void damagedImagesAreRefusedWithThePlace() throws IOException {
    Path image = folder.resolve("hello.img");
    understudy("asm", "hello", "-o", image.toString()).isFine();
    byte[] whole = Files.readAllBytes(image);
    whole[100] ^= 1;
    String damaged = file("damaged.img", whole);
    understudy("disasm", damaged)
        .isBadInput(
            damaged
                + ": byte "
                + (whole.length - 4)
                + ": the checksum does not match: the file is damaged or cut short");
    String future =
        file("future.img", new byte[] {(byte) 0x89, 'U', 'S', 'I', 'M', 'G', 13, 10, 9, 0, 0, 0});
    understudy("disasm", future)
        .isBadInput(future + ": byte 8: version 9 of the format, expected 1");
  }

  @Test
  void aTargetThatCanNotBeWrittenIsNamed() {
    understudy("asm", "hello", "-o", folder.toString())
        .isBadInput(folder + ": is a folder, expected the name of a file to write");
    Path nowhere = folder.resolve("nowhere").resolve("x.img");
    understudy("asm", "hello", "-o", nowhere.toString())
        .isBadInput(nowhere + ": can't be written: no such folder");
    assertThat(folder).isEmptyDirectory();
  }

  @Test
  void aSourceIsNotOverwrittenByItsImage() throws IOException {
    String source = file("x.asm", "start: halt\n");
    understudy("asm", source, "-o", source)
        .isBadInput(source + ": is what this command reads, expected another file for --output");
    assertThat(Path.of(source)).hasContent("start: halt\n");
  }

  @Test
  void aFullDiskIsReported() {
    Assumptions.assumeTrue(Files.exists(Path.of("/dev/full")));
    understudy("asm", "hello", "-o", "/dev/full")
        .isBadInput("/dev/full: can't be written: No space left on device");
  }

  // ---- run

  /** A file that is no program is refused in one wording by every command that reads programs. */
  @ParameterizedTest
  @ValueSource(strings = {"run", "asm", "disasm"})
  void everyCommandRefusesWhatIsNoProgram(String command) throws IOException {
    Path huge = folder.resolve("huge.img");
    try (RandomAccessFile sparse = new RandomAccessFile(huge.toFile(), "rw")) {
      sparse.setLength(300L << 20);
    }
    byte[] junk = new byte[4096];
    new SplittableRandom(7).nextBytes(junk);
    junk[0] = (byte) 0xff;
    for (String program :
        List.of(
            huge.toString(),
            folder.toString(),
            file("empty.img", ""),
            file("junk.img", junk),
            file("broken.asm", "start: mvo r0, 1\n"),
            folder.resolve("none.asm").toString(),
            "bnak")) {
      Shell.Result result = understudy(command, program);
      assertThat(result.code()).as("%s %s", command, program).isEqualTo(2);
      assertThat(result.out()).as("%s %s", command, program).isEmpty();
      // One line, and for a source the marked line as well.
      int lines = program.endsWith(".asm") && Files.exists(Path.of(program)) ? 3 : 1;
      assertThat(result.err().lines()).as("%s %s", command, program).hasSize(lines);
      assertThat(result.err()).doesNotContain("Exception", "\tat ", "internal");
    }
  }

  @Test
  void aRunNeedsAProgram() {
    understudy("run")
        .isBadInput(
            "understudy run: missing PROGRAM or --scenario FILE; see 'understudy run --help'");
    understudy("run", "bnak").isBadInput("unknown program 'bnak'; did you mean 'bank'?");
    understudy("run", "mine.toml")
        .isBadInput(
            "mine.toml: a scenario, expected a program; did you mean '--scenario mine.toml'?");
  }

  /** A message about one command does not mention another. */
  @ParameterizedTest
  @ValueSource(strings = {"run", "compare", "debug", "sweep", "fuzz"})
  void whatIsMissingIsMissedByTheCommandThatWasGiven(String command) {
    understudy(command)
        .isBadInput(
            "understudy "
                + command
                + ": missing PROGRAM or --scenario FILE; see 'understudy "
                + command
                + " --help'");
  }

  @Test
  void aSweepNeedsAWorker() {
    understudy("sweep", "counter", "--workers", "0")
        .isBadInput("understudy sweep: --workers '0', expected 1 to 1024");
  }

  /** The reader of scenarios refuses the two together; an option does not bring them together. */
  @Test
  void shippedCheckpointsAreNotCloned() throws IOException {
    String scenario =
        file("pool.toml", "program = \"hello\"\n[cluster]\nreplace-after = \"5ms\"\n");
    understudy("run", "--scenario", scenario, "--strategy", "checkpoint")
        .isBadInput(
            "understudy run: --strategy 'checkpoint': a guest whose checkpoints are shipped can't"
                + " be cloned, expected another replication.strategy than checkpoint, or no cluster"
                + " service");
  }

  @Test
  void whoReplaysNothingRepeatsNoReads() throws IOException {
    String reads = "program = \"disklog\"\n[disk]\nreads = \"repeated\"\n";
    String checkpoints = "[replication]\nstrategy = \"checkpoint\"\n";
    String both = file("both.toml", reads + checkpoints);
    understudy("run", "--scenario", both)
        .isBadInput(
            both
                + ":3:9: a backup that gets checkpoints replays nothing that it could repeat:"
                + " 'repeated', expected \"logged\", or another replication.strategy than"
                + " checkpoint");
    understudy("run", "--scenario", file("reads.toml", reads), "--strategy", "checkpoint")
        .isBadInput(
            "understudy run: --strategy 'checkpoint': a backup that gets checkpoints replays"
                + " nothing that it could repeat, expected \"logged\", or another"
                + " replication.strategy than checkpoint");
  }

  @Test
  void everythingWrongWithAScenarioHasItsPlace() throws IOException {
    String scenario =
        file(
            "wrong.toml",
            """
            program = "bank"
            sede = 3
            length = "3 parsecs"
            [[faults]]
            kind = "crsh"
            at = "1ms"
            """);
    Shell.Result result = understudy("run", "--scenario", scenario);
    assertThat(result.code()).isEqualTo(2);
    assertThat(result.err().lines().toList())
        .hasSize(3)
        .satisfies(
            lines -> {
              assertThat(lines.get(0))
                  .startsWith(scenario + ":2:1: ")
                  .endsWith("; did you mean seed?");
              assertThat(lines.get(1))
                  .startsWith(scenario + ":3:10: ")
                  .contains("'3 parsecs', expected ");
              assertThat(lines.get(2))
                  .startsWith(scenario + ":5:8: ")
                  .contains("'crsh', expected ")
                  .endsWith("; did you mean crash?");
            });
  }

  @Test
  void aScenarioThatIsNoTomlHasItsPlace() throws IOException {
    String scenario = file("broken.toml", "program = \"bank\"\nlength = = 3\n");
    Shell.Result result = understudy("run", "bank", "--scenario", scenario);
    assertThat(result.code()).isEqualTo(2);
    assertThat(result.err().lines()).hasSize(1);
    assertThat(result.err()).startsWith(scenario + ":2:").contains("expected");
    understudy("run", "bank", "--scenario", folder.resolve("none.toml").toString())
        .isBadInput(folder.resolve("none.toml") + ": no such file, expected a scenario in TOML");
    String empty = file("empty.toml", "");
    understudy("run", "bank", "--scenario", empty)
        .isBadInput(empty + ":1:1: the file is empty, expected a scenario in TOML");
  }

  @Test
  void manyThingsWrongWithAScenarioAreCounted() throws IOException {
    StringBuilder text = new StringBuilder("program = \"bank\"\n");
    for (int i = 0; i < 50; i++) {
      text.append("key").append(i).append(" = 1\n");
    }
    List<String> lines =
        understudy("run", "--scenario", file("many.toml", text.toString())).err().lines().toList();
    assertThat(lines).hasSize(21);
    assertThat(lines.get(20)).isEqualTo("and 30 more problems");
  }

  @Test
  void faultsThatMakeNoSenseSayWhatWould() {
    understudy("run", "bank", "--crash", "primry@20ms")
        .isBadInput(
            "understudy run: --crash 'primry@20ms': this does not fit a crash: 'primry', expected"
                + " primary, backup, destination or host-1, host-2 ...; did you mean primary?");
    understudy("run", "bank", "--crash", "primary")
        .isBadInput(
            "understudy run: --crash 'primary': something is missing, expected WHOM@WHEN, such as"
                + " primary@20ms");
    understudy("run", "bank", "--fault", "crsh primary@1ms")
        .isBadInput(
            "understudy run: --fault 'crsh primary@1ms': there is no such fault: 'crsh', expected"
                + " one of crash, pause, slow, cut, disk-outage; did you mean crash?");
    understudy("run", "bank", "--crash", "host-3@1ms")
        .isBadInput(
            "understudy run: --crash 'host-3@1ms': there are 2 hosts only, expected host-1 to"
                + " host-2");
    for (String when :
        List.of("20parsecs", "-3ms", "#-1", "entri:4", "", "99999999999999999999s")) {
      Shell.Result result = understudy("run", "bank", "--crash", "primary@" + when);
      assertThat(result.code()).as(when).isEqualTo(2);
      assertThat(result.err().lines()).as(when).hasSize(1);
    }
  }

  @Test
  void operationsThatMakeNoSenseSayWhatWould() throws IOException {
    understudy("run", "bank", "--do", "pauze@20ms")
        .isBadInput(
            "understudy run: --do 'pauze@20ms': there is no such operation: 'pauze', expected one"
                + " of pause, resume, power-off, share, ft-off, ft-on, failover, move-backup,"
                + " move-primary; did you mean pause?");
    understudy("run", "bank", "--do", "move-backup:host-3@20ms")
        .isBadInput(
            "understudy run: --do 'move-backup:host-3@20ms': there are 2 hosts only, expected"
                + " host-1 to host-2");
    understudy("run", "bank", "--do", "pause@20s")
        .isBadInput(
            "understudy run: --do 'pause@20s': the run is over by then, expected less than the"
                + " length, 2s");
    String late =
        file(
            "late.toml",
            """
            program = "bank"
            [[operations]]
            do = "move-backup:host-9"
            at = "20s"
            """);
    understudy("run", "--scenario", late)
        .isBadInput(
            late + ":3:6: there are 2 hosts only: 'move-backup:host-9', expected host-1 to host-2",
            late + ":4:6: the run is over by then: '20s', expected less than the length, 2s");
  }

  /** The run is fine, and not what was asked for. */
  @Test
  void anOperationThatCanNotBeDoneIsNamed() {
    Shell.Result result = understudy("run", "counter", "--do", "resume@20ms", "--quiet");
    assertThat(result.code()).isEqualTo(4);
    assertThat(result.out())
        .startsWith("operation-not-done  resume@20ms came to nothing: it is not paused\n");
  }

  @Test
  void optionsOfARunAreChecked() {
    understudy("run", "hello", "--engine", "compield")
        .isBadInput(
            "understudy run: there is no engine 'compield', expected compiled, interpreted, mixed");
    understudy("run", "hello", "--seed", "x")
        .isBadInput(
            "understudy run: invalid value for option '--seed': 'x' is no seed, expected a whole"
                + " number of 64 bits");
    understudy("run", "hello", "--sed", "3")
        .isBadInput("understudy run: unknown option '--sed'; did you mean '--seed'?");
    understudy("run", "hello", "--quiet", "--json")
        .isBadInput("understudy run: --quiet, --json are mutually exclusive (specify only one)");
  }
}
