package dev.understudy.vm.image;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.ByteArrayOutputStream;
import java.util.zip.CRC32C;

/** Little-endian numbers, and texts with their length before them. */
final class ImageFieldWriter {
  private final ByteArrayOutputStream out = new ByteArrayOutputStream();

  void u32(int value) {
    for (int shift = 0; shift < Integer.SIZE; shift += Byte.SIZE) {
      out.write(value >>> shift);
    }
  }

  void bytes(byte[] bytes) {
    out.writeBytes(bytes);
  }

  void bytes(byte[] bytes, int start, int length) {
    out.write(bytes, start, length);
  }

  void text(String text) {
    byte[] bytes = text.getBytes(UTF_8);
    u32(bytes.length);
    bytes(bytes);
  }

  /** All of it, and a CRC32C over all of it at the end. */
  byte[] withChecksum() {
    CRC32C checksum = new CRC32C();
    checksum.update(out.toByteArray());
    u32((int) checksum.getValue());
    return out.toByteArray();
  }
}
