package dev.understudy.rules;

import static com.tngtech.archunit.base.DescribedPredicate.describe;
import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.lang.ArchRule;
import dev.understudy.rules.fixture.unmarked.Unmarked;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;
import javax.tools.ToolProvider;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Who may know whom. */
class ArrowsTest {

  private static final String FIXTURES = "dev.understudy.rules.fixture.arrows";

  /** Of every part a class that knows a part that it may not know, written for this test. */
  private static JavaClasses trespassers = new ClassFileImporter().importClasses();

  @BeforeAll
  static void writeTrespassers(@TempDir Path folder) throws IOException {
    List<String> files = new ArrayList<>();
    for (House house : House.values()) {
      Path file = folder.resolve(house + "/Part.java");
      Files.createDirectories(file.getParent());
      String text =
          String.format(
              Locale.ROOT,
              "package %1$s.%2$s; public class Part { %1$s.%3$s.Part neighbour; }",
              FIXTURES,
              house.subpackage,
              forbidden(house).subpackage);
      files.add(Files.writeString(file, text).toString());
    }
    files.addAll(List.of("-d", folder.resolve("classes").toString(), "-proc:none"));
    int failed =
        ToolProvider.getSystemJavaCompiler().run(null, null, null, files.toArray(new String[0]));
    assertThat(failed).isZero();
    trespassers = new ClassFileImporter().importPath(folder.resolve("classes"));
  }

  private static House forbidden(House house) {
    return Arrays.stream(House.values())
        .filter(other -> !house.mayKnow(other))
        .findFirst()
        .orElseThrow();
  }

  @Test
  void shippedClassesFollowTheArrows() {
    Arrows.between(House.ROOT).check(Production.CLASSES);
  }

  @ParameterizedTest
  @EnumSource
  void anArrowThatIsNotThereIsRejected(House house) {
    String part = FIXTURES + "." + house.subpackage + ".Part";
    JavaClasses one = trespassers.that(describe("the part", type -> type.getName().equals(part)));

    assertThat(violations(Arrows.between(FIXTURES), one))
        .singleElement()
        .asString()
        .contains(part, house.subpackage + " may not know ");
  }

  /** What nobody uses is taken off the row, or it would hide an arrow drawn by mistake. */
  @ParameterizedTest
  @EnumSource
  void noArrowIsDrawnInVain(House house) {
    assertThat(Arrows.from(house, Production.CLASSES)).containsAll(house.mayKnow());
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

    // Benchmarks measure time and may know anything; the page's module is not known here, and has a
    // test of its own arrows.
    assertThat(Production.modules())
        .filteredOn(module -> !List.of("benchmarks", "browser").contains(module))
        .containsExactlyInAnyOrderElementsOf(folders.toList());
  }

  private static List<String> violations(ArchRule rule, JavaClasses classes) {
    return rule.evaluate(classes).getFailureReport().getDetails();
  }
}
