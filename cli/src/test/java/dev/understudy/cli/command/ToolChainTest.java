package dev.understudy.cli.command;

import static dev.understudy.cli.command.Shell.understudy;
import static org.assertj.core.api.Assertions.assertThat;

import dev.understudy.experiment.report.ReadableNumbers;
import dev.understudy.programs.Programs;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import tools.jackson.databind.JsonNode;

/** asm, disasm and programs. */
class ToolChainTest {
  @TempDir private Path folder = Path.of("");

  private static final String GUEST =
      """
              .include "exit.inc"
      start:
              mov     r1, 0x123456789abcdef0
              exit
              .data
      table:  .quad   1, 2, 3
      """;

  private Path guest() throws IOException {
    Files.writeString(
        folder.resolve("exit.inc"),
        """
                .macro exit
                mov     r0, 0
                out     0x60, r0
                .endm
        """);
    return Files.writeString(folder.resolve("guest.asm"), GUEST);
  }

  private String at(String name) {
    return folder.resolve(name).toString();
  }

  static Iterable<String> programs() {
    return Programs.names();
  }

  @ParameterizedTest
  @MethodSource("programs")
  void disassemblyAssemblesToTheSameImage(String program) throws IOException {
    understudy("asm", program, "-o", at("first.img")).isFine();
    Shell.Result source = understudy("disasm", at("first.img")).isFine();
    Files.write(folder.resolve("again.asm"), source.bytes());
    understudy("asm", at("again.asm"), "-o", at("second.img")).isFine();
    assertThat(understudy("disasm", at("second.img")).out()).isEqualTo(source.out());
    JsonNode first = understudy("asm", at("first.img"), "--symbols", "--json").isFine().json();
    JsonNode second = understudy("asm", at("second.img"), "--symbols", "--json").isFine().json();
    for (String key : new String[] {"contentsBytes", "memorySize", "entry", "symbols"}) {
      assertThat(second.get(key)).as(key).isEqualTo(first.get(key));
    }
  }

  @Test
  void asmSaysWhatItWrote() throws IOException {
    String image = at("g.img");
    assertThat(understudy("asm", guest().toString(), "-o", image).isFine().out())
        .isEqualTo(
            image
                + ": "
                + ReadableNumbers.number(Files.size(Path.of(image)))
                + " bytes; memory 1 MiB, entry 0x1000, 2 symbols\n");
    assertThat(folder.resolve("g.img")).isRegularFile();
    try (var files = Files.list(folder)) {
      assertThat(files.map(file -> file.getFileName().toString()))
          .as("no temporary file is left behind")
          .containsExactlyInAnyOrder("exit.inc", "guest.asm", "g.img");
    }
  }

  @Test
  void symbolsAndListingAreForReadingAndWriteNothing() throws IOException {
    String guest = guest().toString();
    assertThat(understudy("asm", guest, "--symbols").isFine().out())
        .isEqualTo("0x1000  start\n0x2000  table\n");
    assertThat(understudy("asm", guest, "--listing").isFine().out().lines())
        .anyMatch(line -> line.startsWith("00001000  ") && line.contains("guest.asm:3"));
    assertThat(folder.resolve("guest.img")).doesNotExist();
  }

  @Test
  void aRegionIsShownBesideItsBytecode() throws IOException {
    assertThat(understudy("asm", "sieve", "--explain").isFine().out().lines())
        .anyMatch(line -> line.startsWith("region at 0x1000: "))
        .anyMatch(line -> line.endsWith("IF_ICMPLT L0") || line.contains("LOOKUPSWITCH"))
        .contains("exits");
    JsonNode json = understudy("asm", "sieve", "--explain", "--json").isFine().json();
    assertThat(json.propertyNames())
        .containsExactly("root", "instructions", "methodBytes", "sections");
    for (JsonNode section : json.get("sections")) {
      boolean isGuest = section.get("purpose").asString().equals("instruction");
      assertThat(section.get("guest").isNull()).isEqualTo(!isGuest);
      assertThat(section.get("bytecode")).isNotEmpty();
    }
    assertThat(json.get("sections").size()).isGreaterThan(json.get("instructions").asInt());
    understudy("asm", "sieve", "--explain", "--at", "nowhere")
        .isBadInput("--at nowhere: no such label, expected one or 0x...");
    understudy("asm", "sieve", "--explain", "--at", "0x3")
        .isBadInput(
            "0x3: no compiled code can begin there, expected the address of an instruction that is"
                + " not left to the interpreter");
    understudy("asm", "sieve", "--at", "0x1000")
        .isBadInput("--at 0x1000: expected --explain beside it");
  }

  @Test
  void asmAsJson() throws IOException {
    JsonNode json =
        understudy("asm", guest().toString(), "-o", at("g.img"), "--listing", "--json")
            .isFine()
            .json();
    assertThat(json.propertyNames())
        .containsExactly(
            "program",
            "written",
            "imageBytes",
            "contentsBytes",
            "memorySize",
            "entry",
            "symbols",
            "listing");
    assertThat(json.get("program").asString()).isEqualTo("guest");
    assertThat(json.get("written").asString()).isEqualTo(at("g.img"));
    assertThat(json.get("imageBytes").asLong()).isEqualTo(Files.size(folder.resolve("g.img")));
    assertThat(json.get("symbols").get("table").asInt()).isEqualTo(0x2000);
    assertThat(json.get("listing").size()).isGreaterThan(5);
  }

  @Test
  void disasmAsJson() throws IOException {
    JsonNode json = understudy("disasm", guest().toString(), "--json").isFine().json();
    assertThat(json.propertyNames()).containsExactly("program", "memorySize", "entry", "source");
    assertThat(json.get("source").toString()).contains("start:").contains("table:");
  }

  @Test
  void programsListsWhatShips() {
    assertThat(understudy("programs").isFine().out().lines())
        .hasSameSizeAs(Programs.names())
        .anyMatch(line -> line.matches("hello +prints one line and powers off\\."));
    assertThat(understudy("programs", "--json").isFine().json().get("programs").size())
        .isEqualTo(Programs.names().size());
  }

  @Test
  void aProgramsPartsArePrintedToTheByte() {
    var hello = Programs.find("hello").orElseThrow();
    assertThat(understudy("programs", "hello", "--source").isFine().out())
        .isEqualTo(hello.source());
    assertThat(understudy("programs", "hello", "--scenario").isFine().out())
        .isEqualTo(hello.scenario());
    JsonNode json = understudy("programs", "hello", "--json").isFine().json();
    assertThat(json.get("source").asString()).isEqualTo(hello.source());
    assertThat(json.get("expected").asString()).isEqualTo(hello.expected().orElseThrow());
  }

  @Test
  void aProgramIntroducesItself() {
    assertThat(understudy("programs", "hello").isFine().out())
        .startsWith("hello: prints one line and powers off.\n\nWhat it shows.")
        .contains("understudy run hello");
  }

  @Test
  void aByteOrderMarkIsNoPartOfASource() throws IOException {
    Path file = Files.writeString(folder.resolve("bom.asm"), "\ufeffstart: halt\r\n");
    understudy("asm", file.toString(), "--symbols").isFine();
  }
}
