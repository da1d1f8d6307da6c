package dev.understudy.vm.image;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.understudy.vm.machine.Image;
import dev.understudy.vm.machine.SourceLine;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.Map;
import java.util.Random;
import java.util.zip.CRC32C;
import org.junit.jupiter.api.Test;

class ImageFileTest {
  private static final HexFormat HEX = HexFormat.of();

  /** A page of zeros, then five bytes; one name, one line. */
  private static final Image SMALL = small();

  private static final String GOLDEN =
      "89 5553494d47 0d0a" // magic
          + "01000000" // version
          + "00000100" // memory: 64 KiB
          + "00100000" // entry
          + "05100000" // length of the contents
          + "01000000 00100000 05000000 0102030405" // one run
          + "01000000 05000000 7374617274 00100000" // start
          + "01000000 05000000 612e61736d" // a.asm
          + "01000000 00100000 00000000 03000000" // a.asm:3
          + "eaffb5e5"; // CRC32C

  private static Image small() {
    byte[] contents = new byte[0x1005];
    for (int i = 1; i <= 5; i++) {
      contents[0x0fff + i] = (byte) i;
    }
    return new Image(
        contents,
        0x1000,
        64 << 10,
        Map.of("start", 0x1000),
        Map.of(0x1000, new SourceLine("a.asm", 3)));
  }

  @Test
  void bytesOfAnImageAreTheGoldenOnes() {
    assertThat(HEX.formatHex(ImageFile.encode(SMALL))).isEqualTo(GOLDEN.replace(" ", ""));
  }

  @Test
  void whatIsWrittenIsRead() throws ImageRefusedException {
    assertSame(ImageFile.decode(ImageFile.encode(SMALL)), SMALL);
    Image empty = Image.of(new byte[0], 8, Image.MAX_MEMORY);
    assertSame(ImageFile.decode(ImageFile.encode(empty)), empty);
    byte[] scattered = new byte[10 * 4096 + 7];
    scattered[0] = 1;
    scattered[4095] = 2;
    scattered[4096] = 3;
    scattered[9 * 4096] = 4;
    Image holes = Image.of(scattered, 0, 1 << 20);
    assertSame(ImageFile.decode(ImageFile.encode(holes)), holes);
    assertThat(ImageFile.encode(holes).length).isBetween(3 * 4096, 3 * 4096 + 100);
  }

  @Test
  void zerosTakeNoRoom() {
    Image zeros = Image.of(new byte[Image.MAX_MEMORY], 0, Image.MAX_MEMORY);
    assertThat(ImageFile.encode(zeros)).hasSizeLessThan(100);
  }

  @Test
  void everyShorterFileIsRefused() {
    byte[] whole = ImageFile.encode(SMALL);
    for (int length = 0; length < whole.length; length++) {
      byte[] cut = Arrays.copyOf(whole, length);
      assertThatThrownBy(() -> ImageFile.decode(cut))
          .as("%d bytes", length)
          .isInstanceOf(ImageRefusedException.class)
          .hasMessageStartingWith("byte ");
    }
  }

  @Test
  void everyDamagedBitIsRefused() {
    byte[] whole = ImageFile.encode(SMALL);
    for (int bit = 0; bit < whole.length * 8; bit++) {
      byte[] damaged = whole.clone();
      damaged[bit / 8] ^= (byte) (1 << (bit % 8));
      assertThatThrownBy(() -> ImageFile.decode(damaged))
          .as("bit %d", bit)
          .isInstanceOf(ImageRefusedException.class);
    }
  }

  @Test
  void anotherVersionIsNamedBeforeTheChecksumIsLookedAt() {
    byte[] later = ImageFile.encode(SMALL);
    later[8] = 2;
    assertThatThrownBy(() -> ImageFile.decode(later))
        .hasMessage("byte 8: version 2 of the format, expected 1");
  }

  /** A forger can compute a checksum: then the fields have to stand on their own. */
  @Test
  void forgedFilesAreReadOrRefused() {
    byte[] whole = ImageFile.encode(SMALL);
    long seed = 20261122;
    Random random = new Random(seed);
    int refused = 0;
    for (int i = 0; i < 2_000; i++) {
      byte[] forged = whole.clone();
      int position = 12 + random.nextInt(whole.length - 16);
      forged[position] = (byte) (random.nextBoolean() ? random.nextInt(256) : 0xff);
      try {
        assertThat(ImageFile.decode(signed(forged)).memorySize()).isPositive();
      } catch (ImageRefusedException e) {
        refused++;
      } catch (RuntimeException e) {
        throw new AssertionError("seed " + seed + ", file " + HEX.formatHex(forged), e);
      }
    }
    assertThat(refused).isGreaterThan(500);
  }

  @Test
  void runsMayNotOverlap() {
    Image two = Image.of(twoRuns(), 0, 64 << 10);
    byte[] file = ImageFile.encode(two);
    int secondRun = 24 + 4 + 8 + 4096;
    file[secondRun + 1] = 0x00; // its address becomes 0
    assertThatThrownBy(() -> ImageFile.decode(signed(file)))
        .hasMessage("byte " + secondRun + ": a run at address 0 begins before the last one ends");
  }

  private static byte[] twoRuns() {
    byte[] contents = new byte[3 * 4096];
    contents[0] = 1;
    contents[2 * 4096] = 1;
    return contents;
  }

  private static byte[] signed(byte[] file) {
    CRC32C checksum = new CRC32C();
    checksum.update(file, 0, file.length - 4);
    byte[] signed = file.clone();
    for (int i = 0; i < 4; i++) {
      signed[file.length - 4 + i] = (byte) (checksum.getValue() >> (8 * i));
    }
    return signed;
  }

  private static void assertSame(Image actual, Image expected) {
    assertThat(actual.contents()).isEqualTo(expected.contents());
    assertThat(actual.entry()).isEqualTo(expected.entry());
    assertThat(actual.memorySize()).isEqualTo(expected.memorySize());
    assertThat(actual.symbols()).isEqualTo(expected.symbols());
    assertThat(actual.sourceLines()).isEqualTo(expected.sourceLines());
  }
}
