package dev.understudy.cli.io;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Optional;

/**
 * The files of one command: what it reads, and what it will write. Each command declares all of
 * them here before its work begins. An output that is one of the inputs, or another output, by
 * whatever name or link, is refused; so is one that can't be written.
 */
public final class CommandFiles implements AutoCloseable {
  private final List<Path> inputs;
  private final List<Declared> outputs = new ArrayList<>();

  /** An output, and the option that names it. */
  private record Declared(String option, OutputFile file) {}

  /**
   * @param inputs every file that was read
   */
  public CommandFiles(Collection<Path> inputs) {
    this.inputs = List.copyOf(inputs);
  }

  /**
   * A file that will be written.
   *
   * @param option what named it
   */
  public OutputFile output(String option, String name) {
    OutputFile file = checked(option, name);
    file.open();
    outputs.add(new Declared(option, file));
    return file;
  }

  /**
   * A folder in which files will be written, each of which is compared with the inputs; it is made
   * when there is something to write.
   *
   * @param option what named it
   */
  public OutputFolder folder(String option, String name) {
    return new OutputFolder(this, option, name);
  }

  /** Not opened, and not declared: nothing else that is written may be the same. */
  OutputFile checked(String option, String name) {
    OutputFile file = OutputFile.at(name);
    if (!file.isDevice()) {
      requireOther(option, name, file);
    }
    return file;
  }

  private void requireOther(String option, String name, OutputFile file) {
    String expected = ", expected another file for " + option;
    if (isInput(file.file())) {
      throw new BadInputException(name + ": is what this command reads" + expected);
    }
    Optional<Declared> other =
        outputs.stream()
            .filter(one -> !one.file().isDevice() && isSame(one.file().file(), file.file()))
            .findFirst();
    if (other.isPresent()) {
      throw new BadInputException(
          name + ": is what " + other.get().option() + " writes" + expected);
    }
  }

  /** Whether any of the inputs is in this folder or below it. */
  Optional<Path> inputBelow(Path folder) {
    return inputs.stream().filter(input -> real(input).startsWith(real(folder))).findFirst();
  }

  private boolean isInput(Path file) {
    return inputs.stream().anyMatch(input -> isSame(input, file));
  }

  private static boolean isSame(Path one, Path other) {
    return real(one).equals(real(other)) || isOneFile(one, other);
  }

  /** Two names of one file: hard links, and names in which only the case differs. */
  private static boolean isOneFile(Path one, Path other) {
    try {
      return Files.exists(one) && Files.exists(other) && Files.isSameFile(one, other);
    } catch (IOException e) {
      return false;
    }
  }

  private static Path real(Path file) {
    try {
      return file.toRealPath();
    } catch (IOException e) {
      return file.toAbsolutePath().normalize();
    }
  }

  /** Nothing more will be written. */
  @Override
  public void close() {
    outputs.forEach(one -> one.file().close());
  }
}
