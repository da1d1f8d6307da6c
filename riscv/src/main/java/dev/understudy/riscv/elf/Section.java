package dev.understudy.riscv.elf;

/** A section header. */
record Section(String name, int type, long flags, long address, long offset, long bytes, int link) {
  static final int SYMBOLS = 2;
  static final int WITHOUT_BYTES = 8;
  static final int RISCV_ATTRIBUTES = 0x7000_0003;

  private static final long FLAGS_CODE = 6;

  /** Whether it holds instructions that are loaded. */
  boolean isCode() {
    return (flags & FLAGS_CODE) == FLAGS_CODE && type != WITHOUT_BYTES;
  }

  /** Whether it has bytes in the file. */
  boolean isInFile() {
    return type != WITHOUT_BYTES;
  }
}
