package dev.understudy.cli.explore;

import dev.understudy.cli.io.BadInputException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import java.util.zip.ZipEntry;
import java.util.zip.ZipFile;
import org.jspecify.annotations.Nullable;

/**
 * The files of the page, the engine among them. They are no part of this jar: who starts this says
 * where they are.
 */
public final class PageFiles {
  static final String PROPERTY = "understudy.explorer";

  private static final String FOLDER = "dev/understudy/browser/page/";

  private final Path place;

  private PageFiles(Path place) {
    this.place = place;
  }

  /**
   * Those that the launcher has built.
   *
   * @param command the command that wants them, for messages
   */
  public static PageFiles found(String command) {
    @Nullable String named = System.getProperty(PROPERTY);
    if (named == null || !Files.exists(Path.of(named))) {
      throw new BadInputException(
          "understudy "
              + command
              + ": this jar is without the page, expected to be started by './understudy', which"
              + " builds it");
    }
    return at(Path.of(named));
  }

  /** Those in a folder or an archive of classes. */
  static PageFiles at(Path place) {
    return new PageFiles(place);
  }

  /** The bytes of a file; empty if the page has none of that name. */
  Optional<byte[]> read(String name) {
    if (!name.matches("[a-z][a-z-]*\\.[a-z]+")) {
      return Optional.empty();
    }
    try {
      return Files.isDirectory(place) ? fromFolder(name) : fromArchive(name);
    } catch (IOException e) {
      throw new BadInputException(place + ": " + e.getMessage() + ", expected the page's files");
    }
  }

  private Optional<byte[]> fromFolder(String name) throws IOException {
    Path file = place.resolve(FOLDER + name);
    return Files.isRegularFile(file) ? Optional.of(Files.readAllBytes(file)) : Optional.empty();
  }

  private Optional<byte[]> fromArchive(String name) throws IOException {
    try (ZipFile archive = new ZipFile(place.toFile())) {
      ZipEntry entry = archive.getEntry(FOLDER + name);
      if (entry == null) {
        return Optional.empty();
      }
      try (InputStream in = archive.getInputStream(entry)) {
        return Optional.of(in.readAllBytes());
      }
    }
  }
}
