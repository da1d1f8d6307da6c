package dev.understudy.riscv.elf;

/**
 * The header of a file, checked: a static program for RV64 without compressed instructions and
 * without floating-point registers.
 *
 * @param segmentTable the offset of the first program header
 * @param sectionTable the offset of the first section header; 0 if there is none
 * @param nameSection the number of the section that holds the names of sections
 */
record ElfHeader(
    long entry, long segmentTable, int segments, long sectionTable, int sections, int nameSection) {

  static final int BYTES = 64;
  static final int SEGMENT_BYTES = 56;
  static final int SECTION_BYTES = 64;

  private static final int MOST_SEGMENTS = 256;
  private static final int MAGIC = 0x464c_457f;
  private static final int CLASS_64 = 2;
  private static final int LITTLE_ENDIAN = 1;
  private static final int EXECUTABLE = 2;
  private static final int POSITION_INDEPENDENT = 3;
  private static final int RISC_V = 243;
  private static final int FLAG_COMPRESSED = 1;
  private static final int FLAGS_FLOAT_ABI = 6;
  private static final int FLAG_FEW_REGISTERS = 8;

  static boolean isElf(byte[] beginning) {
    return beginning.length >= Integer.BYTES
        && beginning[0] == 0x7f
        && beginning[1] == 'E'
        && beginning[2] == 'L'
        && beginning[3] == 'F';
  }

  static ElfHeader read(ElfBytes in) throws ElfRefusedException {
    expect(in.s32(0, "the header") == MAGIC, 0, "this is no ELF file");
    expect(in.u8(4, "the class") == CLASS_64, 4, "expected a file of 64 bits (rv64)");
    expect(in.u8(5, "the byte order") == LITTLE_ENDIAN, 5, "expected little-endian");
    int machine = in.u16(18, "the machine");
    expect(machine == RISC_V, 18, "the program is for machine " + machine + ", not for RISC-V");
    int type = in.u16(16, "the type");
    expect(
        type != POSITION_INDEPENDENT,
        16,
        "the program is position-independent or dynamic; link it with -static and without -pie");
    expect(type == EXECUTABLE, 16, "type " + type + " is no linked program");
    flags(in.s32(48, "the flags"));
    int segmentBytes = in.u16(54, "the size of a program header");
    expect(segmentBytes == SEGMENT_BYTES, 54, "expected program headers of 56 bytes");
    int segments = in.u16(56, "the number of program headers");
    expect(segments <= MOST_SEGMENTS, 56, segments + " program headers, expected at most 256");
    int sections = in.u16(60, "the number of sections");
    int sectionBytes = in.u16(58, "the size of a section header");
    expect(
        sections == 0 || sectionBytes == SECTION_BYTES, 58, "expected section headers of 64 bytes");
    return new ElfHeader(
        in.u64(24, "the entry"),
        in.u64(32, "the offset of the program headers"),
        segments,
        in.u64(40, "the offset of the section headers"),
        sections,
        in.u16(62, "the number of the section with names"));
  }

  private static void flags(int flags) throws ElfRefusedException {
    expect(
        (flags & FLAG_COMPRESSED) == 0,
        48,
        "the program has compressed instructions (extension C); compile it with -march=rv64im");
    expect(
        (flags & FLAGS_FLOAT_ABI) == 0,
        48,
        "the program passes numbers in floating-point registers (extension F or D); compile it with"
            + " -march=rv64im -mabi=lp64");
    expect((flags & FLAG_FEW_REGISTERS) == 0, 48, "the program is for the base E, expected rv64im");
  }

  private static void expect(boolean holds, long offset, String problem)
      throws ElfRefusedException {
    if (!holds) {
      throw ElfRefusedException.at(offset, problem);
    }
  }
}
