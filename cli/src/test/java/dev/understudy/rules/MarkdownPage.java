package dev.understudy.rules;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A page as a reader of the repository in a browser sees it: the places that it links to, the
 * headings that others can link to, and what its prose shows as code.
 */
record MarkdownPage(Path file, List<String> links, Set<String> anchors, List<String> quoted) {
  private static final Pattern FENCED =
      Pattern.compile("^```.*?^```$", Pattern.DOTALL | Pattern.MULTILINE);
  private static final Pattern QUOTED = Pattern.compile("`[^`\n]*`");
  private static final Pattern LINK = Pattern.compile("\\]\\(([^)\\s]+)\\)");
  private static final Pattern HEADING = Pattern.compile("^#{1,6} +(.*)$", Pattern.MULTILINE);

  /** In a heading a link is shown as its text. */
  private static final Pattern LINKED = Pattern.compile("\\[([^]]*)]\\([^)]*\\)");

  static MarkdownPage read(Path file) {
    return of(file, Repository.read(file));
  }

  static MarkdownPage of(Path file, String text) {
    String prose = FENCED.matcher(text).replaceAll("");
    List<String> links =
        LINK.matcher(QUOTED.matcher(prose).replaceAll("")).results().map(m -> m.group(1)).toList();
    List<String> quoted =
        QUOTED.matcher(prose).results().map(m -> m.group().replace("`", "")).toList();
    return new MarkdownPage(file, links, anchors(prose), quoted);
  }

  /** A heading's words make its anchor; a second heading with the same words gets a number. */
  private static Set<String> anchors(String prose) {
    TreeMap<String, Integer> seen = new TreeMap<>();
    Set<String> anchors = new TreeSet<>();
    Matcher heading = HEADING.matcher(prose);
    while (heading.find()) {
      String anchor = anchor(LINKED.matcher(heading.group(1)).replaceAll("$1"));
      int before = seen.merge(anchor, 1, Integer::sum) - 1;
      anchors.add(before == 0 ? anchor : anchor + "-" + before);
    }
    return anchors;
  }

  private static String anchor(String heading) {
    return heading
        .strip()
        .toLowerCase(Locale.ROOT)
        .replaceAll("[^\\p{L}\\p{N}_ -]", "")
        .replace(' ', '-');
  }

  /** The pages and other files of the repository that this one leads to. */
  List<Path> targets() {
    return links.stream().filter(link -> !isOutside(link)).map(this::target).toList();
  }

  /** What is wrong with the links, each as a sentence; nothing, if all lead somewhere. */
  List<String> brokenLinks() {
    List<String> broken = new ArrayList<>();
    for (String link : links) {
      if (!isOutside(link) && !leadsSomewhere(link)) {
        broken.add(file + " links to " + link);
      }
    }
    return broken;
  }

  private static boolean isOutside(String link) {
    return link.matches("[a-z]+:.*");
  }

  private boolean leadsSomewhere(String link) {
    Path target = target(link);
    int hash = link.indexOf('#');
    return Files.exists(target)
        && (hash < 0 || read(target).anchors.contains(link.substring(hash + 1)));
  }

  private Path target(String link) {
    int hash = link.indexOf('#');
    String path = hash < 0 ? link : link.substring(0, hash);
    return path.isEmpty() ? file : file.resolveSibling(path).normalize();
  }
}
