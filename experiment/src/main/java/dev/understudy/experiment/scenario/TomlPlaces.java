package dev.understudy.experiment.scenario;

import java.util.List;
import org.jspecify.annotations.Nullable;
import org.tomlj.TomlArray;
import org.tomlj.TomlEntry;
import org.tomlj.TomlPosition;
import org.tomlj.TomlTable;

/** Finds where things stand in the text. */
final class TomlPlaces {

  /** Line and column from 1. */
  record Place(int line, int column) {

    static Place of(TomlPosition position) {
      return new Place(position.line(), position.column());
    }
  }

  private TomlPlaces() {}

  /** Where the key or the heading at a path stands; null if it is not in the text. */
  static @Nullable Place keyAt(TomlTable root, List<String> path) {
    TomlPosition position = position(root, path);
    return position == null ? null : Place.of(position);
  }

  /** Where the value at a path stands; for a table its heading. */
  static @Nullable Place valueAt(TomlTable root, List<String> path) {
    TomlPosition position = position(root, path);
    if (position == null) {
      return null;
    }
    Object above = at(root, path.subList(0, path.size() - 1));
    if (above instanceof TomlTable table) {
      TomlEntry entry = table.entry(List.of(path.get(path.size() - 1)));
      Object value = table.get(List.of(path.get(path.size() - 1)));
      boolean isTable = value instanceof TomlTable || containsTable(value);
      if (entry != null && !isTable && entry.value().position() != null) {
        return Place.of(entry.value().position());
      }
    }
    return Place.of(position);
  }

  private static boolean containsTable(@Nullable Object value) {
    return value instanceof TomlArray array
        && !array.isEmpty()
        && array.get(0) instanceof TomlTable;
  }

  private static @Nullable TomlPosition position(TomlTable root, List<String> path) {
    if (path.isEmpty()) {
      return null;
    }
    String last = path.get(path.size() - 1);
    Object above = at(root, path.subList(0, path.size() - 1));
    if (above instanceof TomlTable table) {
      return table.inputPositionOf(List.of(last));
    }
    if (above instanceof TomlArray array) {
      int index = Integer.parseInt(last);
      return index < array.size() ? array.inputPositionOf(index) : null;
    }
    return null;
  }

  private static @Nullable Object at(TomlTable root, List<String> path) {
    Object here = root;
    for (String part : path) {
      if (here instanceof TomlTable table) {
        here = table.get(List.of(part));
      } else if (here instanceof TomlArray array) {
        here = array.get(Integer.parseInt(part));
      } else {
        return null;
      }
    }
    return here;
  }

  /** How long the key, value or heading that begins there is. */
  static int lengthOfWord(String line, int from) {
    if (from >= line.length()) {
      return 0;
    }
    char first = line.charAt(from);
    int end = from + 1;
    if (first == '"' || first == '\'') {
      while (end < line.length() && line.charAt(end) != first) {
        end += line.charAt(end) == '\\' && first == '"' ? 2 : 1;
      }
      return Math.min(end + 1, line.length()) - from;
    }
    String closing = first == '[' ? "#" : "=,]}# \t";
    while (end < line.length() && closing.indexOf(line.charAt(end)) < 0) {
      end++;
    }
    return line.substring(from, end).stripTrailing().length();
  }
}
