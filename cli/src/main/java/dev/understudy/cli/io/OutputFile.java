package dev.understudy.cli.io;

import java.io.IOException;
import java.nio.file.AccessDeniedException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;

/**
 * Writes files whole or not at all: under another name first, then renamed. An interrupted or
 * failed command leaves the old file as it was.
 */
public final class OutputFile {
  private OutputFile() {}

  public static void write(String name, byte[] bytes) {
    Path file = InputFile.path(name);
    if (Files.isDirectory(file)) {
      throw new BadInputException(name + ": is a folder, expected the name of a file to write");
    }
    try {
      if (Files.exists(file) && !Files.isRegularFile(file)) {
        Files.write(file, bytes); // a device or a pipe can't be replaced
      } else {
        replace(file, bytes);
      }
    } catch (IOException e) {
      throw new BadInputException(name + ": can't be written: " + reason(e));
    }
  }

  private static void replace(Path link, byte[] bytes) throws IOException {
    Path file = Files.isSymbolicLink(link) ? link.toRealPath() : link;
    String mark = ".new." + ProcessHandle.current().pid();
    Path temporary = file.resolveSibling(file.getFileName() + mark);
    temporary.toFile().deleteOnExit(); // also when the user interrupts
    try {
      Files.write(temporary, bytes);
      Files.move(temporary, file, StandardCopyOption.REPLACE_EXISTING);
    } finally {
      Files.deleteIfExists(temporary);
    }
  }

  public static String reason(IOException e) {
    if (e instanceof NoSuchFileException) {
      return "no such folder";
    }
    if (e instanceof AccessDeniedException) {
      return "no permission";
    }
    return e.getMessage() == null ? e.toString() : e.getMessage();
  }
}
