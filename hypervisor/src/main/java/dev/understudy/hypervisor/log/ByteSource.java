package dev.understudy.hypervisor.log;

import java.util.Arrays;

/** One entry's bytes, read from the front; whatever is wrong with them is refused by name. */
final class ByteSource {

  private byte[] bytes = new byte[0];
  private int position;
  private int limit;
  private long entryIndex;

  void open(byte[] encoded, int from, int to, long index) {
    bytes = encoded;
    position = from;
    limit = to;
    entryIndex = index;
  }

  int position() {
    return position;
  }

  int remaining() {
    return limit - position;
  }

  EntryRefusedException refuse(String reason) {
    return new EntryRefusedException(entryIndex, position, reason);
  }

  int octet() {
    if (position >= limit) {
      throw refuse("the entry ends too early");
    }
    return bytes[position++] & 0xff;
  }

  /** Only the shortest form is taken, so that one entry has one encoding. */
  long varint() {
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

  long fixed(int size) {
    long value = 0;
    for (int i = 0; i < size; i++) {
      value |= (long) octet() << (8 * i);
    }
    return value;
  }

  /** Memory is taken only for bytes that are there. */
  Payload payload(long length) {
    if (length < 0 || length > remaining()) {
      throw refuse(
          "a payload of "
              + Long.toUnsignedString(length)
              + " bytes where "
              + remaining()
              + " bytes are left");
    }
    int end = position + (int) length;
    Payload payload = Payload.wrap(Arrays.copyOfRange(bytes, position, end));
    position = end;
    return payload;
  }
}
