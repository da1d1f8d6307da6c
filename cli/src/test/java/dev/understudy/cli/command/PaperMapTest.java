package dev.understudy.cli.command;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** The classes, members and tests that {@code docs/understand/PAPER_MAP.md} names are there. */
class PaperMapTest {
  private static final Path ROOT = Path.of("..");

  private static final Pattern QUOTED = Pattern.compile("`([^`]+)`");

  /** A class, perhaps with the end of its package before and a member behind. */
  private static final Pattern NAME =
      Pattern.compile("(?:[a-z]+\\.)*([A-Z]\\w*)(?:\\.(\\w+))?(?:\\.(\\w+))?");

  @Test
  void everythingItNamesIsThere() throws IOException {
    Map<String, String> sources = sources();
    List<String> missing = new ArrayList<>();
    int found = 0;
    for (String line : Files.readAllLines(ROOT.resolve("docs/understand/PAPER_MAP.md"), UTF_8)) {
      Matcher quoted = QUOTED.matcher(line);
      while (line.startsWith("|") && quoted.find()) {
        Matcher name = NAME.matcher(quoted.group(1));
        if (name.matches() && isThere(name, sources)) {
          found++;
        } else {
          missing.add(quoted.group());
        }
      }
    }
    assertThat(missing).isEmpty();
    assertThat(found).isGreaterThan(100);
  }

  private static boolean isThere(Matcher name, Map<String, String> sources) {
    String source = sources.get(name.group(1));
    return source != null && has(source, name.group(2)) && has(source, name.group(3));
  }

  private static boolean has(String source, @Nullable String member) {
    return member == null || Pattern.compile("\\b" + member + "\\b").matcher(source).find();
  }

  /** By the simple name of the class. */
  private static Map<String, String> sources() throws IOException {
    Map<String, String> sources = new TreeMap<>();
    for (Path module : modules()) {
      try (Stream<Path> files = Files.walk(module.resolve("src"))) {
        for (Path file : files.filter(path -> path.toString().endsWith(".java")).toList()) {
          String simple = file.getFileName().toString().replace(".java", "");
          sources.merge(simple, Files.readString(file), String::concat);
        }
      }
    }
    return sources;
  }

  private static List<Path> modules() throws IOException {
    try (Stream<Path> folders = Files.list(ROOT)) {
      return folders.filter(folder -> Files.isDirectory(folder.resolve("src"))).sorted().toList();
    }
  }
}
