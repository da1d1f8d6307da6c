package dev.understudy.vm.asm;

import java.util.List;

/**
 * One thing wrong with a source.
 *
 * @param file the name under which the source was given or included
 * @param line from 1
 * @param column from 1, in characters; a tab is one character
 * @param text the offending text as written, shortened if it is long; empty at the end of a line
 * @param problem what is wrong, naming the text
 * @param expected what would be right; empty when {@code problem} says it all
 * @param suggestion the name that was probably meant, or empty
 * @param sourceLine the whole line, or empty if it is too long to show
 * @param expandedFrom for text inside a macro: the uses that led there, innermost first
 */
public record Diagnostic(
    String file,
    int line,
    int column,
    String text,
    String problem,
    String expected,
    String suggestion,
    String sourceLine,
    List<String> expandedFrom) {

  public Diagnostic {
    expandedFrom = List.copyOf(expandedFrom);
  }

  /** The message without its place. */
  public String message() {
    StringBuilder out = new StringBuilder(problem);
    if (!expected.isEmpty()) {
      out.append(": expected ").append(expected);
    }
    if (!suggestion.isEmpty()) {
      out.append("; did you mean '").append(suggestion).append("'?");
    }
    for (String use : expandedFrom) {
      out.append(" (").append(use).append(')');
    }
    return out.toString();
  }

  /** {@code file:line:column: message}, on one line. */
  @Override
  public String toString() {
    return file + ":" + line + ":" + column + ": " + message();
  }

  /** The one line, then the source line with marks under the offending text. */
  public String render() {
    if (sourceLine.isBlank()) {
      return toString();
    }
    StringBuilder marks = new StringBuilder();
    sourceLine.codePoints().limit(column - 1L).forEach(c -> marks.append(c == '\t' ? '\t' : ' '));
    int width = Math.max(1, text.codePointCount(0, text.length()));
    return this + "\n    " + sourceLine + "\n    " + marks + "^".repeat(width);
  }
}
