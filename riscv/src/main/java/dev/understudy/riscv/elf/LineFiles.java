package dev.understudy.riscv.elf;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** The names of sources in the header of a line table (DWARF 5, 6.2.4). */
final class LineFiles {
  private static final int WITH_FORMATS = 5;
  private static final int PATH = 1;
  private static final int DIRECTORY = 2;

  /** A unit names few files; more are damage. */
  private static final int MOST = 1 << 16;

  private final List<String> names;

  private LineFiles(List<String> names) {
    this.names = names;
  }

  static LineFiles read(Leb128 cursor, int version, ElfBytes in, Sections sections)
      throws ElfRefusedException {
    return new LineFiles(version >= WITH_FORMATS ? formatted(cursor, in, sections) : plain(cursor));
  }

  /** The name of a file by its number, as the compiler was given it. */
  Optional<String> name(long number) {
    return number < 0 || number >= names.size()
        ? Optional.empty()
        : Optional.of(names.get((int) number)).filter(name -> !name.isEmpty());
  }

  /** Up to version 4 both tables begin at 1 and end with an empty name. */
  private static List<String> plain(Leb128 cursor) throws ElfRefusedException {
    List<String> directories = new ArrayList<>(List.of(""));
    for (String name = cursor.text(); !name.isEmpty(); name = cursor.text()) {
      directories.add(name);
    }
    List<String> names = new ArrayList<>(List.of(""));
    for (String name = cursor.text(); !name.isEmpty(); name = cursor.text()) {
      long directory = cursor.unsigned();
      cursor.unsigned(); // When it was changed.
      cursor.unsigned(); // How long it is.
      names.add(joined(directories, directory, name));
    }
    return names;
  }

  /**
   * From version 5 on each table says what its entries are made of. Directory 0 is where gcc ran.
   */
  private static List<String> formatted(Leb128 cursor, ElfBytes in, Sections sections)
      throws ElfRefusedException {
    List<String> directories = new ArrayList<>();
    for (Entry entry : entries(cursor, in, sections)) {
      directories.add(entry.path);
    }
    List<String> names = new ArrayList<>();
    for (Entry entry : entries(cursor, in, sections)) {
      names.add(joined(directories, entry.directory, entry.path));
    }
    return names;
  }

  private static String joined(List<String> directories, long directory, String name) {
    boolean beside = directory <= 0 || directory >= directories.size() || name.startsWith("/");
    return beside || directories.get((int) directory).isEmpty()
        ? name
        : directories.get((int) directory) + "/" + name;
  }

  private static List<Entry> entries(Leb128 cursor, ElfBytes in, Sections sections)
      throws ElfRefusedException {
    int formats = cursor.u8();
    long[] contents = new long[formats];
    LineForm[] forms = new LineForm[formats];
    for (int i = 0; i < formats; i++) {
      contents[i] = cursor.unsigned();
      forms[i] = LineForm.of(cursor);
    }
    long at = cursor.at();
    long count = cursor.unsigned();
    if (count < 0 || count > MOST || (formats == 0 && count > 0)) {
      throw ElfRefusedException.at(at, "a line table with " + count + " names");
    }
    List<Entry> entries = new ArrayList<>();
    for (long i = 0; i < count; i++) {
      Entry entry = new Entry();
      for (int field = 0; field < formats; field++) {
        if (contents[field] == PATH) {
          entry.path = forms[field].text(cursor, in, sections);
        } else if (contents[field] == DIRECTORY) {
          entry.directory = forms[field].number(cursor);
        } else {
          forms[field].skip(cursor);
        }
      }
      entries.add(entry);
    }
    return entries;
  }

  private static final class Entry {
    private String path = "";
    private long directory;
  }
}
