package dev.understudy.rules;

import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/** What the rules look at: every class that ships. */
final class Production {

  static final JavaClasses CLASSES =
      new ClassFileImporter()
          .withImportOption(location -> !location.contains("/test-classes/"))
          .importPackages(House.ROOT);

  /** Surefire names the module's folder; an IDE starts tests in it. */
  private static final Path PROJECT =
      Path.of(System.getProperty("basedir", "")).resolve("..").toAbsolutePath().normalize();

  private Production() {}

  static List<JavaClass> classesOf(House house) {
    return CLASSES.stream()
        .filter(type -> House.of(House.ROOT, type.getPackageName()).equals(Optional.of(house)))
        .toList();
  }

  static List<Path> sourcesOf(House house) {
    Path sources =
        PROJECT.resolve(
            Path.of(house.folder, "src/main/java", House.ROOT.replace('.', '/'))
                .resolve(house.subpackage.replace('.', '/')));
    return list(sources, 1).stream().filter(file -> file.toString().endsWith(".java")).toList();
  }

  /** The folders of the modules that there are. */
  static List<String> modules() {
    return list(PROJECT, 1).stream()
        .filter(folder -> Files.exists(folder.resolve("pom.xml")) && !folder.equals(PROJECT))
        .map(folder -> PROJECT.relativize(folder).toString())
        .toList();
  }

  private static List<Path> list(Path folder, int depth) {
    try (Stream<Path> files = Files.walk(folder, depth)) {
      return files.sorted().toList();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
