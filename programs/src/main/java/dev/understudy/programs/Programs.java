package dev.understudy.programs;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.understudy.programs.Program.Language;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * The programs on the class path. A jar can't be listed without touching files, so an index names
 * what there is; a test compares it with the folder.
 */
public final class Programs {
  private static final String INDEX = "index.txt";
  private static final String C_LIBRARY = "understudy/";
  private static final String C_FOLDER = "c/";
  private static final List<String> FILES = read(INDEX).lines().toList();

  private Programs() {}

  /** Everything that ships, sorted by name. */
  public static List<Program> all() {
    return names().stream().map(Programs::load).toList();
  }

  /** The names of everything that ships, sorted. */
  public static List<String> names() {
    return FILES.stream()
        .filter(file -> !file.contains("/"))
        .flatMap(file -> name(file).stream())
        .sorted()
        .toList();
  }

  public static Optional<Program> find(String name) {
    return names().contains(name) ? Optional.of(load(name)) : Optional.empty();
  }

  /** The text of a file that programs include, such as {@code devices.inc}. */
  public static Optional<String> include(String fileName) {
    return fileName.endsWith(".inc") ? text(fileName) : Optional.empty();
  }

  /**
   * What a compiler made of a program in C: an ELF file for RV64IM.
   *
   * @throws IllegalArgumentException if there is no such program
   */
  public static byte[] elf(String name) {
    String file = name + ".elf";
    if (!FILES.contains(file)) {
      throw new IllegalArgumentException("no program " + name + " in C ships");
    }
    return bytes(file);
  }

  /**
   * The text of a source by the name that a program knows it under: {@code bank.asm}, {@code
   * devices.inc}, {@code resp.c}, or {@code understudy/network.c} for what programs in C are linked
   * with.
   */
  public static Optional<String> source(String fileName) {
    String file = fileName.startsWith(C_LIBRARY) ? C_FOLDER + rest(fileName) : fileName;
    return file.endsWith(".elf") ? Optional.empty() : text(file);
  }

  private static String rest(String fileName) {
    return fileName.substring(C_LIBRARY.length());
  }

  static List<String> files() {
    return FILES;
  }

  private static Program load(String name) {
    Language language = FILES.contains(name + ".c") ? Language.C : Language.ASSEMBLY;
    String source = read(name + language.ending());
    return new Program(
        name,
        language,
        description(name, source),
        source,
        read(name + ".toml"),
        text(name + ".expected"));
  }

  /** The name of the program whose source a file is. */
  private static Optional<String> name(String file) {
    return Stream.of(Language.values())
        .filter(language -> file.endsWith(language.ending()))
        .map(language -> file.substring(0, file.length() - language.ending().length()))
        .findFirst();
  }

  /** The first line of every program reads {@code ; NAME: what it is.}, in C with two slashes. */
  private static String description(String name, String source) {
    String first = source.lines().findFirst().orElse("").replaceFirst("^(;|//)", "");
    String prefix = " " + name + ": ";
    if (!first.startsWith(prefix)) {
      throw new IllegalStateException(
          "the source of " + name + " has to start with '" + prefix + "...', not '" + first + "'");
    }
    return first.substring(prefix.length());
  }

  private static Optional<String> text(String file) {
    return FILES.contains(file) ? Optional.of(read(file)) : Optional.empty();
  }

  private static String read(String file) {
    return new String(bytes(file), UTF_8);
  }

  private static byte[] bytes(String file) {
    try (InputStream in = Programs.class.getResourceAsStream(file)) {
      if (in == null) {
        throw new IllegalStateException("missing on the class path: " + file);
      }
      return in.readAllBytes();
    } catch (IOException e) {
      throw new UncheckedIOException(file, e);
    }
  }
}
