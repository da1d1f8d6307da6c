package dev.understudy.cli.io;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/** A folder in which a command writes files whose names come with its results. */
public final class OutputFolder {
  private final CommandFiles files;
  private final String option;
  private final Path folder;

  OutputFolder(CommandFiles files, String option, String name) {
    this.files = files;
    this.option = option;
    this.folder = InputFile.path(name);
    requireWritable(name);
  }

  /** The nearest folder that is there already decides whether more can be made in it. */
  private void requireWritable(String name) {
    Path there = folder.toAbsolutePath().normalize();
    while (there != null && Files.notExists(there)) {
      there = there.getParent();
    }
    if (there == null || !Files.isDirectory(there)) {
      throw new BadInputException(name + ": is no folder, expected one for " + option);
    }
    if (!Files.isWritable(there)) {
      throw new BadInputException(
          name + ": can't be written: no permission, expected another folder for " + option);
    }
  }

  public Path path() {
    return folder;
  }

  /** Makes sure that nothing which the command reads is in one of the folders it will write. */
  public void requireUnread(String beginning) {
    try (var all = Files.newDirectoryStream(folder, Files::isDirectory)) {
      for (Path one : all) {
        String name = String.valueOf(one.getFileName());
        if (name.startsWith(beginning) && files.inputBelow(one).isPresent()) {
          throw new BadInputException(
              files.inputBelow(one).get()
                  + ": is what this command reads and may write, expected another folder for "
                  + option);
        }
      }
    } catch (IOException e) {
      // A folder that is not there yet holds no input.
    }
  }

  /**
   * Writes a file below.
   *
   * @param names of folders, which are made, and of the file
   */
  public void write(List<String> names, byte[] bytes) throws IOException {
    Path file = folder;
    for (String name : names) {
      Files.createDirectories(file);
      file = file.resolve(name);
    }
    try (OutputFile out = files.checked(option, file.toString())) {
      out.write(bytes);
    }
  }
}
