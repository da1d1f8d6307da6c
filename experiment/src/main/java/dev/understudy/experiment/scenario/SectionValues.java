package dev.understudy.experiment.scenario;

import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** What a section holds: a value for every key, given or standard. */
final class SectionValues {

  /** Takes complaints about the value at a path below this section. */
  interface Complaints {
    void add(List<String> path, String message, String expected);
  }

  private final TreeMap<String, Object> byName = new TreeMap<>();
  private final Complaints complaints;
  private boolean rejected;

  SectionValues(Complaints complaints) {
    this.complaints = complaints;
  }

  void put(String name, Object value) {
    byName.put(name, value);
  }

  boolean has(String name) {
    return byName.containsKey(name);
  }

  @SuppressWarnings("unchecked")
  <T> T get(Key<T> key) {
    return (T) require(key.name());
  }

  @SuppressWarnings("unchecked")
  <S> S get(Section.Table<?, S> table) {
    return (S) require(table.name());
  }

  @SuppressWarnings("unchecked")
  <S> List<S> get(Section.Tables<?, S> list) {
    return (List<S>) require(list.name());
  }

  private Object require(String name) {
    Object value = byName.get(name);
    if (value == null) {
      throw new IllegalStateException("no value for " + name + " among " + byName.keySet());
    }
    return value;
  }

  /**
   * Complains about a value.
   *
   * @param path from this section down, such as ("faults", "2", "target"); the nearest part of it
   *     that is in the text is shown
   */
  void reject(List<String> path, String message, String expected) {
    rejected = true;
    complaints.add(path, message, expected);
  }

  /** Complains about all of these; their paths start from this section. */
  void rejectAll(List<Refusal> refusals) {
    refusals.forEach(one -> reject(one.path(), one.message(), one.expected()));
  }

  boolean isRejected() {
    return rejected;
  }

  /** For error messages of the code itself. */
  @Override
  public String toString() {
    StringBuilder text = new StringBuilder();
    for (Map.Entry<String, Object> entry : byName.entrySet()) {
      text.append(entry.getKey()).append('=').append(entry.getValue()).append(' ');
    }
    return text.toString();
  }
}
