package dev.understudy.rules;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The names that the sources of all modules declare or use, tests included: what a page may name.
 */
final class SourceNames {
  private static final Pattern PACKAGE = Pattern.compile("^package ([\\w.]+);", Pattern.MULTILINE);
  private static final Pattern COMMENT = Pattern.compile("/\\*.*?\\*/|//[^\n]*", Pattern.DOTALL);
  private static final Pattern TYPE =
      Pattern.compile("\\b(?:class|interface|enum|record)\\s+([A-Z]\\w*)");
  private static final Pattern WORD = Pattern.compile("\\w+");

  /** A file that declares a type: its package without the root, and each word of its code. */
  private record Source(String packageName, Set<String> words) {}

  private final TreeMap<String, List<Source>> types = new TreeMap<>();
  private final Set<String> packages = new TreeSet<>();
  private final Set<String> words = new TreeSet<>();

  static SourceNames ofSources() {
    SourceNames names = new SourceNames();
    for (Path file : Repository.sources()) {
      if (file.toString().endsWith(".java")) {
        names.add(Repository.read(file));
      } else if (file.toString().endsWith(".inc")) {
        names.words.addAll(wordsOf(Repository.read(file)));
      }
    }
    return names;
  }

  /** Takes up what one source file declares. */
  private void add(String text) {
    String code = COMMENT.matcher(text).replaceAll(" ");
    Matcher named = PACKAGE.matcher(code);
    String packageName = named.find() ? named.group(1) : "";
    packages.add(packageName);
    Set<String> used = wordsOf(code);
    words.addAll(used);
    Source source = new Source(packageName, used);
    Matcher type = TYPE.matcher(code);
    while (type.find()) {
      types.computeIfAbsent(type.group(1), name -> new ArrayList<>()).add(source);
    }
  }

  private static Set<String> wordsOf(String code) {
    return new TreeSet<>(WORD.matcher(code).results().map(word -> word.group()).toList());
  }

  /** Whether a package has this name, written in full or from some part of it on. */
  boolean hasPackage(String name) {
    return packages.stream().anyMatch(packageName -> endsWith(packageName, name));
  }

  /** Whether the name of a package begins so, behind the root. */
  boolean beginsLikeAPackage(String name) {
    String first = House.ROOT + "." + name;
    return packages.stream()
        .anyMatch(known -> known.equals(first) || known.startsWith(first + "."));
  }

  /** Whether a word stands anywhere in the code: a method, a guest's constant or a key of JSON. */
  boolean hasWord(String word) {
    return words.contains(word);
  }

  /**
   * Whether there is such a type.
   *
   * @param packageName the end of its package, or empty
   * @param members names of nested types, methods, fields or constants that its file has to know
   */
  boolean hasType(String packageName, String type, List<String> members) {
    return types.getOrDefault(type, List.of()).stream()
        .filter(source -> packageName.isEmpty() || endsWith(source.packageName, packageName))
        .anyMatch(source -> source.words.containsAll(members));
  }

  private static boolean endsWith(String packageName, String end) {
    return packageName.equals(end) || packageName.endsWith("." + end);
  }
}
