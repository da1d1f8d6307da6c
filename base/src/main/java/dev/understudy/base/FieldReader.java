package dev.understudy.base;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/**
 * Reads what {@link FieldWriter} wrote, from the front, and refuses everything else. Memory is
 * taken only for bytes that are there.
 *
 * @param <X> how a format refuses bytes
 */
public abstract class FieldReader<X extends Exception> {
  private final String whole;
  private byte[] bytes;
  private int position;
  private int end;

  /**
   * A reader of {@code bytes} from {@code start} to before {@code end}.
   *
   * @param whole what the fields are part of, for messages: {@code "the frame"}
   */
  protected FieldReader(String whole, byte[] bytes, int start, int end) {
    this.whole = whole;
    this.bytes = bytes;
    this.position = start;
    this.end = end;
  }

  /** Goes on with other bytes, from their first to their last. */
  protected final void open(byte[] others) {
    bytes = others;
    position = 0;
    end = others.length;
  }

  /** What to throw for this reason; it says where, by {@link #position}. */
  public abstract X refuse(String reason);

  /** Where in the bytes the next field begins. */
  public final int position() {
    return position;
  }

  /** How many bytes are left. */
  public final int remaining() {
    return end - position;
  }

  /** A byte, 0 to 255. */
  public final int octet() throws X {
    if (position >= end) {
      throw refuse(whole + " ends too early");
    }
    return bytes[position++] & 0xff;
  }

  /** An unsigned number; only the shortest form is taken, so that one number has one encoding. */
  public final long varint() throws X {
    long value = 0;
    for (int shift = 0; shift < 70; shift += 7) {
      int octet = octet();
      long part = octet & 0x7f;
      if (shift == 63 && part > 1) {
        throw refuse("a number of more than 64 bits");
      }
      value |= part << shift;
      if (octet < 0x80) {
        if (octet == 0 && shift > 0) {
          throw refuse("a number with a needless last byte");
        }
        return value;
      }
    }
    throw refuse("a number of more than 64 bits");
  }

  /** A number of either sign. */
  public final long signed() throws X {
    return unzigzag(varint());
  }

  /** An unsigned number from 0 to {@code most}; {@code what} is for the message. */
  public final int count(String what, long most) throws X {
    long value = varint();
    if (value < 0 || value > most) {
      throw refuse(what + " is " + Long.toUnsignedString(value) + ", expected at most " + most);
    }
    return (int) value;
  }

  /** A number of {@code size} bytes, little-endian. */
  public final long fixed(int size) throws X {
    long value = 0;
    for (int i = 0; i < size; i++) {
      value |= (long) octet() << (8 * i);
    }
    return value;
  }

  /** The next {@code length} bytes, an unsigned number. */
  public final byte[] bytes(long length) throws X {
    if (length < 0 || length > remaining()) {
      throw refuse(Long.toUnsignedString(length) + " bytes where " + remaining() + " are left");
    }
    position += (int) length;
    return Arrays.copyOfRange(bytes, position - (int) length, position);
  }

  /** A text behind the number of its bytes; what is not UTF-8 becomes the replacement character. */
  public final String text() throws X {
    byte[] encoded = bytes(count("the length of a text", remaining()));
    return new String(encoded, StandardCharsets.UTF_8);
  }

  /** Refuses bytes that are left. */
  public final void expectEnd() throws X {
    if (remaining() != 0) {
      throw refuse(remaining() + " bytes too many");
    }
  }

  /** The way back from {@link FieldWriter#zigzag}. */
  public static long unzigzag(long code) {
    return (code >>> 1) ^ -(code & 1);
  }
}
