package dev.understudy.riscv.elf;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Reads the section headers. A program runs without them; they say more than segments do. */
final class Sections {
  private final List<Section> all;

  private Sections(List<Section> all) {
    this.all = all;
  }

  static Sections read(ElfBytes in, ElfHeader header) throws ElfRefusedException {
    List<Section> all = new ArrayList<>();
    if (header.sectionTable() == 0) {
      return new Sections(all);
    }
    long names = nameTable(in, header);
    for (int i = 0; i < header.sections(); i++) {
      all.add(section(in, header.sectionTable() + (long) i * ElfHeader.SECTION_BYTES, names));
    }
    return new Sections(all);
  }

  /** Where the names of sections begin; 0 if they have none. */
  private static long nameTable(ElfBytes in, ElfHeader header) throws ElfRefusedException {
    if (header.nameSection() == 0 || header.nameSection() >= header.sections()) {
      return 0;
    }
    long at = header.sectionTable() + (long) header.nameSection() * ElfHeader.SECTION_BYTES;
    return in.u64(at + 24, "the offset of the names of sections");
  }

  private static Section section(ElfBytes in, long at, long names) throws ElfRefusedException {
    in.within(at, ElfHeader.SECTION_BYTES, "a section header");
    long name = names + in.u32(at, "a section header");
    Section section =
        new Section(
            names == 0 ? "" : in.text(name, in.length(), "the name of a section"),
            in.s32(at + 4, "a section header"),
            in.u64(at + 8, "a section header"),
            in.u64(at + 16, "a section header"),
            in.u64(at + 24, "a section header"),
            in.u64(at + 32, "a section header"),
            in.s32(at + 40, "a section header"));
    if (section.isInFile() && section.type() != 0) {
      in.within(section.offset(), section.bytes(), "section '" + section.name() + "'");
    }
    return section;
  }

  List<Section> all() {
    return all;
  }

  Optional<Section> named(String name) {
    return all.stream()
        .filter(section -> section.isInFile() && section.name().equals(name))
        .findFirst();
  }

  Optional<Section> ofType(int type) {
    return all.stream().filter(section -> section.type() == type).findFirst();
  }
}
