package dev.understudy.riscv.elf;

import java.util.Locale;

/** Bytes that are no program for this machine. The message says where that shows, and why. */
public final class ElfRefusedException extends Exception {

  private ElfRefusedException(String message) {
    super(message);
  }

  /**
   * Bytes that can't be used.
   *
   * @param offset in the file, of the field that shows it
   */
  public static ElfRefusedException at(long offset, String problem) {
    return new ElfRefusedException(String.format(Locale.ROOT, "byte 0x%x: %s", offset, problem));
  }
}
