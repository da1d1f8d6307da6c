package dev.understudy.cli.io;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.AccessDeniedException;
import java.nio.file.FileSystemLoopException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.NotDirectoryException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * A file that a command will write: whole or not at all, under another name first, then renamed. An
 * interrupted or failed command leaves the old file as it was. That it can be written is found when
 * it is opened, before the work whose result it is to take.
 */
public final class OutputFile implements AutoCloseable {
  private static final int LINKS_MAX = 40;
  private static final AtomicInteger OPENED = new AtomicInteger();

  private final String name;
  private final Path file;
  private final Path temporary;

  /** A device or a pipe can't be replaced, and nothing in it is lost. */
  private final boolean device;

  private OutputFile(String name, Path file, boolean device) {
    this.name = name;
    this.file = file;
    this.device = device;
    String mark = ProcessHandle.current().pid() + "." + OPENED.incrementAndGet();
    temporary = file.resolveSibling(".understudy." + mark + ".new");
  }

  /** Looks where a name leads to, and touches nothing. */
  static OutputFile at(String name) {
    Path given = InputFile.path(name);
    if (Files.isDirectory(given)) {
      throw new BadInputException(name + ": is a folder, expected the name of a file to write");
    }
    boolean device = Files.exists(given) && !Files.isRegularFile(given);
    try {
      return new OutputFile(name, device ? given : destination(given), device);
    } catch (IOException e) {
      throw unwritable(name, reason(e));
    }
  }

  /** Links are followed, also those that lead to a file that is not there yet. */
  private static Path destination(Path given) throws IOException {
    Path at = given;
    for (int links = 0; Files.isSymbolicLink(at); links++) {
      if (links == LINKS_MAX) {
        throw new FileSystemLoopException(given.toString());
      }
      at = at.resolveSibling(Files.readSymbolicLink(at));
    }
    Path absolute = at.toAbsolutePath();
    Path folder = absolute.getParent();
    Path last = absolute.getFileName();
    if (folder == null || last == null) {
      throw new NoSuchFileException(given.toString());
    }
    if (!Files.isDirectory(folder)) {
      throw noFolder(given, folder);
    }
    return folder.toRealPath().resolve(last);
  }

  private static IOException noFolder(Path given, Path folder) {
    boolean link = Files.isSymbolicLink(given);
    String there = Files.exists(folder) ? "is no folder" : "does not exist";
    return link
        ? new IOException("it is a link to a file in " + folder + ", which " + there)
        : Files.exists(folder)
            ? new NotDirectoryException(folder.toString())
            : new NoSuchFileException(folder.toString());
  }

  /** The file that will be written, behind all links. */
  Path file() {
    return file;
  }

  boolean isDevice() {
    return device;
  }

  /** Makes sure that bytes can be written there. */
  void open() {
    try {
      if (device || Files.exists(file)) {
        requireWritable();
      }
      if (!device) {
        temporary.toFile().deleteOnExit(); // also when the user interrupts
        Files.write(temporary, new byte[0]);
      }
    } catch (IOException e) {
      throw unwritable(e);
    }
  }

  private void requireWritable() throws IOException {
    if (!Files.isWritable(file)) {
      throw new AccessDeniedException(file.toString());
    }
  }

  /** Replaces the file. A file that grows with the work may be replaced again and again. */
  public void write(byte[] bytes) {
    try {
      if (device) {
        Files.write(file, bytes);
      } else {
        Files.write(temporary, bytes);
        Files.move(temporary, file, StandardCopyOption.REPLACE_EXISTING);
      }
    } catch (IOException e) {
      throw unwritable(e);
    }
  }

  /** Empties the file and fills it while the work goes on; what is there stays when it is cut. */
  public OutputStream stream() {
    try {
      return Files.newOutputStream(file);
    } catch (IOException e) {
      throw unwritable(e);
    }
  }

  /** What to say when bytes did not get there. */
  public BadInputException unwritable(IOException e) {
    return unwritable(name, reason(e));
  }

  private static BadInputException unwritable(String name, String reason) {
    return new BadInputException(name + ": can't be written: " + reason);
  }

  @Override
  public void close() {
    try {
      Files.deleteIfExists(temporary);
    } catch (IOException e) {
      // It goes when the process ends.
    }
  }

  static String reason(IOException e) {
    if (e instanceof NoSuchFileException) {
      return "no such folder";
    }
    if (e instanceof NotDirectoryException) {
      return "what should be its folder is none";
    }
    if (e instanceof AccessDeniedException) {
      return "no permission";
    }
    if (e instanceof FileSystemLoopException) {
      return "its links lead in a circle";
    }
    return e.getMessage() == null ? e.toString() : e.getMessage();
  }
}
