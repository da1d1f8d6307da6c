package dev.understudy.cli.command;

import dev.understudy.cli.debug.SourceText;
import dev.understudy.cli.io.BadInputException;
import dev.understudy.cli.io.InputFile;
import dev.understudy.vm.machine.Image;
import dev.understudy.vm.machine.SourceLine;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/** The lines of the sources that a guest is assembled from today, if that gives its very bytes. */
final class SourceFiles implements SourceText {
  private final GuestProgram guest;
  private final Map<String, List<String>> files = new TreeMap<>();

  private SourceFiles(GuestProgram guest) {
    this.guest = guest;
  }

  /**
   * Of the program of this name.
   *
   * @param image the guest
   */
  static SourceText of(String program, Image image) {
    try {
      GuestProgram guest = GuestProgram.load(program);
      boolean same = Arrays.equals(guest.image().contents(), image.contents());
      return same ? new SourceFiles(guest) : NONE;
    } catch (BadInputException e) {
      return NONE;
    }
  }

  @Override
  public Optional<String> of(SourceLine line) {
    List<String> lines = files.computeIfAbsent(line.file(), this::read);
    return line.line() < 1 || line.line() > lines.size()
        ? Optional.empty()
        : Optional.of(lines.get(line.line() - 1));
  }

  private List<String> read(String file) {
    SourceFolders folders =
        new SourceFolders(guest.file().map(Object::toString).orElse(null), null);
    Optional<String> path = guest.shipped().isPresent() ? Optional.empty() : folders.path(file);
    try {
      return path.map(name -> InputFile.text(name, "assembly in UTF-8"))
          .or(() -> folders.text(file))
          .map(text -> text.lines().toList())
          .orElse(List.of());
    } catch (BadInputException e) {
      return List.of();
    }
  }
}
