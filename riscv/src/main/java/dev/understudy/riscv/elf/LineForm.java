package dev.understudy.riscv.elf;

/** How a field of a line table's header is written (DWARF 5, 7.5.6). */
enum LineForm {
  BLOCK(0x09),
  DATA_1(0x0b),
  DATA_2(0x05),
  DATA_4(0x06),
  DATA_8(0x07),
  DATA_16(0x1e),
  UNSIGNED(0x0f),
  TEXT(0x08),
  TEXT_IN_STRINGS(0x0e),
  TEXT_IN_LINE_STRINGS(0x1f);

  private static final int DIGEST_BYTES = 16;

  private final int code;

  LineForm(int code) {
    this.code = code;
  }

  static LineForm of(Leb128 cursor) throws ElfRefusedException {
    long at = cursor.at();
    long code = cursor.unsigned();
    for (LineForm form : values()) {
      if (form.code == code) {
        return form;
      }
    }
    throw ElfRefusedException.at(at, "a line table with fields of the unknown form " + code);
  }

  long number(Leb128 cursor) throws ElfRefusedException {
    return switch (this) {
      case DATA_1 -> cursor.u8();
      case DATA_2 -> cursor.u16();
      case DATA_4, TEXT_IN_STRINGS, TEXT_IN_LINE_STRINGS -> cursor.u32();
      case DATA_8 -> cursor.u64();
      case UNSIGNED -> cursor.unsigned();
      case BLOCK, DATA_16, TEXT ->
          throw ElfRefusedException.at(cursor.at(), "a line table with " + this + " for a number");
    };
  }

  String text(Leb128 cursor, ElfBytes in, Sections sections) throws ElfRefusedException {
    return switch (this) {
      case TEXT -> cursor.text();
      case TEXT_IN_STRINGS -> elsewhere(".debug_str", cursor.u32(), in, sections);
      case TEXT_IN_LINE_STRINGS -> elsewhere(".debug_line_str", cursor.u32(), in, sections);
      case BLOCK, DATA_1, DATA_2, DATA_4, DATA_8, DATA_16, UNSIGNED ->
          throw ElfRefusedException.at(cursor.at(), "a line table with " + this + " for a name");
    };
  }

  private static String elsewhere(String section, long offset, ElfBytes in, Sections sections)
      throws ElfRefusedException {
    Section strings = sections.named(section).orElse(null);
    if (strings == null) {
      return ""; // It was stripped; the lines are there without a name.
    }
    long end = strings.offset() + strings.bytes();
    return in.text(strings.offset() + offset, end, "the name of a source");
  }

  void skip(Leb128 cursor) throws ElfRefusedException {
    switch (this) {
      case BLOCK -> cursor.skip(cursor.unsigned());
      case DATA_16 -> cursor.skip(DIGEST_BYTES);
      case TEXT -> cursor.text();
      default -> number(cursor);
    }
  }
}
