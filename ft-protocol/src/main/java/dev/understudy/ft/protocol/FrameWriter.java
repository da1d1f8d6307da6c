package dev.understudy.ft.protocol;

import java.util.Arrays;

/** Writes one frame into an array that grows if the first guess at its size was too small. */
final class FrameWriter {
  private byte[] bytes;
  private int length;

  FrameWriter(int expectedBytes) {
    bytes = new byte[expectedBytes];
  }

  /** Makes room for this many bytes besides those expected before. */
  void expect(int more) {
    bytes = Arrays.copyOf(bytes, bytes.length + more);
  }

  void octet(int value) {
    room(1);
    bytes[length++] = (byte) value;
  }

  void varint(long value) {
    if (value < 0) {
      throw new IllegalArgumentException("negative field " + value);
    }
    room(9);
    long rest = value;
    while (rest > 0x7f) {
      bytes[length++] = (byte) (rest | 0x80);
      rest >>>= 7;
    }
    bytes[length++] = (byte) rest;
  }

  void bytes(byte[] source) {
    room(source.length);
    System.arraycopy(source, 0, bytes, length, source.length);
    length += source.length;
  }

  /** Appends the checksum; the array is exactly as long as the frame. */
  byte[] finish() {
    int checksum = FrameCodec.checksum(bytes, length);
    for (int shift = 0; shift < 32; shift += 8) {
      octet(checksum >>> shift);
    }
    return Arrays.copyOf(bytes, length);
  }

  private void room(int more) {
    if (length + more > bytes.length) {
      bytes = Arrays.copyOf(bytes, Math.max(length + more, bytes.length * 2));
    }
  }
}
