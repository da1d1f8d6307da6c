package dev.understudy.riscv.elf;

import dev.understudy.vm.machine.Image;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Reads the names of functions and variables. */
final class SymbolTable {
  private static final int SYMBOL_BYTES = 24;
  private static final int GREATEST_KIND = 2;
  private static final int UNDEFINED = 0;
  private static final int ABSOLUTE = 0xfff1;

  private SymbolTable() {}

  static List<ElfSymbol> read(ElfBytes in, Sections sections) throws ElfRefusedException {
    Optional<Section> table = sections.ofType(Section.SYMBOLS);
    List<ElfSymbol> symbols = new ArrayList<>();
    if (table.isEmpty()) {
      return symbols;
    }
    int link = table.get().link();
    if (link <= 0 || link >= sections.all().size()) {
      throw ElfRefusedException.at(
          table.get().offset(),
          "the symbols' names are in section " + link + ", which is not there");
    }
    Section names = sections.all().get(link);
    for (long i = 1; i < table.get().bytes() / SYMBOL_BYTES; i++) {
      symbol(in, table.get().offset() + i * SYMBOL_BYTES, names).ifPresent(symbols::add);
    }
    return List.copyOf(symbols);
  }

  private static Optional<ElfSymbol> symbol(ElfBytes in, long at, Section names)
      throws ElfRefusedException {
    int kind = in.u8(at + 4, "a symbol") & 15;
    int section = in.u16(at + 6, "a symbol");
    long address = in.u64(at + 8, "a symbol");
    boolean placed = section != UNDEFINED && section != ABSOLUTE;
    if (kind > GREATEST_KIND || !placed || address < 0 || address >= Image.MAX_MEMORY) {
      return Optional.empty();
    }
    String name =
        in.text(
            names.offset() + in.u32(at, "a symbol"),
            names.offset() + names.bytes(),
            "the name of a symbol");
    boolean local = name.isEmpty() || name.startsWith("$") || name.startsWith(".L");
    return local ? Optional.empty() : Optional.of(new ElfSymbol(name, (int) address));
  }
}
