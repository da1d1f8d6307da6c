package dev.understudy.riscv.elf;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;

/** The bytes of a file, little-endian; what lies outside is refused with its offset. */
final class ElfBytes {
  private final byte[] bytes;
  private final ByteBuffer view;

  ElfBytes(byte[] bytes) {
    this.bytes = bytes;
    this.view = ByteBuffer.wrap(bytes).order(ByteOrder.LITTLE_ENDIAN);
  }

  int length() {
    return bytes.length;
  }

  int u8(long offset, String what) throws ElfRefusedException {
    return view.get(within(offset, Byte.BYTES, what)) & 0xff;
  }

  int u16(long offset, String what) throws ElfRefusedException {
    return view.getShort(within(offset, Short.BYTES, what)) & 0xffff;
  }

  int s32(long offset, String what) throws ElfRefusedException {
    return view.getInt(within(offset, Integer.BYTES, what));
  }

  long u32(long offset, String what) throws ElfRefusedException {
    return s32(offset, what) & 0xffff_ffffL;
  }

  long u64(long offset, String what) throws ElfRefusedException {
    return view.getLong(within(offset, Long.BYTES, what));
  }

  /** The text from here up to a zero byte, before {@code end}. */
  String text(long offset, long end, String what) throws ElfRefusedException {
    int start = within(offset, 1, what);
    int stop = start;
    int last = (int) Math.min(end, bytes.length);
    while (stop < last && bytes[stop] != 0) {
      stop++;
    }
    if (stop >= last) {
      throw ElfRefusedException.at(offset, what + " does not end");
    }
    return new String(bytes, start, stop - start, StandardCharsets.UTF_8);
  }

  byte[] copy(long offset, long length, String what) throws ElfRefusedException {
    int start = within(offset, length, what);
    byte[] copy = new byte[(int) length];
    System.arraycopy(bytes, start, copy, 0, copy.length);
    return copy;
  }

  /** The offset, if so many bytes lie in the file from there on. */
  int within(long offset, long length, String what) throws ElfRefusedException {
    if (offset < 0 || length < 0 || length > bytes.length || offset > bytes.length - length) {
      throw ElfRefusedException.at(
          offset, what + " lies outside the file, which has " + bytes.length + " bytes");
    }
    return (int) offset;
  }
}
