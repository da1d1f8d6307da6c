package dev.understudy.programs;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.List;
import java.util.Optional;

/**
 * The programs on the class path. A jar can't be listed without touching files, so an index names
 * what there is; a test compares it with the folder.
 */
public final class Programs {
  private static final String INDEX = "index.txt";
  private static final List<String> FILES = read(INDEX).lines().toList();

  private Programs() {}

  /** Everything that ships, sorted by name. */
  public static List<Program> all() {
    return names().stream().map(Programs::load).toList();
  }

  /** The names of everything that ships, sorted. */
  public static List<String> names() {
    return FILES.stream()
        .filter(file -> file.endsWith(".asm"))
        .map(file -> file.substring(0, file.length() - ".asm".length()))
        .toList();
  }

  public static Optional<Program> find(String name) {
    return names().contains(name) ? Optional.of(load(name)) : Optional.empty();
  }

  /** The text of a file that programs include, such as {@code devices.inc}. */
  public static Optional<String> include(String fileName) {
    return fileName.endsWith(".inc") ? text(fileName) : Optional.empty();
  }

  static List<String> files() {
    return FILES;
  }

  private static Program load(String name) {
    String source = read(name + ".asm");
    return new Program(
        name, description(name, source), source, read(name + ".toml"), text(name + ".expected"));
  }

  /** The first line of every program reads {@code ; NAME: what it is.} */
  private static String description(String name, String source) {
    String first = source.lines().findFirst().orElse("");
    String prefix = "; " + name + ": ";
    if (!first.startsWith(prefix)) {
      throw new IllegalStateException(
          name + ".asm has to start with '" + prefix + "...', not '" + first + "'");
    }
    return first.substring(prefix.length());
  }

  private static Optional<String> text(String file) {
    return FILES.contains(file) ? Optional.of(read(file)) : Optional.empty();
  }

  private static String read(String file) {
    try (InputStream in = Programs.class.getResourceAsStream(file)) {
      if (in == null) {
        throw new IllegalStateException("missing on the class path: " + file);
      }
      return new String(in.readAllBytes(), UTF_8);
    } catch (IOException e) {
      throw new UncheckedIOException(file, e);
    }
  }
}
