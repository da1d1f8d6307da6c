package dev.understudy.riscv.elf;

/** Reads a stretch of a file from front to back, with numbers of any length (LEB128). */
final class Leb128 {
  private static final int PAYLOAD_BITS = 7;
  private static final int MORE = 0x80;
  private static final int SIGN = 0x40;

  private final ElfBytes in;
  private final long end;
  private long at;

  Leb128(ElfBytes in, long start, long end) {
    this.in = in;
    this.at = start;
    this.end = Math.min(end, in.length());
  }

  long at() {
    return at;
  }

  boolean atEnd() {
    return at >= end;
  }

  void moveTo(long offset) throws ElfRefusedException {
    if (offset < at) {
      throw ElfRefusedException.at(at, "a length leads backwards");
    }
    at = offset;
  }

  private long take(int bytes) throws ElfRefusedException {
    long from = at;
    if (bytes < 0 || from > end - bytes) {
      throw ElfRefusedException.at(from, "the section ends within a field");
    }
    at += bytes;
    return from;
  }

  int u8() throws ElfRefusedException {
    return in.u8(take(1), "a byte");
  }

  int u16() throws ElfRefusedException {
    return in.u16(take(Short.BYTES), "a number");
  }

  long u32() throws ElfRefusedException {
    return in.u32(take(Integer.BYTES), "a number");
  }

  long u64() throws ElfRefusedException {
    return in.u64(take(Long.BYTES), "a number");
  }

  void skip(long bytes) throws ElfRefusedException {
    take((int) Math.min(bytes, Integer.MAX_VALUE));
  }

  long unsigned() throws ElfRefusedException {
    long value = 0;
    for (int shift = 0; ; shift += PAYLOAD_BITS) {
      int next = u8();
      if (shift < Long.SIZE) {
        value |= (long) (next & ~MORE) << shift;
      }
      if ((next & MORE) == 0) {
        return value;
      }
    }
  }

  long signed() throws ElfRefusedException {
    long value = 0;
    for (int shift = 0; ; shift += PAYLOAD_BITS) {
      int next = u8();
      if (shift < Long.SIZE) {
        value |= (long) (next & ~MORE) << shift;
      }
      if ((next & MORE) == 0) {
        int bits = shift + PAYLOAD_BITS;
        return (next & SIGN) != 0 && bits < Long.SIZE ? value | (-1L << bits) : value;
      }
    }
  }

  String text() throws ElfRefusedException {
    long from = at;
    while (u8() != 0) {
      // The text ends at a zero byte.
    }
    return in.text(from, at, "a text");
  }
}
