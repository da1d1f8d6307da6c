package dev.understudy.riscv.elf;

import dev.understudy.vm.machine.SourceLine;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.NavigableMap;
import java.util.Optional;
import java.util.TreeMap;

/** Reads a program for RV64IM: statically linked, little-endian, ABI lp64. */
public final class ElfReader {
  /** No file is longer. */
  public static final int MAX_BYTES = 64 << 20;

  /** How many bytes {@link #isElf} wants to see. */
  public static final int MAGIC_BYTES = 4;

  private static final int INSTRUCTION_BYTES = 4;

  private ElfReader() {}

  /** Whether a file that begins like this claims to be an ELF file. */
  public static boolean isElf(byte[] beginning) {
    return ElfHeader.isElf(beginning);
  }

  /**
   * The program in a file.
   *
   * @throws ElfRefusedException if it is damaged, or for another machine
   */
  public static ElfFile read(byte[] file) throws ElfRefusedException {
    ElfBytes in = new ElfBytes(file);
    ElfHeader header = ElfHeader.read(in);
    Sections sections = Sections.read(in, header);
    Optional<Section> attributes = sections.ofType(Section.RISCV_ATTRIBUTES);
    if (attributes.isPresent()) {
      Architecture.check(in, attributes.get());
    }
    List<Segment> segments = Segments.read(in, header);
    List<CodeRange> code = code(segments, sections);
    return new ElfFile(
        entry(header, code), segments, code, SymbolTable.read(in, sections), lines(in, sections));
  }

  private static int entry(ElfHeader header, List<CodeRange> code) throws ElfRefusedException {
    long entry = header.entry();
    boolean there = code.stream().anyMatch(range -> entry >= range.start() && entry < range.end());
    if (!there || entry % INSTRUCTION_BYTES != 0) {
      throw ElfRefusedException.at(
          24, "the entry " + Segments.hex(entry) + " is not an instruction of the program");
    }
    return (int) entry;
  }

  /** Sections tell code from the data beside it; without them a whole segment may be code. */
  private static List<CodeRange> code(List<Segment> segments, Sections sections)
      throws ElfRefusedException {
    List<CodeRange> ranges = new ArrayList<>();
    for (Segment segment : segments) {
      if (segment.executable()) {
        int before = ranges.size();
        for (Section section : sections.all()) {
          if (section.isCode()) {
            add(ranges, segment, section.address(), section.address() + section.bytes());
          }
        }
        if (ranges.size() == before) {
          add(ranges, segment, segment.address(), segment.end());
        }
      }
    }
    if (ranges.isEmpty()) {
      throw ElfRefusedException.at(56, "the program has no executable segment");
    }
    ranges.sort(Comparator.comparingInt(CodeRange::start));
    return merged(ranges);
  }

  /** The part of it that lies within the contents of the segment, in whole instructions. */
  private static void add(List<CodeRange> ranges, Segment segment, long start, long end) {
    long least = Math.max(start, segment.address());
    long most = Math.min(end, (long) segment.address() + segment.contents().length());
    long first = (least + INSTRUCTION_BYTES - 1) & -INSTRUCTION_BYTES;
    long last = most & -INSTRUCTION_BYTES;
    if (first < last) {
      ranges.add(new CodeRange((int) first, (int) last));
    }
  }

  private static List<CodeRange> merged(List<CodeRange> ranges) {
    List<CodeRange> merged = new ArrayList<>();
    for (CodeRange range : ranges) {
      CodeRange last = merged.isEmpty() ? null : merged.get(merged.size() - 1);
      if (last != null && range.start() <= last.end()) {
        merged.set(
            merged.size() - 1, new CodeRange(last.start(), Math.max(last.end(), range.end())));
      } else {
        merged.add(range);
      }
    }
    return List.copyOf(merged);
  }

  private static NavigableMap<Integer, Optional<SourceLine>> lines(ElfBytes in, Sections sections)
      throws ElfRefusedException {
    Optional<Section> table = sections.named(".debug_line");
    return table.isPresent() ? LineTable.read(in, table.get(), sections) : new TreeMap<>();
  }
}
