package dev.understudy.vm.asm;

import java.util.ArrayList;
import java.util.List;

/** A line of a source file. Numbers count from 1. */
record TextLine(String file, int number, String text) {
  /** Longer lines are not shown with a diagnostic. */
  private static final int SHOWN_CHARACTERS = 160;

  /** Lines may end in LF, CR LF or CR; a byte order mark at the start is no part of the text. */
  static List<TextLine> split(String file, String source) {
    List<TextLine> lines = new ArrayList<>();
    int start = source.startsWith("\uFEFF") ? 1 : 0;
    while (start < source.length()) {
      int end = start;
      while (end < source.length() && source.charAt(end) != '\n' && source.charAt(end) != '\r') {
        end++;
      }
      lines.add(new TextLine(file, lines.size() + 1, source.substring(start, end)));
      boolean crLf = source.startsWith("\r\n", end);
      start = end + (crLf ? 2 : 1);
    }
    return lines;
  }

  /** The line as a diagnostic shows it, or empty if that would not help. */
  String shown() {
    boolean fits = text.length() <= SHOWN_CHARACTERS;
    return fits && text.chars().allMatch(c -> c == '\t' || (c >= ' ' && c != 0x7f)) ? text : "";
  }
}
