package dev.understudy.rules;

import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import dev.understudy.rules.fixture.HashesTexts;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** What is hashed or compared is written field by field. */
class HashedTextsTest {
  private static final JavaClasses FIXTURES =
      new ClassFileImporter().importPackagesOf(HashesTexts.class);

  @Test
  void noShippedClassHashesTheTextOfAnObject() {
    List<String> found =
        Production.CLASSES.stream().flatMap(type -> HashedTexts.in(type).stream()).toList();

    assertThat(found).isEmpty();
    assertThat(Production.CLASSES.size()).isGreaterThan(500);
  }

  @Test
  void everyMethodOfTheFixtureIsRejected() {
    List<String> found = fixtures(HashesTexts.class.getName());

    for (String method : methods(HashesTexts.class)) {
      assertThat(found).anyMatch(line -> line.contains("." + method + "()"));
    }
    assertThat(fixtures(HashesTexts.FixtureKey.class.getName())).hasSize(1);
  }

  @Test
  void fieldsAndTextsAreAllowed() {
    assertThat(fixtures(HashesTexts.Harmless.class.getName())).isEmpty();
  }

  private static List<String> methods(Class<?> type) {
    return Arrays.stream(type.getDeclaredMethods())
        .filter(method -> !method.isSynthetic())
        .map(java.lang.reflect.Method::getName)
        .toList();
  }

  private static List<String> fixtures(String name) {
    return FIXTURES.stream()
        .filter(type -> type.getName().equals(name))
        .flatMap((JavaClass type) -> Stream.of(type))
        .flatMap(type -> HashedTexts.in(type).stream())
        .toList();
  }
}
