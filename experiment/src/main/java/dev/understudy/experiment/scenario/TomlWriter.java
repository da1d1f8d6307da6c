package dev.understudy.experiment.scenario;

import java.util.List;
import java.util.Optional;

/** Writes a record as the section it came from. */
final class TomlWriter {

  private final StringBuilder out = new StringBuilder();
  private final boolean inFull;

  /**
   * A writer.
   *
   * @param inFull also what is standard, so that a later build with other standards reads the same
   */
  TomlWriter(boolean inFull) {
    this.inFull = inFull;
  }

  <R> String write(Section<R> section, R record) {
    write(section, record, "");
    return out.toString();
  }

  private <R> void write(Section<R> section, R record, String path) {
    String kind = kindOf(section, record);
    for (Section.Entry<R, ?> entry : section.entries()) {
      writeKey(entry, record, kind);
    }
    for (Section.Table<R, ?> table : section.tables()) {
      writeTable(table, record, path);
    }
    for (Section.Tables<R, ?> list : section.lists()) {
      writeList(list, record, path);
    }
  }

  private static <R> String kindOf(Section<R> section, R record) {
    Key<?> kind = section.kind();
    for (Section.Entry<R, ?> entry : section.entries()) {
      if (kind != null && kind.name().equals(entry.key().name())) {
        String literal = literal(entry, record);
        return literal.substring(1, literal.length() - 1);
      }
    }
    return "";
  }

  private static <R, T> String literal(Section.Entry<R, T> entry, R record) {
    return entry.key().type().write(entry.part().apply(record));
  }

  private <R, T> void writeKey(Section.Entry<R, T> entry, R record, String kind) {
    Key<T> key = entry.key();
    if (!key.appliesTo(kind.isEmpty() ? null : kind)) {
      return;
    }
    T value = entry.part().apply(record);
    boolean isAbsent = value instanceof Optional<?> optional && optional.isEmpty();
    if (!isAbsent && (inFull || !value.equals(key.standard()))) {
      out.append(key.name()).append(" = ").append(key.type().write(value)).append('\n');
    }
  }

  private <R, S> void writeTable(Section.Table<R, S> table, R record, String path) {
    TomlWriter below = new TomlWriter(inFull);
    String name = path + table.name();
    below.write(table.section(), table.part().apply(record), name + ".");
    String text = below.out.toString();
    if (!text.isEmpty()) {
      // A table that holds nothing but tables needs no heading of its own.
      out.append('\n').append(text.startsWith("\n") ? "" : "[" + name + "]\n");
      out.append(text.startsWith("\n") ? text.substring(1) : text);
    }
  }

  private <R, S> void writeList(Section.Tables<R, S> list, R record, String path) {
    String name = path + list.name();
    List<S> elements = list.part().apply(record);
    for (S element : elements) {
      out.append("\n[[").append(name).append("]]\n");
      write(list.section(), element, name + ".");
    }
  }
}
