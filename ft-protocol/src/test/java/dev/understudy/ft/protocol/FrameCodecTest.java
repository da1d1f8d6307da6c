package dev.understudy.ft.protocol;

import static org.assertj.core.api.Assertions.assertThat;

import dev.understudy.base.FieldWriter;
import dev.understudy.ft.protocol.ChannelFrame.Ack;
import dev.understudy.ft.protocol.ChannelFrame.DivergenceReport;
import dev.understudy.ft.protocol.ChannelFrame.Header;
import dev.understudy.ft.protocol.ChannelFrame.Heartbeat;
import dev.understudy.ft.protocol.ChannelFrame.Log;
import dev.understudy.ft.protocol.ChannelFrame.SnapshotAck;
import dev.understudy.ft.protocol.ChannelFrame.SnapshotPiece;
import dev.understudy.ft.protocol.FrameCodec.Accepted;
import dev.understudy.ft.protocol.FrameCodec.Decoded;
import dev.understudy.ft.protocol.FrameCodec.Refusal;
import dev.understudy.ft.protocol.FrameCodec.Refused;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

class FrameCodecTest {
  private static final Header HEADER = new Header(3, 7, 8, 300);

  private static String hex(ChannelFrame frame) {
    return HexFormat.ofDelimiter(" ").formatHex(FrameCodec.encode(frame));
  }

  private static byte[] bytes(String hex) {
    return HexFormat.ofDelimiter(" ").parseHex(hex);
  }

  /** Bytes that end in the checksum that fits them. */
  private static byte[] sealed(String hex) {
    return sealed(bytes(hex));
  }

  private static byte[] sealed(byte[] contents) {
    int checksum = FrameCodec.checksum(contents, contents.length);
    return new FieldWriter().bytes(contents).fixed(checksum, 4).take();
  }

  private static Refused refused(byte[] datagram) {
    return (Refused) FrameCodec.decode(datagram);
  }

  /** A change of these bytes needs a new version of the encoding. */
  @Test
  void theBytesOfVersion1() {
    LogEntry clock = LogEntry.of(Gate.NONE, new byte[] {1, 2});
    LogEntry output = LogEntry.of(Gate.OUTPUT, new byte[] {3});
    LogEntry end = LogEntry.of(Gate.FINAL, new byte[0]);

    assertThat(FrameCodec.VERSION).isEqualTo(1);
    assertThat(hex(new Log(HEADER, 129, List.of(clock, output, end))))
        .isEqualTo("55 63 01 01 03 07 08 ac 02 81 01 03 08 01 02 05 03 02 2f b5 0e b0");
    assertThat(hex(new Ack(HEADER, 5, 4)))
        .isEqualTo("55 63 01 02 03 07 08 ac 02 05 04 dc c5 4c 7e");
    assertThat(hex(new Heartbeat(HEADER, 5, 0)))
        .isEqualTo("55 63 01 03 03 07 08 ac 02 05 00 e4 2f ea f0");
    assertThat(hex(new DivergenceReport(HEADER, 6)))
        .isEqualTo("55 63 01 04 03 07 08 ac 02 06 dd 50 7c d2");
    assertThat(hex(new SnapshotPiece(HEADER, 9, true, 412, clock)))
        .isEqualTo("55 63 01 05 03 07 08 ac 02 13 9c 03 02 01 02 33 77 c4 97");
    assertThat(hex(new SnapshotAck(HEADER, 9)))
        .isEqualTo("55 63 01 06 03 07 08 ac 02 09 69 35 69 5c");
  }

  @Test
  void everyFrameComesBackAsItWas() {
    SplittableRandom dice = new SplittableRandom(1);
    for (int i = 0; i < 2000; i++) {
      ChannelFrame frame = randomFrame(dice);
      assertThat(FrameCodec.decode(FrameCodec.encode(frame))).isEqualTo(new Accepted(frame));
    }
  }

  @Test
  void damageIsNeverAcceptedAndNeverThrows() {
    SplittableRandom dice = new SplittableRandom(2);
    for (int i = 0; i < 20_000; i++) {
      byte[] intact = FrameCodec.encode(randomFrame(dice));
      byte[] damaged = damage(intact, dice);
      if (!Arrays.equals(intact, damaged)) {
        assertThat(FrameCodec.decode(damaged))
            .as("seed 2, step %d: %s", i, HexFormat.of().formatHex(damaged))
            .isInstanceOf(Refused.class);
      }
    }
  }

  @Test
  void anythingWithAFittingChecksumIsRefusedOrIsTheOneEncodingOfItsFrame() {
    SplittableRandom dice = new SplittableRandom(3);
    int accepted = 0;
    for (int i = 0; i < 50_000; i++) {
      byte[] intact = FrameCodec.encode(randomFrame(dice));
      byte[] contents = damage(Arrays.copyOf(intact, intact.length - 4), dice);
      byte[] datagram = sealed(contents);
      if (FrameCodec.decode(datagram) instanceof Accepted frame) {
        accepted++;
        assertThat(FrameCodec.encode(frame.frame())).isEqualTo(datagram);
      }
    }
    assertThat(accepted).isBetween(1, 49_999);
  }

  @Test
  void foreignBytesAreNamedAsSuch() {
    assertThat(refused(new byte[0])).isEqualTo(foreign("0 bytes are too short for a frame"));
    assertThat(refused(sealed("47 45 54 20 2f")))
        .isEqualTo(foreign("starts with 47 45, a frame with 55 63"));
    assertThat(refused(sealed("55 63 02 02 03 07 08 09 05 04")))
        .isEqualTo(foreign("frame version 2, this build speaks 1"));
  }

  @Test
  void damageIsNamedWithItsPlace() {
    assertThat(detail("55 63 01 09 03 07 08 09 05 04"))
        .isEqualTo("kind 9 is none of 1, 2, 3, 4, 5, 6, 7");
    assertThat(detail("55 63 01 02 03 07 08 09 05"))
        .isEqualTo("replayedThrough, byte 9: the frame ends too early");
    assertThat(detail("55 63 01 02 03 07 08 09 05 04 00"))
        .isEqualTo("replayedThrough, byte 10: 1 bytes too many");
    assertThat(detail("55 63 01 02 83 00 07 08 09 05 04"))
        .isEqualTo("generation, byte 6: a number with a needless last byte");
    assertThat(detail("55 63 01 02 ff ff ff ff ff ff ff ff ff 01 07 08 09 05 04"))
        .isEqualTo("generation, byte 14: a number of more than 63 bits");
    assertThat(detail("55 63 01 01 03 07 08 09 05 01 07"))
        .isEqualTo("entry 5 has gate 3, there are 0, 1, 2");
    assertThat(detail("55 63 01 01 03 07 08 09 05 01 28 00"))
        .isEqualTo("entry length, byte 11: 10 bytes where 1 are left");
    assertThat(detail("55 63 01 01 03 07 08 09 05 00"))
        .isEqualTo("log frame with 0 entries from index 5");
    assertThat(detail("55 63 01 01 03 07 08 09 05 ff ff ff ff ff ff ff ff 7f"))
        .isEqualTo("log frame with 9223372036854775807 entries from index 5");
  }

  private static String detail(String contents) {
    Refused refused = refused(sealed(contents));
    assertThat(refused.reason()).isEqualTo(Refusal.DAMAGED);
    return refused.detail();
  }

  private static Decoded foreign(String detail) {
    return new Refused(Refusal.FOREIGN, detail);
  }

  private static ChannelFrame randomFrame(SplittableRandom dice) {
    Header header = new Header(number(dice), number(dice), number(dice), number(dice));
    return switch (dice.nextInt(6)) {
      case 3 -> {
        byte[] content = new byte[dice.nextInt(40)];
        dice.nextBytes(content);
        yield new SnapshotPiece(
            header,
            number(dice) >>> 1,
            dice.nextBoolean(),
            number(dice),
            LogEntry.of(Gate.NONE, content));
      }
      case 4 -> new SnapshotAck(header, number(dice));
      case 0 -> new Ack(header, number(dice), number(dice));
      case 1 -> new Heartbeat(header, number(dice), number(dice));
      case 2 -> new DivergenceReport(header, number(dice));
      default -> {
        List<LogEntry> entries = new ArrayList<>();
        for (int i = dice.nextInt(5); i >= 0; i--) {
          byte[] bytes = new byte[dice.nextInt(20)];
          dice.nextBytes(bytes);
          entries.add(LogEntry.of(Gate.values()[dice.nextInt(3)], bytes));
        }
        yield new Log(header, 1 + (number(dice) >>> 1), entries);
      }
    };
  }

  /** A random number, for which each length in bytes is as likely as any other. */
  private static long number(SplittableRandom dice) {
    return dice.nextLong() >>> (1 + dice.nextInt(63));
  }

  private static byte[] damage(byte[] intact, SplittableRandom dice) {
    byte[] damaged = intact.clone();
    switch (dice.nextInt(4)) {
      case 0 -> damaged[dice.nextInt(damaged.length)] ^= (byte) (1 << dice.nextInt(8));
      case 1 -> damaged = Arrays.copyOf(damaged, dice.nextInt(damaged.length));
      case 2 -> damaged = Arrays.copyOf(damaged, damaged.length + 1 + dice.nextInt(5));
      default -> {
        for (int i = 0; i < 4; i++) {
          damaged[dice.nextInt(damaged.length)] = (byte) dice.nextInt();
        }
      }
    }
    return damaged;
  }
}
