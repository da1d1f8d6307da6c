package dev.understudy.vm.asm;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The directives: the one place that knows their names, arguments and what they are for. */
enum Directive {
  TEXT(".text", "", 0, 0, "Code from here on; a change of section starts a new 4 KiB page."),
  DATA(".data", "", 0, 0, "Data from here on; a change of section starts a new 4 KiB page."),
  BYTE(".byte", "value, ...", 1, Integer.MAX_VALUE, "1 byte for each value, -128 to 255."),
  HALF(".half", "value, ...", 1, Integer.MAX_VALUE, "2 bytes for each value, little-endian."),
  WORD(".word", "value, ...", 1, Integer.MAX_VALUE, "4 bytes for each value, little-endian."),
  QUAD(".quad", "value, ...", 1, Integer.MAX_VALUE, "8 bytes for each value, little-endian."),
  ASCII(".ascii", "\"text\", ...", 1, Integer.MAX_VALUE, "The bytes of each text in UTF-8."),
  ASCIZ(
      ".asciz",
      "\"text\", ...",
      1,
      Integer.MAX_VALUE,
      "The same, with a zero byte after each text."),
  SPACE(".space", "count [, byte]", 1, 2, "That many bytes, zero or all the same."),
  ALIGN(".align", "power", 1, 1, "Goes on at the next multiple of a power of two, in bytes."),
  ORG(".org", "address", 1, 1, "Goes on at this address, forwards or backwards."),
  EQU(".equ", "NAME, value", 2, 2, "Gives a value a name; it may lean on names further down."),
  VECTOR(
      ".vector",
      "address, handler",
      2,
      2,
      "Fills the word of the vector table at that address; the current address stays."),
  ENTRY(".entry", "address", 1, 1, "Where the machine starts; without it, at the label start."),
  MEMORY(".memory", "bytes", 1, 1, "How much memory the machine has; without it, 1M."),
  INCLUDE(".include", "\"name\"", 1, 1, "Reads another source as if it stood here."),
  MACRO(
      ".macro",
      "name [a, b, ...]",
      1,
      Integer.MAX_VALUE,
      "Starts a macro; its body says \\a and \\b."),
  ENDM(".endm", "", 0, 0, "Ends the macro's body.");

  private final String text;
  private final String syntax;
  private final int fewest;
  private final int most;
  private final String documentation;

  Directive(String text, String syntax, int fewest, int most, String documentation) {
    this.text = text;
    this.syntax = syntax;
    this.fewest = fewest;
    this.most = most;
    this.documentation = documentation;
  }

  static @Nullable Directive named(String text) {
    String name = AssemblyText.lowerCase(text);
    for (Directive directive : values()) {
      if (directive.text.equals(name)) {
        return directive;
      }
    }
    return null;
  }

  static List<String> names() {
    List<String> names = new ArrayList<>();
    for (Directive directive : values()) {
      names.add(directive.text);
    }
    return names;
  }

  String text() {
    return text;
  }

  /** As a reference shows it: {@code .space count [, byte]}. */
  String syntax() {
    return syntax.isEmpty() ? text : text + " " + syntax;
  }

  boolean takes(int arguments) {
    return arguments >= fewest && arguments <= most;
  }

  String documentation() {
    return documentation;
  }

  /** Bytes of one value of {@code .byte}, {@code .half}, {@code .word} or {@code .quad}. */
  int valueBytes() {
    return switch (this) {
      case BYTE -> 1;
      case HALF -> 2;
      case WORD -> 4;
      case QUAD -> 8;
      default -> throw new IllegalStateException(text + " has no values");
    };
  }
}
