package dev.understudy.rules;

import com.tngtech.archunit.core.domain.AccessTarget;
import com.tngtech.archunit.core.domain.AccessTarget.CodeUnitAccessTarget;
import com.tngtech.archunit.core.domain.Dependency;
import com.tngtech.archunit.core.domain.JavaAccess;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaMethod;
import com.tngtech.archunit.core.domain.JavaModifier;
import com.tngtech.archunit.lang.ArchCondition;
import com.tngtech.archunit.lang.ArchRule;
import com.tngtech.archunit.lang.ConditionEvents;
import com.tngtech.archunit.lang.SimpleConditionEvent;
import com.tngtech.archunit.lang.syntax.ArchRuleDefinition;
import java.util.List;
import java.util.stream.Collectors;

/**
 * Something that would make two runs of one seed differ, and what to use in its place.
 *
 * <p>Bans are lists of names:
 *
 * <ul>
 *   <li>a type is {@code java.util.Random}, with its nested types; {@code java.util.random.*} is a
 *       package with all below it; {@code java.io.File*} is every name that begins so;
 *   <li>a member is {@code java.util.Set.of} with all overloads, or one of them: {@code
 *       java.lang.String.getBytes()}; a constructor is called {@code <init>}. A call on a subtype
 *       counts too.
 * </ul>
 *
 * @param what the subject of the message "… is banned"
 * @param use what its reader should write
 * @param except types that a pattern in {@code types} would hit, and that are harmless
 */
record Ban(
    String what,
    String use,
    List<String> types,
    List<String> except,
    List<String> members,
    boolean synchronizedMethods,
    Class<?> fixture) {

  static Ban of(String what, String use, Class<?> fixture) {
    return new Ban(what, use, List.of(), List.of(), List.of(), false, fixture);
  }

  Ban types(String... names) {
    return new Ban(what, use, List.of(names), except, members, synchronizedMethods, fixture);
  }

  Ban except(String... names) {
    return new Ban(what, use, types, List.of(names), members, synchronizedMethods, fixture);
  }

  Ban members(String... names) {
    return new Ban(what, use, types, except, List.of(names), synchronizedMethods, fixture);
  }

  Ban andSynchronizedMethods() {
    return new Ban(what, use, types, except, members, true, fixture);
  }

  ArchRule rule() {
    return ArchRuleDefinition.classes()
        .should(
            new ArchCondition<JavaClass>("stay away from " + what) {
              @Override
              public void check(JavaClass type, ConditionEvents events) {
                for (Dependency dependency : type.getDirectDependenciesFromSelf()) {
                  if (isBannedType(dependency.getTargetClass().getBaseComponentType())) {
                    report(type, dependency.getDescription(), events);
                  }
                }
                for (JavaAccess<?> access : type.getAccessesFromSelf()) {
                  if (members.stream().anyMatch(name -> isMember(name, access.getTarget()))) {
                    report(type, access.getDescription(), events);
                  }
                }
                for (JavaMethod method : type.getMethods()) {
                  if (synchronizedMethods
                      && method.getModifiers().contains(JavaModifier.SYNCHRONIZED)) {
                    report(type, method.getDescription() + " is synchronized", events);
                  }
                }
              }
            });
  }

  private void report(JavaClass type, String where, ConditionEvents events) {
    String message = where + ": " + what + " is banned, use " + use;
    events.add(SimpleConditionEvent.violated(type, message));
  }

  private boolean isBannedType(JavaClass type) {
    return types.stream().anyMatch(name -> isType(name, type))
        && except.stream().noneMatch(name -> isType(name, type));
  }

  private static boolean isType(String pattern, JavaClass type) {
    String name = type.getName();
    return pattern.endsWith("*")
        ? name.startsWith(pattern.substring(0, pattern.length() - 1))
        : name.equals(pattern) || name.startsWith(pattern + "$");
  }

  private static boolean isMember(String pattern, AccessTarget target) {
    int parenthesis = pattern.indexOf('(');
    String path = parenthesis < 0 ? pattern : pattern.substring(0, parenthesis);
    String owner = path.substring(0, path.lastIndexOf('.'));
    String member = path.substring(path.lastIndexOf('.') + 1);
    return target.getName().equals(member)
        && isOwner(owner, member, target.getOwner())
        && (parenthesis < 0 || pattern.substring(parenthesis).equals(parameters(target)));
  }

  private static boolean isOwner(String owner, String member, JavaClass type) {
    // Everything is an Object, and a constructor belongs to its own class alone.
    // Nor are the static methods of an interface inherited: EnumSet.of is none of Set's.
    boolean factory = member.equals("of") || member.equals("copyOf");
    boolean exactly = owner.equals("java.lang.Object") || member.equals("<init>") || factory;
    return exactly ? type.getName().equals(owner) : type.isAssignableTo(owner);
  }

  private static String parameters(AccessTarget target) {
    return target instanceof CodeUnitAccessTarget codeUnit
        ? codeUnit.getRawParameterTypes().stream()
            .map(JavaClass::getSimpleName)
            .collect(Collectors.joining(",", "(", ")"))
        : "";
  }

  @Override
  public String toString() {
    return what;
  }
}
