package dev.understudy.experiment.scenario;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * One key of a section: everything there is to know about it.
 *
 * @param standard what holds if the key is absent; null if it must not be absent
 * @param onlyFor the kinds of things it means something to; empty if to all
 * @param doc Markdown
 */
record Key<T>(
    String name, ValueType<T> type, @Nullable T standard, List<String> onlyFor, String doc) {

  boolean appliesTo(@Nullable String kind) {
    return onlyFor.isEmpty() || kind == null || onlyFor.contains(kind);
  }
}
