package dev.understudy.base;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.Objects;
import java.util.zip.CRC32C;

/** Bytes that never change, compared by content. A slice shares its parent's array. */
public final class Bytes {
  /** No bytes at all. */
  public static final Bytes EMPTY = new Bytes(new byte[0], 0, 0);

  private static final VarHandle LONGS =
      MethodHandles.byteArrayViewVarHandle(long[].class, ByteOrder.LITTLE_ENDIAN);

  /** How many bytes a message shows of those that may be many. */
  private static final int SHOWN = 16;

  private final byte[] array;
  private final int offset;
  private final int length;

  private Bytes(byte[] array, int offset, int length) {
    this.array = array;
    this.offset = offset;
    this.length = length;
  }

  /** A copy of {@code source}, which the caller may go on changing. */
  public static Bytes copyOf(byte[] source) {
    return source.length == 0 ? EMPTY : new Bytes(source.clone(), 0, source.length);
  }

  /** Takes the array itself; the caller must never write to it again. */
  public static Bytes wrap(byte[] array) {
    return array.length == 0 ? EMPTY : new Bytes(array, 0, array.length);
  }

  /** The text in UTF-8. */
  public static Bytes ofText(String text) {
    return wrap(text.getBytes(StandardCharsets.UTF_8));
  }

  /** {@code length} zero bytes. */
  public static Bytes zeros(int length) {
    return wrap(new byte[length]);
  }

  /** The parts one after another. */
  public static Bytes concat(Bytes[] parts) {
    int total = 0;
    for (Bytes part : parts) {
      total = Math.addExact(total, part.length);
    }
    byte[] joined = new byte[total];
    int at = 0;
    for (Bytes part : parts) {
      part.copyTo(joined, at);
      at += part.length;
    }
    return wrap(joined);
  }

  /** How many bytes. */
  public int length() {
    return length;
  }

  /** The byte at {@code index}, 0 to length − 1. */
  public byte at(int index) {
    return array[offset + Objects.checkIndex(index, length)];
  }

  /** Eight bytes from {@code index} on, little-endian. */
  public long longAt(int index) {
    Objects.checkFromIndexSize(index, Long.BYTES, length);
    return (long) LONGS.get(array, offset + index);
  }

  /** The {@code count} bytes from {@code from} on, sharing this object's array. */
  public Bytes slice(int from, int count) {
    Objects.checkFromIndexSize(from, count, length);
    return count == length ? this : new Bytes(array, offset + from, count);
  }

  /** Copies all of it into {@code target} from {@code at} on. */
  public void copyTo(byte[] target, int at) {
    System.arraycopy(array, offset, target, at, length);
  }

  /** A fresh array, the caller's to change. */
  public byte[] toArray() {
    return Arrays.copyOfRange(array, offset, offset + length);
  }

  /** The bytes as UTF-8 text; what is not UTF-8 becomes the replacement character. */
  public String text() {
    return new String(array, offset, length, StandardCharsets.UTF_8);
  }

  /** CRC32C of the bytes: what log entries keep of what went out. */
  public int digest() {
    CRC32C crc = new CRC32C();
    crc.update(array, offset, length);
    return (int) crc.getValue();
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof Bytes that
        && Arrays.equals(
            array, offset, offset + length, that.array, that.offset, that.offset + that.length);
  }

  @Override
  public int hashCode() {
    int hash = 1;
    for (int i = 0; i < length; i++) {
      hash = 31 * hash + array[offset + i];
    }
    return hash;
  }

  /** Length and the first bytes in hexadecimal, for messages. */
  @Override
  public String toString() {
    int shown = Math.min(length, SHOWN);
    String hex = HexFormat.of().formatHex(array, offset, offset + shown);
    return length + " bytes" + (shown == 0 ? "" : " " + hex) + (shown < length ? "…" : "");
  }

  /** The text in quotes if it is printable ASCII, all bytes in hexadecimal otherwise. */
  public String toQuotedText() {
    for (int i = 0; i < length; i++) {
      if (at(i) < ' ' || at(i) > '~') {
        return "0x" + HexFormat.of().formatHex(array, offset, offset + length);
      }
    }
    return '"' + text() + '"';
  }
}
