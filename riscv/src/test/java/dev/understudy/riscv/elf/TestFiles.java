package dev.understudy.riscv.elf;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.Objects;

/** ELF files of the tests, and changed copies of them. */
public final class TestFiles {
  private TestFiles() {}

  /** A compiler's file; its source, which says how it was built, is beside it. */
  public static byte[] lines() {
    try (InputStream in = TestFiles.class.getResourceAsStream("lines.elf")) {
      return Objects.requireNonNull(in).readAllBytes();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  static byte[] with16(byte[] file, int offset, int value) {
    byte[] changed = file.clone();
    ByteBuffer.wrap(changed).order(ByteOrder.LITTLE_ENDIAN).putShort(offset, (short) value);
    return changed;
  }

  static byte[] with32(byte[] file, int offset, int value) {
    byte[] changed = file.clone();
    ByteBuffer.wrap(changed).order(ByteOrder.LITTLE_ENDIAN).putInt(offset, value);
    return changed;
  }

  static byte[] with64(byte[] file, int offset, long value) {
    byte[] changed = file.clone();
    ByteBuffer.wrap(changed).order(ByteOrder.LITTLE_ENDIAN).putLong(offset, value);
    return changed;
  }

  /** The offset of the program header of the loaded segment with this number, from 0. */
  static int loaded(byte[] file, int number) {
    ByteBuffer in = ByteBuffer.wrap(file).order(ByteOrder.LITTLE_ENDIAN);
    int at = (int) in.getLong(32);
    for (int left = number; ; at += 56) {
      if (in.getInt(at) == 1 && left-- == 0) {
        return at;
      }
    }
  }
}
