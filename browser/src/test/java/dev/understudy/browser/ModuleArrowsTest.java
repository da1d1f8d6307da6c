package dev.understudy.browser;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import org.junit.jupiter.api.Test;

/** Nobody knows the page's module, and the engine knows neither the host it runs on nor TeaVM. */
class ModuleArrowsTest {
  private static final JavaClasses ALL =
      new ClassFileImporter()
          .withImportOption(location -> !location.contains("/test-classes/"))
          .importPackages("dev.understudy");

  @Test
  void nobodyKnowsThisModule() {
    assertThat(ALL.stream().filter(type -> type.getPackageName().contains(".cli."))).isNotEmpty();
    noClasses()
        .that()
        .resideOutsideOfPackage("dev.understudy.browser..")
        .should()
        .dependOnClassesThat()
        .resideInAPackage("dev.understudy.browser..")
        .check(ALL);
  }

  @Test
  void theEngineRunsAnywhere() {
    noClasses()
        .that()
        .resideInAPackage("dev.understudy.browser.engine..")
        .should()
        .dependOnClassesThat()
        .resideInAnyPackage(
            "org.teavm..",
            "dev.understudy.cli..",
            "dev.understudy.browser.build..",
            "dev.understudy.browser.jdk..",
            "dev.understudy.browser.wasm..",
            "java.io.file..",
            "java.nio.file..",
            "java.util.concurrent..")
        .check(ALL);
  }

  @Test
  void theEngineInterpretsAlone() {
    noClasses()
        .that()
        .resideInAPackage("dev.understudy.browser..")
        .should()
        .dependOnClassesThat()
        .resideInAPackage("dev.understudy.vm.compiled..")
        .check(ALL);
  }
}
