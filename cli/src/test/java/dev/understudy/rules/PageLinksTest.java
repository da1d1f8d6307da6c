package dev.understudy.rules;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Each link of the documentation leads somewhere, and the index leads to each page. */
class PageLinksTest {
  private static final Path ROOT = Path.of("..").toAbsolutePath().normalize();
  private static final Path DOCS = ROOT.resolve("docs");
  private static final Path INDEX = DOCS.resolve("README.md");

  /** A page that is named in a source or in a text of the product. */
  private static final Pattern NAMED = Pattern.compile("\\bdocs/[\\w/.-]*\\.md\\b");

  private static final Pattern SOURCE = Pattern.compile(".*\\.(java|asm|inc|toml|md|xml)");

  private static List<Path> pages() throws IOException {
    List<Path> pages = new ArrayList<>(MarkdownPage.pagesIn(DOCS));
    try (Stream<Path> files = Files.list(ROOT)) {
      files.filter(file -> file.toString().endsWith(".md")).forEach(pages::add);
    }
    return pages;
  }

  @Test
  void eachLinkLeadsToAFileAndToAHeadingOfIt() throws IOException {
    List<MarkdownPage> pages = pages().stream().map(MarkdownPage::read).toList();

    assertThat(pages).flatExtracting(MarkdownPage::brokenLinks).isEmpty();
    assertThat(pages).flatExtracting(MarkdownPage::links).hasSizeGreaterThan(100);
  }

  @Test
  void eachPageIsReachedFromTheIndex() throws IOException {
    assertThat(reachedFrom(INDEX)).containsAll(pages());
  }

  @Test
  void theReadmeLeadsToTheIndex() {
    assertThat(MarkdownPage.read(ROOT.resolve("README.md")).targets()).contains(INDEX);
  }

  private static Set<Path> reachedFrom(Path start) {
    Set<Path> reached = new TreeSet<>(List.of(start));
    Deque<Path> toRead = new ArrayDeque<>(reached);
    while (!toRead.isEmpty()) {
      for (Path target : MarkdownPage.read(toRead.remove()).targets()) {
        if (target.toString().endsWith(".md") && reached.add(target)) {
          toRead.add(target);
        }
      }
    }
    return reached;
  }

  @Test
  void eachPageThatASourceNamesIsThere() throws IOException {
    List<String> missing = new ArrayList<>();
    int found = 0;
    for (Path source : sources()) {
      for (String page : pagesNamedIn(source)) {
        found++;
        if (!Files.exists(ROOT.resolve(page))) {
          missing.add(ROOT.relativize(source) + " names " + page);
        }
      }
    }
    assertThat(missing).isEmpty();
    assertThat(found).isGreaterThan(20);
  }

  private static List<String> pagesNamedIn(Path source) throws IOException {
    return NAMED.matcher(Files.readString(source)).results().map(name -> name.group()).toList();
  }

  private static List<Path> sources() throws IOException {
    List<Path> sources = new ArrayList<>(pages());
    for (Path module : modules()) {
      try (Stream<Path> files = Files.walk(module.resolve("src"))) {
        files.filter(file -> SOURCE.matcher(file.toString()).matches()).forEach(sources::add);
      }
    }
    return sources;
  }

  private static List<Path> modules() throws IOException {
    try (Stream<Path> folders = Files.list(ROOT)) {
      return folders.filter(folder -> Files.isDirectory(folder.resolve("src"))).sorted().toList();
    }
  }

  // ---- what the test itself notices

  @Test
  void aLinkThatLeadsNowhereIsNoticed(@TempDir Path folder) throws IOException {
    Path other = folder.resolve("other.md");
    Files.writeString(other, "# Some *title*: `a.b`\n\n## Again\n\n## Again\n");

    assertThat(linksTo("other.md", folder)).isEmpty();
    assertThat(linksTo("other.md#some-title-ab", folder)).isEmpty();
    assertThat(linksTo("other.md#again-1", folder)).isEmpty();
    assertThat(linksTo("https://example.org/gone", folder)).isEmpty();
    assertThat(linksTo("gone.md", folder)).hasSize(1);
    assertThat(linksTo("other.md#again-2", folder)).hasSize(1);
  }

  private static List<String> linksTo(String target, Path folder) {
    return MarkdownPage.of(folder.resolve("page.md"), "see [it](" + target + ")\n").brokenLinks();
  }

  @Test
  void whatIsQuotedIsNoLink() {
    String text = "`[r0](gone.md)`\n\n```asm\n[r0](gone.md)\n# no heading\n```\n";
    MarkdownPage page = MarkdownPage.of(Path.of("page.md"), text);

    assertThat(page.links()).isEmpty();
    assertThat(page.anchors()).isEmpty();
  }
}
