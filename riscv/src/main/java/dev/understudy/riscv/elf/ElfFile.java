package dev.understudy.riscv.elf;

import dev.understudy.vm.machine.SourceLine;
import java.util.List;
import java.util.NavigableMap;
import java.util.Optional;

/**
 * A program as a linker wrote it.
 *
 * @param entry the address of its first instruction
 * @param segments by address; they do not overlap
 * @param code by address; each range lies within the contents of an executable segment
 * @param lines where the instructions from an address on were written, up to the next key; nothing
 *     if nobody knows
 */
public record ElfFile(
    int entry,
    List<Segment> segments,
    List<CodeRange> code,
    List<ElfSymbol> symbols,
    NavigableMap<Integer, Optional<SourceLine>> lines) {

  /** Where the instruction at an address was written. */
  public Optional<SourceLine> line(int address) {
    var entry = lines.floorEntry(address);
    return entry == null ? Optional.empty() : entry.getValue();
  }
}
