package dev.understudy.hypervisor.log;

import java.util.Arrays;

/** A buffer that grows, for one entry's bytes. */
final class ByteSink {

  private static final int FEW = 12;
  private static final int LONGEST_VARINT = 10;

  private byte[] bytes = new byte[64];
  private int length;

  void clear() {
    length = 0;
  }

  byte[] take() {
    if (length > FEW) {
      return Arrays.copyOf(bytes, length);
    }
    // Most entries have three to six bytes, for which a copy of the JVM's is a long way.
    byte[] taken = new byte[length];
    for (int i = 0; i < taken.length; i++) {
      taken[i] = bytes[i];
    }
    return taken;
  }

  void octet(int value) {
    makeRoom(1);
    bytes[length++] = (byte) value;
  }

  /** Seven bits an octet, the lowest first, bit 7 set on all but the last. */
  void varint(long value) {
    makeRoom(LONGEST_VARINT);
    long rest = value;
    while ((rest & ~0x7fL) != 0) {
      bytes[length++] = (byte) ((rest & 0x7f) | 0x80);
      rest >>>= 7;
    }
    bytes[length++] = (byte) rest;
  }

  /** Little-endian. */
  void fixed(long value, int size) {
    makeRoom(size);
    for (int i = 0; i < size; i++) {
      bytes[length++] = (byte) (value >>> (8 * i));
    }
  }

  private void makeRoom(int more) {
    if (length + more > bytes.length) {
      bytes = Arrays.copyOf(bytes, Math.max(length + more + 16, bytes.length * 2));
    }
  }

  void payload(Payload payload) {
    makeRoom(payload.length());
    System.arraycopy(payload.shared(), 0, bytes, length, payload.length());
    length += payload.length();
  }
}
