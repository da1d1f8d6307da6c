package dev.understudy.programs;

import java.util.List;

/** The page about the programs that ship, written from the comments at their heads. */
public final class ProgramsPage {

  private static final String INTRODUCTION =
      """
      # Guest programs

      What ships, and what each of them is there to show. This page is written from the comments at
      the heads of the sources in `programs/src/main/resources/dev/understudy/programs`. There each
      program `NAME.asm` has a scenario `NAME.toml` that it runs in, and where its console output is
      known to the byte, `NAME.expected`. A program in C, `NAME.c`, has beside it what a compiler made
      of it, `NAME.elf`. `understudy run NAME` runs one of them.

      | program | |
      |---|---|
      """;

  private ProgramsPage() {}

  /** The whole page, in Markdown. */
  public static String markdown() {
    StringBuilder page = new StringBuilder(INTRODUCTION);
    for (Program program : Programs.all()) {
      page.append("| [`").append(program.name()).append("`](#").append(program.name());
      page.append(") | ").append(capitalized(program.description())).append(" |\n");
    }
    for (Program program : Programs.all()) {
      page.append("\n## ").append(program.name()).append("\n\n");
      page.append(capitalized(program.description())).append('\n');
      program.lesson().forEach(paragraph -> append(page, paragraph));
    }
    return page.toString();
  }

  /** An indented paragraph is a table drawn with spaces; else its first sentence is its heading. */
  private static void append(StringBuilder page, List<String> paragraph) {
    page.append('\n');
    if (paragraph.get(0).startsWith(" ")) {
      page.append("```\n").append(String.join("\n", paragraph).stripIndent()).append("\n```\n");
      return;
    }
    String text = String.join("\n", paragraph);
    int end = text.indexOf(". ") + 1;
    if (Program.LESSONS.contains(text.substring(0, end))) {
      text = "**" + text.substring(0, end) + "**" + text.substring(end);
    }
    page.append(text).append('\n');
  }

  private static String capitalized(String text) {
    return Character.toUpperCase(text.charAt(0)) + text.substring(1);
  }
}
