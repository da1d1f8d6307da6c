package dev.understudy.rules;

import com.tngtech.archunit.core.domain.InstanceofCheck;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaCodeUnit;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Stream;

/** The sealed families of the house, and who tells their members apart by hand. */
final class Families {
  private Families() {}

  /** Every family among these classes; families within families stand for themselves as well. */
  static List<Class<?>> among(Iterable<JavaClass> classes) {
    List<Class<?>> families = new ArrayList<>();
    for (JavaClass type : classes) {
      // An enum whose constants have bodies counts as sealed; a switch over it is exhaustive.
      if (type.reflect().isSealed() && !type.isEnum()) {
        families.add(type.reflect());
      }
    }
    families.sort(Comparator.comparing(Class::getName));
    return families;
  }

  /** The members that have no members of their own, by name. */
  static List<Class<?>> membersOf(Class<?> family) {
    return Arrays.stream(family.getPermittedSubclasses())
        .<Class<?>>flatMap(
            member -> member.isSealed() ? membersOf(member).stream() : Stream.of(member))
        .distinct()
        .sorted(Comparator.comparing(Class::getName))
        .toList();
  }

  /** Whether a family is no part of another one. */
  static boolean isOutermost(Class<?> family) {
    return outermostOf(family).isEmpty();
  }

  /**
   * A line for each method of this class that asks {@code instanceof} for two different members of
   * one family: a new member would fall through it, and nobody would hear of it. A lambda belongs
   * to the method that it stands in.
   */
  static List<String> dispatchesByHand(JavaClass type) {
    List<String> found = new ArrayList<>();
    for (JavaCodeUnit method : type.getCodeUnits()) {
      TreeMap<String, TreeSet<String>> asked = new TreeMap<>();
      for (InstanceofCheck check : method.getInstanceofChecks()) {
        Class<?> member = check.getRawType().reflect();
        for (Class<?> family : outermostOf(member)) {
          asked
              .computeIfAbsent(family.getSimpleName(), unused -> new TreeSet<>())
              .add(member.getSimpleName());
        }
      }
      asked.forEach(
          (family, members) -> {
            if (members.size() > 1) {
              found.add(
                  method.getFullName()
                      + (" asks whether a " + family + " is one of " + members)
                      + ": give it "
                      + family
                      + ".Cases and call match");
            }
          });
    }
    return found;
  }

  /** The families, itself excluded, that a type is a member of and that are part of no other. */
  private static List<Class<?>> outermostOf(Class<?> type) {
    List<Class<?>> above = new ArrayList<>();
    for (Class<?> parent : parentsOf(type)) {
      List<Class<?>> further = outermostOf(parent);
      above.addAll(further);
      if (further.isEmpty()
          && parent.isSealed()
          && !parent.isEnum()
          && parent.getName().startsWith(House.ROOT + ".")) {
        above.add(parent);
      }
    }
    return above.stream().distinct().toList();
  }

  private static List<Class<?>> parentsOf(Class<?> type) {
    List<Class<?>> parents = new ArrayList<>(List.of(type.getInterfaces()));
    if (type.getSuperclass() != null) {
      parents.add(type.getSuperclass());
    }
    return parents;
  }
}
