package dev.understudy.riscv.elf;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.understudy.vm.machine.SourceLine;
import java.util.Arrays;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

class ElfReaderTest {
  private final byte[] file = TestFiles.lines();
  private final int code = TestFiles.loaded(file, 0);
  private final int data = TestFiles.loaded(file, 1);

  @Test
  void whatALinkerWrote() throws ElfRefusedException {
    ElfFile elf = ElfReader.read(file);

    assertThat(elf.code()).hasSize(1);
    assertThat(elf.code().get(0).start()).isEqualTo(0x10000);
    assertThat(elf.segments()).hasSize(2);
    assertThat(elf.segments().get(1).executable()).isFalse();
    assertThat(elf.segments().get(1).memoryBytes())
        .as("the stack takes no room in the file")
        .isGreaterThan(elf.segments().get(1).contents().length() + 255);
    Map<String, Integer> symbols =
        elf.symbols().stream().collect(Collectors.toMap(ElfSymbol::name, ElfSymbol::address));
    assertThat(symbols).containsEntry("countdown", 0x10000).containsEntry("_start", elf.entry());
    assertThat(symbols).containsKeys("counter", "stack");
  }

  @Test
  void linesOfTheSource() throws ElfRefusedException {
    ElfFile elf = ElfReader.read(file);

    assertThat(elf.line(0x10000)).contains(new SourceLine("lines.c", 13));
    assertThat(elf.line(0x10018)).contains(new SourceLine("lines.c", 15));
    assertThat(elf.line(elf.code().get(0).end())).as("behind the code").isEqualTo(Optional.empty());
    assertThat(elf.line(0xfff0)).isEmpty();
  }

  @Test
  void otherFilesAreRefusedByName() {
    refused(new byte[0], "byte 0x0: the header lies outside the file");
    refused("#!/bin/sh\n".getBytes(ISO_8859_1), "byte 0x0: this is no ELF file");
    refused(with(4, 1), "byte 0x4: expected a file of 64 bits (rv64)");
    refused(with(5, 2), "byte 0x5: expected little-endian");
    refused(TestFiles.with16(file, 18, 62), "byte 0x12: the program is for machine 62");
    refused(TestFiles.with16(file, 16, 1), "byte 0x10: type 1 is no linked program");
    refused(TestFiles.with16(file, 16, 3), "byte 0x10: the program is position-independent");
    refused(TestFiles.with32(file, 48, 1), "byte 0x30: the program has compressed instructions");
    refused(TestFiles.with32(file, 48, 4), "extension F or D");
    refused(TestFiles.with32(file, 48, 8), "base E");
  }

  @Test
  void anExtensionThatTheCompilerMadeUseOfIsNamed() {
    refused(compiledFor("rv64i2p1_a2p0_zmmul1p0"), "extension A is not there");
    refused(compiledFor("rv64i2p1_d2p0_zmmul1p0"), "extension D is not there");
    refused(compiledFor("rv64i2p1_c2p0_zmmul1p0"), "extension C is not there");
    refused(compiledFor("rv64i2p1_m2p0_zbbul1p0"), "extension ZBBUL is not there");
    refused(compiledFor("rv32i2p1_m2p0_zmmul1p0"), "expected rv64im");
  }

  private byte[] compiledFor(String architecture) {
    String text = new String(file, ISO_8859_1);
    String own = "rv64i2p1_m2p0_zmmul1p0\0";
    assertThat(architecture).hasSameSizeAs("rv64i2p1_m2p0_zmmul1p0");
    int at = text.indexOf(own, file.length / 4);
    byte[] changed = file.clone();
    byte[] bytes = architecture.getBytes(ISO_8859_1);
    System.arraycopy(bytes, 0, changed, at, bytes.length);
    return changed;
  }

  @Test
  void segmentsThatCanNotBeLoaded() {
    refused(TestFiles.with32(file, code, 2), "the program is linked dynamically");
    refused(TestFiles.with32(file, code, 3), "the program is linked dynamically");
    refused(TestFiles.with32(file, code + 4, 7), "is writable and executable");
    refused(TestFiles.with64(file, code + 16, 0), "does not lie between 0x1000 and 256 MiB");
    refused(TestFiles.with64(file, data + 16, 1L << 28), "does not lie between");
    refused(TestFiles.with64(file, data + 40, -1), "does not lie between");
    refused(TestFiles.with64(file, data + 40, 0x1_0000_0000L), "does not lie between");
    refused(TestFiles.with64(file, data + 16, 0x10000), "overlaps the one before it");
    refused(TestFiles.with64(file, data + 32, 1L << 40), "more bytes in the file than in memory");
    refused(TestFiles.with64(file, code + 8, 1L << 40), "lies outside the file");
    refused(TestFiles.with32(file, code + 4, 4), "the program has no executable segment");
    refused(TestFiles.with64(file, 24, 0x10002), "the entry 0x10002 is not an instruction");
    refused(TestFiles.with64(file, 24, 0x20000), "the entry 0x20000 is not an instruction");
  }

  @Test
  void aFileThatWasCutShort() {
    for (int length = 0; length < file.length; length++) {
      byte[] shorter = Arrays.copyOf(file, length);
      assertThatThrownBy(() -> ElfReader.read(shorter))
          .isInstanceOf(ElfRefusedException.class)
          .hasMessageStartingWith("byte 0x");
    }
  }

  @Test
  void withoutSectionsItIsAProgramStill() throws ElfRefusedException {
    byte[] bare = TestFiles.with16(TestFiles.with64(file, 40, 0), 60, 0);

    ElfFile elf = ElfReader.read(bare);

    assertThat(elf.symbols()).isEmpty();
    assertThat(elf.lines()).isEmpty();
    assertThat(elf.code().get(0).end()).isGreaterThan(elf.entry());
  }

  private byte[] with(int offset, int value) {
    byte[] changed = file.clone();
    changed[offset] = (byte) value;
    return changed;
  }

  private static void refused(byte[] bytes, String text) {
    assertThatThrownBy(() -> ElfReader.read(bytes))
        .isInstanceOf(ElfRefusedException.class)
        .hasMessageContaining(text)
        .hasMessageStartingWith("byte 0x");
  }
}
