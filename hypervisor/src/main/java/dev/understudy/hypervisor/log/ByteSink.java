package dev.understudy.hypervisor.log;

import java.util.Arrays;

/** A buffer that grows, for one entry's bytes. */
final class ByteSink {

  private byte[] bytes = new byte[64];
  private int length;

  void clear() {
    length = 0;
  }

  byte[] take() {
    return Arrays.copyOf(bytes, length);
  }

  void octet(int value) {
    if (length == bytes.length) {
      bytes = Arrays.copyOf(bytes, length * 2);
    }
    bytes[length++] = (byte) value;
  }

  /** Seven bits an octet, the lowest first, bit 7 set on all but the last. */
  void varint(long value) {
    long rest = value;
    while ((rest & ~0x7fL) != 0) {
      octet((int) (rest & 0x7f) | 0x80);
      rest >>>= 7;
    }
    octet((int) rest);
  }

  /** Little-endian. */
  void fixed(long value, int size) {
    for (int i = 0; i < size; i++) {
      octet((int) (value >>> (8 * i)));
    }
  }

  void payload(Payload payload) {
    int needed = length + payload.length();
    if (needed > bytes.length) {
      bytes = Arrays.copyOf(bytes, Math.max(needed + 16, bytes.length * 2));
    }
    System.arraycopy(payload.shared(), 0, bytes, length, payload.length());
    length = needed;
  }
}
