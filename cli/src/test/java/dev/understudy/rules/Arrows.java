package dev.understudy.rules;

import com.tngtech.archunit.core.domain.Dependency;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.lang.ArchCondition;
import com.tngtech.archunit.lang.ArchRule;
import com.tngtech.archunit.lang.ConditionEvents;
import com.tngtech.archunit.lang.SimpleConditionEvent;
import com.tngtech.archunit.lang.syntax.ArchRuleDefinition;
import java.util.EnumSet;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.NullMarked;

/**
 * The rules about packages; the root package is an argument so that fixtures can have their own.
 */
final class Arrows {

  private Arrows() {}

  /** Each part knows only the parts that it may know, and each class belongs to a part. */
  static ArchRule between(String root) {
    return ArchRuleDefinition.classes()
        .should(
            new ArchCondition<JavaClass>("follow the arrows of the house") {
              @Override
              public void check(JavaClass type, ConditionEvents events) {
                Optional<House> own = House.of(root, type.getPackageName());
                if (own.isEmpty() && !type.getSimpleName().equals("package-info")) {
                  report(type, type.getName() + " is in no package that House names", events);
                }
                if (own.isEmpty()) {
                  return; // A page about packages that lie below it.
                }
                for (Dependency dependency : type.getDirectDependenciesFromSelf()) {
                  String target =
                      dependency.getTargetClass().getBaseComponentType().getPackageName();
                  Optional<House> other = House.of(root, target);
                  if (other.isPresent() && !own.get().mayKnow(other.get())) {
                    report(type, message(dependency, own.get(), other.get()), events);
                  }
                }
              }
            });
  }

  /** The parts that the classes of one part do know. */
  static Set<House> from(House house, JavaClasses classes) {
    Set<House> known = EnumSet.noneOf(House.class);
    for (JavaClass type : classes) {
      if (House.of(House.ROOT, type.getPackageName()).equals(Optional.of(house))) {
        type.getDirectDependenciesFromSelf().stream()
            .map(one -> one.getTargetClass().getBaseComponentType().getPackageName())
            .flatMap(target -> House.of(House.ROOT, target).stream())
            .forEach(known::add);
      }
    }
    return known;
  }

  /** Where null is not marked, NullAway looks away. */
  static ArchRule everyPackageIsNullMarked() {
    return ArchRuleDefinition.classes()
        .should(
            new ArchCondition<JavaClass>("be in a @NullMarked package") {
              @Override
              public void check(JavaClass type, ConditionEvents events) {
                boolean marked =
                    type.getPackage()
                        .tryGetPackageInfo()
                        .map(info -> info.isAnnotatedWith(NullMarked.class))
                        .orElse(false);
                if (!marked) {
                  String message =
                      type.getName()
                          + " is in a package that is not @NullMarked: give "
                          + type.getPackageName()
                          + " a package-info.java that says so";
                  report(type, message, events);
                }
              }
            });
  }

  private static String message(Dependency dependency, House own, House other) {
    return dependency.getDescription()
        + (": " + own.subpackage + " may not know " + other.subpackage)
        + (", it may know " + own.neighbours());
  }

  private static void report(JavaClass type, String message, ConditionEvents events) {
    events.add(SimpleConditionEvent.violated(type, message));
  }
}
