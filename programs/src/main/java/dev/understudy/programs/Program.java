package dev.understudy.programs;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * One guest program as it ships: text, and of a program in C what a compiler made of it.
 *
 * @param name what a user types, and the name of its files without their endings
 * @param description one line, from the first line of its source
 * @param source assembly includes other files by name, see {@link Programs#include}; {@link
 *     Programs#elf} is what became of C
 * @param scenario the scenario it runs in unless told otherwise, as TOML
 * @param expected the console output of a run in that scenario, where that is known to the byte
 */
public record Program(
    String name,
    Language language,
    String description,
    String source,
    String scenario,
    Optional<String> expected) {

  /** What programs are written in. */
  public enum Language {
    ASSEMBLY(".asm", ";"),
    C(".c", "//");

    private final String ending;
    private final String comment;

    Language(String ending, String comment) {
      this.ending = ending;
      this.comment = comment;
    }

    /** Of the names of its sources. */
    public String ending() {
      return ending;
    }
  }

  /** How the paragraphs begin that the head of every program has. */
  static final List<String> LESSONS =
      List.of("What it shows.", "Nondeterminism it meets.", "What a failover may change.");

  /** The name of the source. */
  public String fileName() {
    return name + language.ending;
  }

  /** The lines of the comment at the head of the source, which teaches what the program is for. */
  public List<String> head() {
    return source
        .lines()
        .takeWhile(line -> line.startsWith(language.comment))
        .map(line -> line.substring(language.comment.length()))
        .map(line -> line.startsWith(" ") ? line.substring(1) : line)
        .toList();
  }

  /**
   * The comment at the head of the source, without its first line: paragraphs of lines, in which
   * indentation means something.
   */
  List<List<String>> lesson() {
    List<List<String>> paragraphs = new ArrayList<>();
    List<String> paragraph = new ArrayList<>();
    for (String text : head().stream().skip(1).toList()) {
      if (!text.isEmpty()) {
        paragraph.add(text);
      } else if (!paragraph.isEmpty()) {
        paragraphs.add(paragraph);
        paragraph = new ArrayList<>();
      }
    }
    if (!paragraph.isEmpty()) {
      paragraphs.add(paragraph);
    }
    return paragraphs;
  }

  /**
   * This program with another value for one of the constants that it declares with {@code .equ}; a
   * benchmark asks for a larger size in this way.
   *
   * @param value an expression in the assembler's language
   * @throws IllegalArgumentException if the source does not declare this constant exactly once
   */
  public Program withConstant(String constant, String value) {
    Matcher declaration =
        Pattern.compile("(?m)^(\\s*\\.equ\\s+" + Pattern.quote(constant) + "\\s*,)[^;\\n]*")
            .matcher(source);
    if (declaration.results().count() != 1) {
      throw new IllegalArgumentException(
          name + " does not declare '" + constant + "' with .equ exactly once");
    }
    String changed = declaration.replaceFirst("$1 " + Matcher.quoteReplacement(value) + " ");
    return new Program(name, language, description, changed, scenario, Optional.empty());
  }
}
