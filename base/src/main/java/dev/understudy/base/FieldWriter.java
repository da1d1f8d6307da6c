package dev.understudy.base;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/** Writes the fields of a binary format into a buffer that grows. */
public final class FieldWriter {
  private static final int FEW = 12;
  private static final int LONGEST_VARINT = 10;

  private byte[] bytes;
  private int length;

  /** A writer with room for some fields. */
  public FieldWriter() {
    this(64);
  }

  /** A writer with room for {@code expectedBytes}; more is no mistake. */
  public FieldWriter(int expectedBytes) {
    bytes = new byte[expectedBytes];
  }

  /** The lowest eight bits of {@code value}. */
  public FieldWriter octet(int value) {
    makeRoom(1);
    bytes[length++] = (byte) value;
    return this;
  }

  /** An unsigned number: seven bits an octet, the lowest first, bit 7 set on all but the last. */
  public FieldWriter varint(long value) {
    makeRoom(LONGEST_VARINT);
    long rest = value;
    while ((rest & ~0x7fL) != 0) {
      bytes[length++] = (byte) ((rest & 0x7f) | 0x80);
      rest >>>= 7;
    }
    bytes[length++] = (byte) rest;
    return this;
  }

  /** A number of either sign, {@link #zigzag} as a varint: small ones are short. */
  public FieldWriter signed(long value) {
    return varint(zigzag(value));
  }

  /** The lowest {@code size} bytes of a number, little-endian. */
  public FieldWriter fixed(long value, int size) {
    makeRoom(size);
    for (int i = 0; i < size; i++) {
      bytes[length++] = (byte) (value >>> (8 * i));
    }
    return this;
  }

  /** The bytes, without their number. */
  public FieldWriter bytes(byte[] source) {
    makeRoom(source.length);
    System.arraycopy(source, 0, bytes, length, source.length);
    length += source.length;
    return this;
  }

  /** The bytes, without their number. */
  public FieldWriter bytes(Bytes source) {
    makeRoom(source.length());
    source.copyTo(bytes, length);
    length += source.length();
    return this;
  }

  /** A text in UTF-8, behind the number of its bytes. */
  public FieldWriter text(String text) {
    byte[] encoded = text.getBytes(StandardCharsets.UTF_8);
    return varint(encoded.length).bytes(encoded);
  }

  /** How many bytes were written since the last {@link #take}. */
  public int size() {
    return length;
  }

  /** What was written since the last call, in an array of its own. */
  public byte[] take() {
    int taken = length;
    length = 0;
    if (taken > FEW) {
      return Arrays.copyOf(bytes, taken);
    }
    // Most log entries have three to six bytes, for which a copy of the JVM's is a long way.
    byte[] few = new byte[taken];
    for (int i = 0; i < taken; i++) {
      few[i] = bytes[i];
    }
    return few;
  }

  /** 0, -1, 1, -2, 2… as 0, 1, 2, 3, 4… */
  public static long zigzag(long value) {
    return (value << 1) ^ (value >> 63);
  }

  private void makeRoom(int more) {
    if (length + more > bytes.length) {
      bytes = Arrays.copyOf(bytes, Math.max(length + more + 16, bytes.length * 2));
    }
  }
}
