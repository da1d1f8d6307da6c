package dev.understudy.rules;

import com.tngtech.archunit.core.domain.JavaClass;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Collectors;

/**
 * The circles of files within packages: sets of top-level classes each of which knows all others,
 * be it by way of others (strongly connected components, after Tarjan 1972).
 *
 * <p>A class that uses nothing of another but a constant, which the compiler copies, does not know
 * it here.
 */
final class Circles {
  private final Map<String, Set<String>> neighbours;
  private final Map<String, Integer> numbers = new TreeMap<>();

  /** For each class the least number that can be reached from it and is not in a circle yet. */
  private final Map<String, Integer> lowest = new TreeMap<>();

  private final Deque<String> open = new ArrayDeque<>();
  private final List<String> found = new ArrayList<>();

  private Circles(Map<String, Set<String>> neighbours) {
    this.neighbours = neighbours;
  }

  /** Each circle as its package and the simple names of its files, sorted. */
  static List<String> among(Iterable<JavaClass> classes) {
    Circles circles = new Circles(neighboursIn(classes));
    circles.neighbours.keySet().stream()
        .filter(file -> !circles.numbers.containsKey(file))
        .forEach(circles::visit);
    return circles.found.stream().sorted().toList();
  }

  private static Map<String, Set<String>> neighboursIn(Iterable<JavaClass> classes) {
    Map<String, Set<String>> neighbours = new TreeMap<>();
    for (JavaClass type : classes) {
      Set<String> known = neighbours.computeIfAbsent(fileOf(type), unused -> new TreeSet<>());
      type.getDirectDependenciesFromSelf().stream()
          .map(dependency -> dependency.getTargetClass().getBaseComponentType())
          .filter(target -> target.getPackageName().equals(type.getPackageName()))
          .map(Circles::fileOf)
          .forEach(known::add);
    }
    return neighbours;
  }

  private static String fileOf(JavaClass type) {
    String name = type.getName();
    int nested = name.indexOf('$');
    return nested < 0 ? name : name.substring(0, nested);
  }

  private int visit(String file) {
    int number = numbers.size();
    numbers.put(file, number);
    open.push(file);
    int least = number;
    for (String other : neighbours.getOrDefault(file, Set.of())) {
      if (!numbers.containsKey(other)) {
        least = Math.min(least, visit(other));
      } else if (open.contains(other)) {
        least = Math.min(least, lowest.getOrDefault(other, numbers.get(other)));
      }
    }
    lowest.put(file, least);
    if (least == number) {
      close(file);
    }
    return least;
  }

  /** Everything that was opened since the first file of a circle belongs to the circle. */
  private void close(String first) {
    Set<String> circle = new TreeSet<>();
    String last;
    do {
      last = open.pop();
      circle.add(last);
    } while (!last.equals(first));
    if (circle.size() > 1) {
      found.add(describe(circle));
    }
  }

  private static String describe(Set<String> circle) {
    String first = circle.iterator().next();
    String folder = first.substring(0, first.lastIndexOf('.'));
    String files =
        circle.stream()
            .map(name -> name.substring(folder.length() + 1))
            .collect(Collectors.joining(" "));
    return folder.substring(House.ROOT.length() + 1) + ": " + files;
  }
}
