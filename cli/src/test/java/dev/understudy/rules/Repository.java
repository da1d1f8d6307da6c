package dev.understudy.rules;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;

/** The files of the project that rules about pages and sources look at. */
final class Repository {

  /** Surefire starts tests in their module's folder. */
  static final Path ROOT = Path.of("..").toAbsolutePath().normalize();

  private Repository() {}

  /** The documentation, and the pages beside the README. */
  static List<Path> pages() {
    return Stream.concat(walk(ROOT.resolve("docs")), list(ROOT))
        .filter(file -> file.toString().endsWith(".md"))
        .toList();
  }

  /** What main and test code of all modules is made of, resources included. */
  static List<Path> sources() {
    return list(ROOT)
        .map(folder -> folder.resolve("src"))
        .filter(Files::isDirectory)
        .flatMap(Repository::walk)
        .toList();
  }

  static String read(Path file) {
    try {
      return Files.readString(file);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static Stream<Path> list(Path folder) {
    try (Stream<Path> files = Files.list(folder)) {
      return files.sorted().toList().stream();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static Stream<Path> walk(Path folder) {
    try (Stream<Path> files = Files.walk(folder)) {
      return files.filter(Files::isRegularFile).sorted().toList().stream();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
