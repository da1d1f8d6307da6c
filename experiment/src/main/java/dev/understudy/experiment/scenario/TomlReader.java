package dev.understudy.experiment.scenario;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;
import org.tomlj.Toml;
import org.tomlj.TomlArray;
import org.tomlj.TomlParseError;
import org.tomlj.TomlParseResult;
import org.tomlj.TomlTable;

/** Reads a section out of TOML text and reports everything that is wrong with it. */
final class TomlReader {

  private static final TomlTable NOTHING = Toml.parse("");

  private final String source;
  private final List<String> lines;
  private final TomlParseResult root;
  private final List<Problem> problems = new ArrayList<>();

  TomlReader(String source, String text) {
    this.source = source;
    lines = text.lines().toList();
    root = Toml.parse(text);
  }

  /** Null if there are problems. */
  <R> @Nullable R read(Section<R> section) {
    for (TomlParseError error : root.errors()) {
      // A broken line can move all that follow into another table, so no more is said about those.
      String message = String.valueOf(error.getMessage());
      String lower = message.substring(0, 1).toLowerCase(Locale.ROOT) + message.substring(1);
      add(error.position().line(), error.position().column(), 0, lower, "");
    }
    return problems.isEmpty() ? read(section, root, List.of()) : null;
  }

  /** The problems in the order of the text. */
  List<Problem> problems() {
    List<Problem> sorted = new ArrayList<>(problems);
    sorted.sort(Comparator.comparingInt(Problem::line).thenComparingInt(Problem::column));
    return sorted;
  }

  private <R> @Nullable R read(Section<R> section, TomlTable table, List<String> path) {
    int before = problems.size();
    String kind = kindIn(section, table);
    rejectUnknown(section, table, path);
    SectionValues values =
        new SectionValues((below, message, expected) -> complain(path, below, message, expected));
    for (Section.Entry<R, ?> entry : section.entries()) {
      readKey(entry.key(), table, path, kind, values);
    }
    for (Section.Table<R, ?> below : section.tables()) {
      Object toml = table.get(List.of(below.name()));
      List<String> to = longer(path, below.name());
      if (toml == null || toml instanceof TomlTable) {
        putIfRead(
            values,
            below.name(),
            read(below.section(), toml == null ? NOTHING : (TomlTable) toml, to));
      } else {
        complainAtKey(to, below.name() + " is a table", "[" + String.join(".", to) + "]");
      }
    }
    for (Section.Tables<R, ?> below : section.lists()) {
      readList(below, table, path, kind, values);
    }
    return problems.size() == before ? section.build(values) : null;
  }

  private static @Nullable String kindIn(Section<?> section, TomlTable table) {
    Key<?> kind = section.kind();
    return kind != null && table.get(List.of(kind.name())) instanceof String word ? word : null;
  }

  private void rejectUnknown(Section<?> section, TomlTable table, List<String> path) {
    List<String> known = section.names();
    for (String name : table.keySet()) {
      if (!known.contains(name)) {
        String where = path.isEmpty() ? "a scenario" : "[" + withoutIndices(path) + "]";
        complainAtKey(
            longer(path, name),
            where + " has no key " + name,
            ValueTypes.oneOf(known) + ValueTypes.meaning(name, known));
      }
    }
  }

  private <T> void readKey(
      Key<T> key, TomlTable table, List<String> path, @Nullable String kind, SectionValues values) {
    Object toml = table.get(List.of(key.name()));
    List<String> to = longer(path, key.name());
    if (toml == null) {
      if (key.standard() != null) {
        values.put(key.name(), key.standard());
      } else {
        complainAtKey(path, "the key " + key.name() + " is missing", key.type().name());
      }
    } else if (!key.appliesTo(kind)) {
      complainAtKey(
          to,
          key.name() + " means nothing to the kind " + kind,
          "it only for " + String.join(", ", key.onlyFor()));
    } else {
      try {
        values.put(key.name(), key.type().read(toml));
      } catch (ValueException wrong) {
        complain(List.of(), to, "this does not fit " + key.name(), wrong.expected());
      }
    }
  }

  private <S> void readList(
      Section.Tables<?, S> list,
      TomlTable table,
      List<String> path,
      @Nullable String kind,
      SectionValues values) {
    Object toml = table.get(List.of(list.name()));
    List<String> to = longer(path, list.name());
    if (toml == null) {
      values.put(list.name(), List.of());
    } else if (kind != null && !list.onlyFor().isEmpty() && !list.onlyFor().contains(kind)) {
      complainAtKey(
          to,
          list.name() + " means nothing to the kind " + kind,
          "it only for " + String.join(", ", list.onlyFor()));
    } else if (toml instanceof TomlArray array && containsTables(array)) {
      List<S> elements = new ArrayList<>();
      for (int i = 0; i < array.size(); i++) {
        S element = read(list.section(), (TomlTable) array.get(i), longer(to, String.valueOf(i)));
        if (element != null) {
          elements.add(element);
        }
      }
      values.put(list.name(), List.copyOf(elements));
    } else {
      String heading = "[[" + withoutIndices(to) + "]]";
      complainAtKey(to, list.name() + " is a list of tables", heading + " before each of them");
    }
  }

  private static boolean containsTables(TomlArray array) {
    for (int i = 0; i < array.size(); i++) {
      if (!(array.get(i) instanceof TomlTable)) {
        return false;
      }
    }
    return true;
  }

  private static void putIfRead(SectionValues values, String name, @Nullable Object read) {
    if (read != null) {
      values.put(name, read);
    }
  }

  // ---- where

  /** Complains about the value at a path, or about the nearest table above it that is there. */
  private void complain(List<String> path, List<String> below, String message, String expected) {
    List<String> whole = new ArrayList<>(path);
    whole.addAll(below);
    while (!whole.isEmpty() && TomlPlaces.valueAt(root, whole) == null) {
      whole.remove(whole.size() - 1);
    }
    add(TomlPlaces.valueAt(root, whole), message, expected);
  }

  /** A problem at a key or a heading, which is shown. */
  private void complainAtKey(List<String> path, String message, String expected) {
    add(TomlPlaces.keyAt(root, path), message, expected);
  }

  private void add(TomlPlaces.@Nullable Place place, String message, String expected) {
    if (place == null) {
      add(1, 1, 0, message, expected);
    } else {
      String line = lines.size() < place.line() ? "" : lines.get(place.line() - 1);
      add(
          place.line(),
          place.column(),
          TomlPlaces.lengthOfWord(line, place.column() - 1),
          message,
          expected);
    }
  }

  private void add(int line, int column, int length, String message, String expected) {
    String lineText = line <= lines.size() ? lines.get(line - 1) : "";
    problems.add(new Problem(source, line, column, length, message, expected, lineText));
  }

  private static List<String> longer(List<String> path, String name) {
    List<String> longer = new ArrayList<>(path);
    longer.add(name);
    return longer;
  }

  private static String withoutIndices(List<String> path) {
    return String.join(
        ".", path.stream().filter(part -> !Character.isDigit(part.charAt(0))).toList());
  }
}
