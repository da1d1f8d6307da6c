package dev.understudy.cli.command;

import dev.understudy.cli.io.BadInputException;
import dev.understudy.cli.io.InputFile;
import dev.understudy.riscv.elf.ElfReader;
import dev.understudy.riscv.elf.ElfRefusedException;
import dev.understudy.riscv.translation.Translation;
import dev.understudy.riscv.translation.TranslationRefusedException;
import dev.understudy.riscv.translation.Translator;

/** An ELF file that a user named, translated. */
final class ElfProgram {
  static final String EXPECTED = "an ELF file for RV64IM";

  private ElfProgram() {}

  static Translation load(String file) {
    byte[] bytes = InputFile.bytes(file, ElfReader.MAX_BYTES, EXPECTED);
    try {
      return Translator.translate(ElfReader.read(bytes));
    } catch (ElfRefusedException | TranslationRefusedException e) {
      throw new BadInputException(file + ": " + e.getMessage());
    }
  }
}
