package dev.understudy.rules;

import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.lang.ArchRule;
import dev.understudy.rules.fixture.unmarked.Unmarked;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Who may know whom. */
class ArrowsTest {

  private static final String FIXTURES = "dev.understudy.rules.fixture.arrows";

  @Test
  void shippedClassesFollowTheArrows() {
    Arrows.between(House.ROOT).check(Production.CLASSES);
  }

  /** In the fixtures every part but the command line knows exactly one that it may not know. */
  @ParameterizedTest
  @EnumSource(names = "CLI", mode = EnumSource.Mode.EXCLUDE)
  void anArrowThatIsNotThereIsRejected(House house) {
    String part = FIXTURES + "." + house.subpackage;

    assertThat(violations(Arrows.between(FIXTURES), new ClassFileImporter().importPackages(part)))
        .singleElement()
        .asString()
        .contains(part + ".Part", house.subpackage + " may not know ");
  }

  @Test
  void aClassOutsideEveryPartIsRejected() {
    JavaClasses stray = new ClassFileImporter().importPackages(FIXTURES + ".stray");

    assertThat(violations(Arrows.between(FIXTURES), stray))
        .singleElement()
        .asString()
        .contains("stray.Part is in no package that House names");
  }

  @Test
  void everyPackageThatShipsIsNullMarked() {
    Arrows.everyPackageIsNullMarked().check(Production.CLASSES);
  }

  @Test
  void aPackageThatIsNotNullMarkedIsRejected() {
    JavaClasses unmarked = new ClassFileImporter().importPackagesOf(Unmarked.class);

    assertThat(violations(Arrows.everyPackageIsNullMarked(), unmarked))
        .singleElement()
        .asString()
        .contains("package-info.java");
  }

  /** A source file gives one class at least, so nothing that ships escaped the rules. */
  @ParameterizedTest
  @EnumSource
  void theRulesLookAtEveryClass(House house) {
    List<?> sources = Production.sourcesOf(house);

    assertThat(sources).as("sources of " + house).isNotEmpty();
    assertThat(Production.classesOf(house)).hasSizeGreaterThanOrEqualTo(sources.size());
  }

  @Test
  void everyModuleIsAPartOfTheHouse() {
    Stream<String> folders = Arrays.stream(House.values()).map(house -> house.folder).distinct();

    // Benchmarks measure time and may know anything.
    assertThat(Production.modules())
        .filteredOn(module -> !module.equals("benchmarks"))
        .containsExactlyInAnyOrderElementsOf(folders.toList());
  }

  private static List<String> violations(ArchRule rule, JavaClasses classes) {
    return rule.evaluate(classes).getFailureReport().getDetails();
  }
}
