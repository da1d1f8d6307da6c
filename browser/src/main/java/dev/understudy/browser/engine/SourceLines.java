package dev.understudy.browser.engine;

import com.google.common.collect.ImmutableMap;
import dev.understudy.programs.Programs;
import dev.understudy.vm.machine.SourceLine;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** The texts that a guest was assembled from, as far as they are at hand. */
final class SourceLines {
  private final Map<String, String> texts;
  private final Map<String, List<String>> lines = new TreeMap<>();

  /**
   * @param texts by the names of their files; those that ship need not be among them
   */
  SourceLines(Map<String, String> texts) {
    this.texts = texts;
  }

  /** Of a program that ships. */
  static SourceLines shipped(String program, String source) {
    return new SourceLines(ImmutableMap.of(program + ".asm", source));
  }

  private List<String> of(String file) {
    return lines.computeIfAbsent(file, this::read);
  }

  private List<String> read(String file) {
    @Nullable String text = texts.get(file);
    return text != null
        ? text.lines().toList()
        : Programs.include(file).map(include -> include.lines().toList()).orElse(List.of());
  }

  /** The lines around one, each with its number; none if the text is not at hand. */
  List<Map<String, Object>> around(SourceLine place, int before, int behind) {
    List<String> all = of(place.file());
    List<Map<String, Object>> window = new ArrayList<>();
    for (int line = place.line() - before; line <= place.line() + behind; line++) {
      if (line >= 1 && line <= all.size()) {
        Map<String, Object> row = new LinkedHashMap<>();
        row.put("line", line);
        row.put("text", all.get(line - 1));
        row.put("next", line == place.line());
        window.add(row);
      }
    }
    return window;
  }
}
