package dev.understudy.sim.recording;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.ByteArrayOutputStream;

/** The fields of one chunk. */
final class FieldWriter {
  private final ByteArrayOutputStream out = new ByteArrayOutputStream();

  FieldWriter octet(int value) {
    out.write(value);
    return this;
  }

  /** Seven bits an octet, the lowest first, bit 7 set on all but the last. */
  FieldWriter number(long value) {
    long rest = value;
    while ((rest & ~0x7fL) != 0) {
      out.write((int) (rest & 0x7f) | 0x80);
      rest >>>= 7;
    }
    out.write((int) rest);
    return this;
  }

  FieldWriter signed(long value) {
    return number((value << 1) ^ (value >> 63));
  }

  /** Little-endian. */
  FieldWriter fixed(long value, int size) {
    for (int i = 0; i < size; i++) {
      out.write((int) (value >>> (8 * i)));
    }
    return this;
  }

  FieldWriter bytes(byte[] bytes) {
    out.writeBytes(bytes);
    return this;
  }

  FieldWriter text(String text) {
    byte[] bytes = text.getBytes(UTF_8);
    return number(bytes.length).bytes(bytes);
  }

  int size() {
    return out.size();
  }

  byte[] take() {
    byte[] taken = out.toByteArray();
    out.reset();
    return taken;
  }
}
