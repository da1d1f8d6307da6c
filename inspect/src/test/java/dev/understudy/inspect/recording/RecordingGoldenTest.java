package dev.understudy.inspect.recording;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.common.io.BaseEncoding;
import dev.understudy.base.FieldWriter;
import dev.understudy.inspect.recording.Recording.Vm;
import dev.understudy.vm.machine.StateHash;
import java.util.List;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;

/**
 * The bytes of version 3, written down. Who changes them raises {@link ChunkType#FORMAT_VERSION}:
 * files that people keep must read, or be refused by name.
 */
class RecordingGoldenTest {
  private static final Vm PRIMARY = new Vm(0, 1);
  private static final Vm BACKUP = new Vm(1, 300);
  private static final StateHash HASH = new StateHash(0x1122334455667788L, -2);

  private static String hex(byte[] bytes) {
    return BaseEncoding.base16().lowerCase().encode(bytes);
  }

  @Test
  void itIsVersionThree() {
    assertThat(ChunkType.FORMAT_VERSION).isEqualTo(3);
    assertThat(hex(RecordedPrograms.write(List.of())))
        .isEqualTo("895553524543 0d0a 03000000".replace(" ", ""));
  }

  @Test
  void tagsStay() {
    StringBuilder tags = new StringBuilder();
    for (ChunkType type : ChunkType.values()) {
      tags.append(type.tag()).append(' ').append(type.text()).append('\n');
    }
    assertThat(tags.toString())
        .isEqualTo(
            """
            1 build
            2 image
            3 scenario
            4 options
            5 takeover
            10 name
            6 log
            7 mark
            9 checkpoint
            8 end
            """);
  }

  @Test
  void payloadsStay() {
    FieldWriter entries = new FieldWriter();
    Payloads.entry(entries, new byte[] {0x41, 0x42}, -3, 0x01020304);
    assertThat(hex(Payloads.build(new Build("v", "ab")))).isEqualTo("0176026162");
    assertThat(hex(Payloads.options(true, false))).isEqualTo("0100");
    assertThat(hex(Payloads.takeover(BACKUP, PRIMARY, 129))).isEqualTo("01ac0200018101");
    assertThat(hex(Payloads.log(PRIMARY, 5, 1, entries.take())))
        .isEqualTo("00010501" + "024142" + "05" + "04030201");
    assertThat(hex(Payloads.name(BACKUP, "host-1.2"))).isEqualTo("01ac02" + "08686f73742d312e32");
    assertThat(hex(Payloads.mark(PRIMARY, 7, HASH)))
        .isEqualTo("000107" + "8877665544332211" + "feffffffffffffff");
    assertThat(hex(Payloads.checkpoint(PRIMARY, 7, HASH, List.of(new byte[] {1, 2}))))
        .isEqualTo("000107" + "8877665544332211" + "feffffffffffffff" + "020102");
    TreeMap<Vm, Long> last = new TreeMap<>();
    last.put(PRIMARY, 9L);
    last.put(BACKUP, 11L);
    assertThat(hex(Payloads.end(last, "t"))).isEqualTo("02" + "000109" + "01ac020b" + "0174");
  }

  /** A chunk, its link and its checksum. */
  @Test
  void framesStay() {
    byte[] file =
        RecordedPrograms.write(List.of(new Chunk(ChunkType.OPTIONS, new byte[] {1, 0}, 0)));
    String chunk = hex(file).substring(2 * ChunkWriter.HEAD_BYTES);
    assertThat(chunk).startsWith("04" + "02000000");
    assertThat(file).hasSize(ChunkWriter.HEAD_BYTES + 9 + file[ChunkWriter.HEAD_BYTES + 5] + 20);
  }
}
