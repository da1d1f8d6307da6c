package dev.understudy.cli.command;

import static dev.understudy.cli.command.Shell.understudy;
import static org.assertj.core.api.Assertions.assertThat;

import dev.understudy.programs.Programs;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import java.util.regex.Pattern;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;

/** Programs that a compiler of others made: link, and every command that takes a guest. */
class ElfFilesTest {
  @TempDir private Path folder = Path.of("");
  private String elf = "";
  private String scenario = "";

  @BeforeEach
  void aServerInC() throws IOException {
    elf = Files.write(folder.resolve("server.elf"), Programs.elf("resp")).toString();
    scenario = scenario("server.elf");
  }

  /** That of the server, with another guest in it. */
  private String scenario(String program) throws IOException {
    String text = Programs.find("resp").orElseThrow().scenario();
    String other = text.replace("program = \"resp\"", "program = \"" + program + "\"");
    return Files.writeString(folder.resolve(program + ".toml"), other).toString();
  }

  private String at(String name) {
    return folder.resolve(name).toString();
  }

  @Test
  void aLinkedImageIsTheProgramThatShips() throws IOException {
    assertThat(understudy("link", elf, "-o", at("server.img")).isFine().out())
        .startsWith(at("server.img") + ": ")
        .containsPattern("[0-9,]+ instructions became [0-9,]+ instructions at 0x2000");
    understudy("asm", "resp", "-o", at("shipped.img")).isFine();

    assertThat(folder.resolve("server.img"))
        .hasBinaryContent(Files.readAllBytes(folder.resolve("shipped.img")));
  }

  @Test
  void linkAsJson() throws IOException {
    JsonNode json = understudy("link", elf, "-o", at("s.img"), "--json").isFine().json();

    assertThat(json.propertyNames())
        .containsExactly(
            "program",
            "written",
            "imageBytes",
            "memorySize",
            "entry",
            "instructions",
            "unknownWords",
            "translatedInstructions",
            "codeAddress",
            "tableBytes");
    assertThat(json.get("imageBytes").asLong()).isEqualTo(Files.size(folder.resolve("s.img")));
    assertThat(json.get("unknownWords").asInt()).isZero();
  }

  @Test
  void itsPrimaryDiesAndNobodyNotices() {
    JsonNode json =
        understudy("run", elf, "--scenario", scenario, "--crash", "primary@20ms", "--json")
            .isFine()
            .json();
    JsonNode shipped = understudy("run", "resp", "--crash", "primary@20ms", "--json").json();

    assertThat(json.get("traceHash")).isEqualTo(shipped.get("traceHash"));
    assertThat(json.get("failovers").asInt()).isEqualTo(1);
  }

  @Test
  void aRecordingIsReplayed() {
    understudy("run", elf, "--scenario", scenario, "--record", at("s.rec")).isFine();
    understudy("replay", at("s.rec")).isFine();
  }

  @Test
  void linesOfTheSourceAreShown() throws IOException {
    Path script =
        Files.write(folder.resolve("commands.txt"), List.of("goto output", "list", "quit"));

    assertThat(understudy("debug", elf, "--scenario", scenario, "-x", script.toString()).out())
        .contains("(understudy/network.c:")
        .contains("network_wait+0x");
  }

  /** resp.c with -DFORGETFUL: it carries out again what it has answered before. */
  @Test
  void aBugInItsSourceIsFound() throws IOException {
    try (InputStream in = ElfFilesTest.class.getResourceAsStream("resp-forgetful.elf")) {
      Files.write(folder.resolve("forgetful.elf"), Objects.requireNonNull(in).readAllBytes());
    }
    Shell.Result found =
        understudy(
            "fuzz",
            at("forgetful.elf"),
            "--scenario",
            scenario("forgetful.elf"),
            "--runs",
            "10",
            "--artifacts",
            at("failures"));

    assertThat(found.code()).isEqualTo(1);
    assertThat(found.out()).contains("BROKEN  clients: not linearizable").contains("(incr ");
  }

  @Test
  void whatIsNoProgramForIt() throws IOException {
    byte[] file = Programs.elf("resp");
    Path cut = Files.write(folder.resolve("cut.elf"), Arrays.copyOf(file, 100));
    byte[] foreign = file.clone();
    foreign[18] = 62;
    Path other = Files.write(folder.resolve("other.elf"), foreign);
    Path text = Files.writeString(folder.resolve("text.elf"), "hello\n");

    Shell.Result shortened = understudy("link", cut.toString());
    assertThat(shortened.code()).isEqualTo(2);
    assertThat(shortened.err())
        .matches(
            Pattern.quote(cut.toString())
                + ": byte 0x[0-9a-f]+: the offset of the names of sections lies outside the file,"
                + " which has 100 bytes\n");
    understudy("run", other.toString())
        .isBadInput(other + ": byte 0x12: the program is for machine 62, not for RISC-V");
    understudy("link", text.toString()).isBadInput(text + ": byte 0x0: this is no ELF file");
    understudy("link", at("none.elf"))
        .isBadInput(at("none.elf") + ": no such file, expected an ELF file for RV64IM");
  }
}
