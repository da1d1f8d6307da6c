package dev.understudy.browser;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.understudy.browser.jdk.ByteViews;
import dev.understudy.browser.jdk.JdkMethods;
import dev.understudy.browser.jdk.java.util.HexFormat;
import dev.understudy.browser.jdk.java.util.StringJoiner;
import dev.understudy.browser.jdk.java.util.zip.CRC32C;
import java.io.ByteArrayOutputStream;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What stands in the page for parts of the JDK gives what the JDK gives. */
class JdkSubstitutesTest {
  private static final long SEED = Long.getLong("understudy.seed", 1);

  private static byte[] bytes(int length) {
    byte[] bytes = new byte[length];
    new Random(SEED + length).nextBytes(bytes);
    return bytes;
  }

  /** Around the ends of blocks, where padding goes into the next one. */
  @ParameterizedTest
  @ValueSource(ints = {0, 1, 55, 56, 63, 64, 65, 119, 120, 128, 1000, 4096})
  void digestsAreEqual(int length) throws Exception {
    byte[] bytes = bytes(length);
    var ours = dev.understudy.browser.jdk.java.security.MessageDigest.getInstance("SHA-256");
    ours.update(bytes, 0, length / 3);
    Object fork = ours.clone();
    ours.update(ByteBuffer.wrap(bytes, length / 3, length - length / 3));

    byte[] expected = MessageDigest.getInstance("SHA-256").digest(bytes);
    assertThat(ours.digest()).isEqualTo(expected);
    ours.update(bytes);
    assertThat(ours.digest()).as("after a digest it begins anew").isEqualTo(expected);
    assertThat(fork).as("a copy is of its own").isNotSameAs(ours);
  }

  @Test
  void thereIsNoOtherDigest() {
    assertThatThrownBy(
            () -> dev.understudy.browser.jdk.java.security.MessageDigest.getInstance("MD5"))
        .isInstanceOf(NoSuchAlgorithmException.class);
  }

  @ParameterizedTest
  @ValueSource(ints = {0, 1, 7, 1000})
  void checksumsAreEqual(int length) {
    byte[] bytes = bytes(length);
    CRC32C ours = new CRC32C();
    java.util.zip.CRC32C theirs = new java.util.zip.CRC32C();
    ours.update(bytes);
    theirs.update(bytes);
    assertThat(ours.getValue()).isEqualTo(theirs.getValue());
    ours.update(ByteBuffer.wrap(bytes));
    theirs.update(ByteBuffer.wrap(bytes));
    assertThat(ours.getValue()).isEqualTo(theirs.getValue());
    ours.reset();
    assertThat(ours.getValue()).isZero();
  }

  @Test
  void digitsAreEqual() {
    byte[] bytes = bytes(100);
    java.util.HexFormat theirs = java.util.HexFormat.of();
    assertThat(HexFormat.of().formatHex(bytes)).isEqualTo(theirs.formatHex(bytes));
    assertThat(HexFormat.of().formatHex(bytes, 3, 9)).isEqualTo(theirs.formatHex(bytes, 3, 9));
    assertThat(HexFormat.of().parseHex("00fFa1")).isEqualTo(theirs.parseHex("00fFa1"));
    for (long value : new long[] {0, -1, 0x123456789abcdefL}) {
      assertThat(HexFormat.of().toHexDigits(value)).isEqualTo(theirs.toHexDigits(value));
    }
    for (String wrong : List.of("0", "0g", "\u0660\u0660")) {
      assertThatThrownBy(() -> HexFormat.of().parseHex(wrong))
          .isInstanceOf(IllegalArgumentException.class);
    }
  }

  @Test
  void joinedTextsAreEqual() {
    assertThat(new StringJoiner(", ", "[", "]")).hasToString("[]");
    assertThat(new StringJoiner(", ", "[", "]").setEmptyValue("none")).hasToString("none");
    assertThat(new StringJoiner("-").add("a").add(null).add("b")).hasToString("a-null-b");
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "\n", "one", "one\n", "one\r\ntwo\rthree\n\nfive", "\r\r\n"})
  void linesAreEqual(String text) {
    assertThat(JdkMethods.lines(text)).containsExactlyElementsOf(text.lines().toList());
  }

  @Test
  void productsAreEqual() {
    Random random = new Random(SEED);
    for (int i = 0; i < 10_000; i++) {
      long x = random.nextLong() >> random.nextInt(64);
      long y = random.nextLong() >> random.nextInt(64);
      assertThat(JdkMethods.multiplyHigh(x, y)).isEqualTo(Math.multiplyHigh(x, y));
    }
    assertThat(JdkMethods.multiplyHigh(Long.MIN_VALUE, Long.MIN_VALUE))
        .isEqualTo(Math.multiplyHigh(Long.MIN_VALUE, Long.MIN_VALUE));
  }

  @Test
  void smallMethodsAreEqual() {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    JdkMethods.writeBytes(out, "ab".getBytes(UTF_8));
    assertThat(out.toString(UTF_8)).isEqualTo("ab");
    assertThat(JdkMethods.textOf(0x1f600)).isEqualTo(Character.toString(0x1f600));
  }

  @Test
  void viewsOfBytesAreEqual() {
    VarHandle longs = MethodHandles.byteArrayViewVarHandle(long[].class, ByteOrder.LITTLE_ENDIAN);
    VarHandle ints = MethodHandles.byteArrayViewVarHandle(int[].class, ByteOrder.LITTLE_ENDIAN);
    VarHandle shorts = MethodHandles.byteArrayViewVarHandle(short[].class, ByteOrder.LITTLE_ENDIAN);
    byte[] bytes = bytes(40);
    for (int at = 0; at <= 32; at++) {
      assertThat(ByteViews.getLong(bytes, at)).isEqualTo((long) longs.get(bytes, at));
      assertThat(ByteViews.getInt(bytes, at)).isEqualTo((int) ints.get(bytes, at));
      assertThat(ByteViews.getShort(bytes, at)).isEqualTo((short) shorts.get(bytes, at));
    }
    byte[] ours = new byte[20];
    byte[] theirs = new byte[20];
    ByteViews.setLong(ours, 1, 0x8123456789abcdefL);
    longs.set(theirs, 1, 0x8123456789abcdefL);
    ByteViews.setInt(ours, 9, 0x87654321);
    ints.set(theirs, 9, 0x87654321);
    ByteViews.setShort(ours, 13, (short) 0x8421);
    shorts.set(theirs, 13, (short) 0x8421);
    assertThat(ours).isEqualTo(theirs);
    for (int wrong : new int[] {-1, 33, Integer.MAX_VALUE}) {
      assertThatThrownBy(() -> ByteViews.getLong(bytes, wrong))
          .isInstanceOf(IndexOutOfBoundsException.class);
    }
  }
}
