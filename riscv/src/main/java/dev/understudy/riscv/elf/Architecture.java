package dev.understudy.riscv.elf;

import java.util.List;
import java.util.Locale;

/**
 * The attribute in which a compiler notes the instructions that it made use of, such as {@code
 * rv64i2p0_m2p0}.
 */
final class Architecture {
  private static final int TAG_FILE = 1;
  private static final int TAG_ARCHITECTURE = 5;
  private static final int BEFORE_SUBSECTIONS = 5;

  /** Every other tag: an even one has a number, an odd one a text. */
  private static final int TEXT_BIT = 1;

  /** {@code fence} is there; what else these have is a guest fault where it is executed. */
  private static final List<String> UNDERSTOOD =
      List.of("i", "m", "zicsr", "zifencei", "zmmul", "zihintpause");

  private Architecture() {}

  /** Refuses a program that was compiled for more than RV64IM. */
  static void check(ElfBytes in, Section attributes) throws ElfRefusedException {
    long end = attributes.offset() + attributes.bytes();
    long at = attributes.offset() + 1;
    while (at + BEFORE_SUBSECTIONS < end) {
      long length = in.u32(at, "the length of attributes");
      String vendor = in.text(at + 4, end, "the vendor of attributes");
      if (vendor.equals("riscv")) {
        fileAttributes(in, at + BEFORE_SUBSECTIONS + vendor.length(), Math.min(end, at + length));
      }
      if (length <= BEFORE_SUBSECTIONS) {
        throw ElfRefusedException.at(at, "attributes of " + length + " bytes");
      }
      at += length;
    }
  }

  private static void fileAttributes(ElfBytes in, long start, long end) throws ElfRefusedException {
    Leb128 cursor = new Leb128(in, start, end);
    while (!cursor.atEnd()) {
      long from = cursor.at();
      int tag = cursor.u8();
      long length = cursor.u32();
      if (length < BEFORE_SUBSECTIONS) {
        throw ElfRefusedException.at(from, "attributes of " + length + " bytes");
      }
      if (tag == TAG_FILE) {
        attributes(new Leb128(in, cursor.at(), Math.min(end, from + length)));
      }
      cursor.moveTo(from + length);
    }
  }

  private static void attributes(Leb128 cursor) throws ElfRefusedException {
    while (!cursor.atEnd()) {
      long at = cursor.at();
      long tag = cursor.unsigned();
      if ((tag & TEXT_BIT) == 0) {
        cursor.unsigned();
      } else if (tag == TAG_ARCHITECTURE) {
        check(cursor.text(), at);
      } else {
        cursor.text();
      }
    }
  }

  private static void check(String architecture, long at) throws ElfRefusedException {
    String text = architecture.toLowerCase(Locale.ROOT);
    if (!text.startsWith("rv64")) {
      throw ElfRefusedException.at(at, "the program is for " + architecture + ", expected rv64im");
    }
    for (String extension : text.substring("rv64".length()).split("_")) {
      String name = extension.replaceFirst("[0-9]+p[0-9]+$", "");
      if (!UNDERSTOOD.contains(name)) {
        throw ElfRefusedException.at(
            at,
            "the program was compiled for "
                + architecture
                + ": extension "
                + name.toUpperCase(Locale.ROOT)
                + " is not there; compile it with -march=rv64im -mabi=lp64");
      }
    }
  }
}
