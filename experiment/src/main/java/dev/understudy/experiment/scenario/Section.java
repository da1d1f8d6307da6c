package dev.understudy.experiment.scenario;

import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * A table of a scenario: its keys, the tables below it, and the record that it becomes.
 *
 * @param <R> the record
 */
final class Section<R> {

  /** A key and the part of the record that it stands for. */
  record Entry<R, T>(Key<T> key, Function<R, T> part) {}

  /** A table below this one. */
  record Table<R, S>(String name, Section<S> section, Function<R, S> part) {}

  /** A list of tables below this one. */
  record Tables<R, S>(
      String name, Section<S> section, Function<R, List<S>> part, List<String> onlyFor) {}

  /** Makes the record; may {@link SectionValues#reject} some of the values instead. */
  interface Building<R> {
    @Nullable R build(SectionValues values);
  }

  /** What the section is about, in Markdown. */
  private final String doc;

  private final List<Entry<R, ?>> entries = new ArrayList<>();
  private final List<Table<R, ?>> tables = new ArrayList<>();
  private final List<Tables<R, ?>> lists = new ArrayList<>();
  private @Nullable Key<?> kind;
  private @Nullable Building<R> building;

  Section(String doc) {
    this.doc = doc;
  }

  /** A key that must be there. */
  <T> Key<T> required(String name, ValueType<T> type, Function<R, T> part, String doc) {
    return add(new Key<>(name, type, null, List.of(), doc), part);
  }

  <T> Key<T> key(String name, ValueType<T> type, T standard, Function<R, T> part, String doc) {
    return add(new Key<>(name, type, standard, List.of(), doc), part);
  }

  /** A key that means something to some kinds only. */
  <T> Key<T> keyOnlyFor(
      List<String> kinds,
      String name,
      ValueType<T> type,
      T standard,
      Function<R, T> part,
      String doc) {
    return add(new Key<>(name, type, standard, kinds, doc), part);
  }

  /** The key that says which kind it is. */
  <T> Key<T> kind(String name, ValueType<T> type, Function<R, T> part, String doc) {
    Key<T> key = required(name, type, part, doc);
    kind = key;
    return key;
  }

  <S> Table<R, S> table(String name, Section<S> section, Function<R, S> part) {
    Table<R, S> table = new Table<>(name, section, part);
    tables.add(table);
    return table;
  }

  <S> Tables<R, S> tables(
      String name, Section<S> section, Function<R, List<S>> part, List<String> onlyFor) {
    Tables<R, S> list = new Tables<>(name, section, part, onlyFor);
    lists.add(list);
    return list;
  }

  Section<R> becomes(Building<R> how) {
    building = how;
    return this;
  }

  private <T> Key<T> add(Key<T> key, Function<R, T> part) {
    entries.add(new Entry<>(key, part));
    return key;
  }

  String doc() {
    return doc;
  }

  List<Entry<R, ?>> entries() {
    return entries;
  }

  List<Table<R, ?>> tables() {
    return tables;
  }

  List<Tables<R, ?>> lists() {
    return lists;
  }

  @Nullable Key<?> kind() {
    return kind;
  }

  @Nullable R build(SectionValues values) {
    if (building == null) {
      throw new IllegalStateException("a section that becomes nothing");
    }
    return building.build(values);
  }

  /** Everything that may be written here. */
  List<String> names() {
    List<String> names = new ArrayList<>();
    entries.forEach(entry -> names.add(entry.key().name()));
    tables.forEach(table -> names.add(table.name()));
    lists.forEach(list -> names.add(list.name()));
    return names;
  }
}
