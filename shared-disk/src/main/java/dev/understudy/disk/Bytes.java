package dev.understudy.disk;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;
import java.util.Arrays;
import java.util.Objects;

/** Bytes that never change, compared by content. A slice shares its parent's array. */
public final class Bytes {
  /** No bytes at all. */
  public static final Bytes EMPTY = new Bytes(new byte[0], 0, 0);

  private static final VarHandle LONGS =
      MethodHandles.byteArrayViewVarHandle(long[].class, ByteOrder.LITTLE_ENDIAN);

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

  /** {@code length} zero bytes. */
  public static Bytes zeros(int length) {
    return length == 0 ? EMPTY : new Bytes(new byte[length], 0, length);
  }

  /** The parts one after another. */
  static Bytes concat(Bytes[] parts) {
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
    return new Bytes(joined, 0, total);
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
  long longAt(int index) {
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

  @Override
  public String toString() {
    StringBuilder text = new StringBuilder().append(length).append(" bytes");
    int shown = Math.min(length, 8);
    for (int i = 0; i < shown; i++) {
      text.append(i == 0 ? ": " : " ");
      text.append(Character.forDigit((at(i) >> 4) & 15, 16))
          .append(Character.forDigit(at(i) & 15, 16));
    }
    return text.append(shown < length ? " …" : "").toString();
  }
}
