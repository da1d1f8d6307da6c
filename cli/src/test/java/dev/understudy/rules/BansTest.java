package dev.understudy.rules;

import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.base.DescribedPredicate;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import dev.understudy.rules.fixture.HarmlessNeighbours;
import java.lang.reflect.Executable;
import java.lang.reflect.Method;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Determinism: nothing in the house but the command line may use what differs between runs. */
class BansTest {

  private static final JavaClasses DETERMINISTIC =
      Production.CLASSES.that(
          DescribedPredicate.describe(
              "deterministic",
              type ->
                  House.of(House.ROOT, type.getPackageName())
                      .map(House::isDeterministic)
                      .orElse(true)));

  private static final JavaClasses FIXTURES =
      new ClassFileImporter().importPackagesOf(HarmlessNeighbours.class);

  static List<Ban> bans() {
    return Bans.ALL;
  }

  @ParameterizedTest
  @MethodSource("bans")
  void everyShippedClassKeepsTheBan(Ban ban) {
    ban.rule().check(DETERMINISTIC);
  }

  @ParameterizedTest
  @MethodSource("bans")
  void everyMethodOfTheFixtureIsRejected(Ban ban) {
    List<String> violations = violations(ban, ban.fixture());

    assertThat(violations).allMatch(line -> line.endsWith("is banned, use " + ban.use()));
    List<String> methods =
        Arrays.stream(ban.fixture().getDeclaredMethods())
            .filter(method -> !method.isSynthetic())
            .map(Method::getName)
            .toList();
    assertThat(methods).isNotEmpty();
    assertThat(methods)
        .allSatisfy(
            method -> assertThat(violations).anyMatch(line -> line.contains("." + method + "(")));
  }

  @ParameterizedTest
  @MethodSource("bans")
  void whatOnlyLooksAlikeIsAllowed(Ban ban) {
    assertThat(violations(ban, HarmlessNeighbours.class)).isEmpty();
  }

  /** A typing error in a list would ban nothing; the fixtures need not hold every name. */
  @ParameterizedTest
  @MethodSource("bans")
  void everyBannedNameOfTheJdkExists(Ban ban) throws ClassNotFoundException {
    for (String name : jdkNames(ban.types())) {
      if (!name.endsWith("*")) {
        assertThat(Class.forName(name)).isNotNull();
      }
    }
    for (String name : jdkNames(ban.members())) {
      String path = name.replaceFirst("\\(.*", "");
      String member = path.substring(path.lastIndexOf('.') + 1);
      Class<?> owner = Class.forName(path.substring(0, path.lastIndexOf('.')));
      assertThat(membersOf(owner))
          .as(name)
          .anyMatch(
              known ->
                  name.contains("(")
                      ? known.equals(name.substring(path.lastIndexOf('.') + 1))
                      : known.replaceFirst("\\(.*", "").equals(member));
    }
  }

  private static List<String> violations(Ban ban, Class<?> fixture) {
    JavaClasses only =
        FIXTURES.that(DescribedPredicate.describe("fixture", type -> type.isEquivalentTo(fixture)));
    return ban.rule().evaluate(only).getFailureReport().getDetails();
  }

  private static List<String> jdkNames(List<String> names) {
    return names.stream().filter(name -> name.startsWith("java.")).toList();
  }

  private static List<String> membersOf(Class<?> owner) {
    List<String> members = new ArrayList<>();
    Arrays.stream(owner.getDeclaredFields()).forEach(field -> members.add(field.getName()));
    Arrays.stream(owner.getDeclaredMethods())
        .forEach(method -> members.add(method.getName() + parameters(method)));
    Arrays.stream(owner.getDeclaredConstructors())
        .forEach(constructor -> members.add("<init>" + parameters(constructor)));
    return members;
  }

  private static String parameters(Executable executable) {
    return Stream.of(executable.getParameterTypes())
        .map(Class::getSimpleName)
        .collect(Collectors.joining(",", "(", ")"));
  }
}
