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
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Each link of the documentation leads somewhere, and the index leads to each page. */
class PageLinksTest {
  private static final Path INDEX = Repository.ROOT.resolve("docs/README.md");

  /** A page that is named in a source or in a text of the product. */
  private static final Pattern NAMED = Pattern.compile("\\bdocs/[\\w/.-]*\\.md\\b");

  private static final Pattern SOURCE = Pattern.compile(".*\\.(java|asm|inc|toml|md|xml)");

  @Test
  void eachLinkLeadsToAFileAndToAHeadingOfIt() {
    List<MarkdownPage> pages = Repository.pages().stream().map(MarkdownPage::read).toList();

    assertThat(pages).flatExtracting(MarkdownPage::brokenLinks).isEmpty();
    assertThat(pages).flatExtracting(MarkdownPage::links).hasSizeGreaterThan(100);
  }

  @Test
  void eachPageIsReachedFromTheIndex() {
    assertThat(reachedFrom(INDEX)).containsAll(Repository.pages());
  }

  @Test
  void theReadmeLeadsToTheIndex() {
    assertThat(MarkdownPage.read(Repository.ROOT.resolve("README.md")).targets()).contains(INDEX);
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
  void eachPageThatASourceNamesIsThere() {
    List<String> missing = new ArrayList<>();
    int found = 0;
    List<Path> sources = new ArrayList<>(Repository.pages());
    Repository.sources().stream()
        .filter(file -> SOURCE.matcher(file.toString()).matches())
        .forEach(sources::add);
    for (Path source : sources) {
      for (String page : pagesNamedIn(source)) {
        found++;
        if (!Files.exists(Repository.ROOT.resolve(page))) {
          missing.add(Repository.ROOT.relativize(source) + " names " + page);
        }
      }
    }
    assertThat(missing).isEmpty();
    assertThat(found).isGreaterThan(20);
  }

  private static List<String> pagesNamedIn(Path source) {
    return NAMED.matcher(Repository.read(source)).results().map(name -> name.group()).toList();
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
