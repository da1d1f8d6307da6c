package dev.understudy.vm.asm;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.function.BiFunction;
import java.util.regex.MatchResult;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A page of the documentation whose parts between {@code <!-- name: begin -->} and {@code <!--
 * name: end -->} are written from the code. A part may speak about the example above it.
 */
final class MarkdownPage {
  private static final Pattern PART =
      Pattern.compile("(<!-- ([a-z]+): begin -->\n)(.*?)(<!-- \\2: end -->)", Pattern.DOTALL);
  private static final Pattern EXAMPLE = Pattern.compile("```asm\n(.*?)```", Pattern.DOTALL);

  private final Path file;
  private final String text;

  /**
   * A page below {@code docs}.
   *
   * @param name with its folder
   */
  MarkdownPage(String name) throws IOException {
    this(Path.of("..", "docs").resolve(name));
  }

  MarkdownPage(Path file) throws IOException {
    this.file = file;
    this.text = Files.readString(file);
  }

  /**
   * The page must say what the parts say now; with {@code -Drefresh} it is written instead.
   *
   * @param parts from a part's name and the example above it to its text
   * @param testClass whose run refreshes the page
   */
  void assertFresh(BiFunction<String, String, String> parts, Class<?> testClass)
      throws IOException {
    Matcher matcher = PART.matcher(text);
    String expected = matcher.replaceAll(match -> Matcher.quoteReplacement(part(match, parts)));
    if (System.getProperty("refresh") != null) {
      Files.writeString(file, expected);
      return;
    }
    assertThat(text)
        .as("%s is stale; to write it anew: %s", file.getFileName(), refresh(testClass))
        .isEqualTo(expected);
  }

  /** The command that writes the page anew. */
  static String refresh(Class<?> testClass) {
    return "mvn -q -pl vm-core -am test -Dtest="
        + testClass.getSimpleName()
        + " -Dsurefire.failIfNoSpecifiedTests=false -Drefresh";
  }

  private String part(MatchResult match, BiFunction<String, String, String> parts) {
    String above = text.substring(0, match.start());
    List<String> examples = examples(above);
    String example = examples.isEmpty() ? "" : examples.get(examples.size() - 1);
    return match.group(1) + parts.apply(match.group(2), example) + match.group(4);
  }

  private static List<String> examples(String text) {
    List<String> examples = new ArrayList<>();
    Matcher matcher = EXAMPLE.matcher(text);
    while (matcher.find()) {
      examples.add(matcher.group(1));
    }
    return examples;
  }

  List<String> examples() {
    return examples(text);
  }
}
