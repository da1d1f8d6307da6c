package dev.understudy.riscv.elf;

import dev.understudy.base.Bytes;
import dev.understudy.vm.machine.Image;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/** Reads the program headers: what is loaded, and where. */
final class Segments {
  /** Below lies the vector table of this machine. */
  static final int LEAST_ADDRESS = 0x1000;

  private static final int LOADED = 1;
  private static final int DYNAMIC = 2;
  private static final int INTERPRETER = 3;
  private static final int EXECUTABLE = 1;
  private static final int WRITABLE = 2;

  private Segments() {}

  static List<Segment> read(ElfBytes in, ElfHeader header) throws ElfRefusedException {
    List<Segment> segments = new ArrayList<>();
    for (int i = 0; i < header.segments(); i++) {
      long at = header.segmentTable() + (long) i * ElfHeader.SEGMENT_BYTES;
      in.within(at, ElfHeader.SEGMENT_BYTES, "a program header");
      int type = in.s32(at, "a program header");
      if (type == DYNAMIC || type == INTERPRETER) {
        throw ElfRefusedException.at(at, "the program is linked dynamically; link it with -static");
      }
      if (type == LOADED && in.u64(at + 40, "a program header") != 0) {
        segments.add(segment(in, at));
      }
    }
    if (segments.isEmpty()) {
      throw ElfRefusedException.at(56, "the program has no segment that is loaded");
    }
    segments.sort(Comparator.comparingInt(Segment::address));
    separate(segments);
    return List.copyOf(segments);
  }

  private static Segment segment(ElfBytes in, long at) throws ElfRefusedException {
    int flags = in.s32(at + 4, "a program header");
    long offset = in.u64(at + 8, "a program header");
    long address = in.u64(at + 16, "a program header");
    long fileBytes = in.u64(at + 32, "a program header");
    long memoryBytes = in.u64(at + 40, "a program header");
    boolean executable = (flags & EXECUTABLE) != 0;
    if (executable && (flags & WRITABLE) != 0) {
      throw ElfRefusedException.at(
          at + 4,
          "the segment at "
              + hex(address)
              + " is writable and executable; code that changes can't be translated beforehand");
    }
    if (Long.compareUnsigned(fileBytes, memoryBytes) > 0) {
      throw ElfRefusedException.at(at + 32, "a segment has more bytes in the file than in memory");
    }
    if (address < LEAST_ADDRESS
        || address > Image.MAX_MEMORY
        || memoryBytes < 0
        || memoryBytes > Image.MAX_MEMORY - address) {
      throw ElfRefusedException.at(
          at + 16,
          "the segment at "
              + hex(address)
              + " of "
              + Long.toUnsignedString(memoryBytes)
              + " bytes does not lie between 0x1000 and 256 MiB");
    }
    Bytes contents = Bytes.wrap(in.copy(offset, fileBytes, "the segment at " + hex(address)));
    return new Segment((int) address, contents, (int) memoryBytes, executable, at);
  }

  private static void separate(List<Segment> segments) throws ElfRefusedException {
    for (int i = 1; i < segments.size(); i++) {
      Segment before = segments.get(i - 1);
      Segment segment = segments.get(i);
      if (segment.address() < before.end()) {
        throw ElfRefusedException.at(
            segment.headerOffset() + 16,
            "the segment at " + hex(segment.address()) + " overlaps the one before it");
      }
    }
  }

  static String hex(long number) {
    return "0x" + Long.toHexString(number);
  }
}
