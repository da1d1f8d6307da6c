package dev.understudy.cli.command;

import com.google.common.collect.ImmutableList;
import dev.understudy.cli.io.BadInputException;
import dev.understudy.cli.io.Hint;
import dev.understudy.cli.io.InputFile;
import dev.understudy.experiment.report.ReadableNumbers;
import dev.understudy.experiment.run.Experiment;
import dev.understudy.programs.Program;
import dev.understudy.programs.Programs;
import dev.understudy.riscv.elf.ElfReader;
import dev.understudy.vm.asm.Assembler;
import dev.understudy.vm.asm.Assembly;
import dev.understudy.vm.asm.Diagnostic;
import dev.understudy.vm.asm.Includes;
import dev.understudy.vm.image.ImageFile;
import dev.understudy.vm.image.ImageRefusedException;
import dev.understudy.vm.machine.Image;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;

/**
 * A guest program as a user named it: one that ships, a source file, an image file or an ELF file.
 *
 * @param name its name without folder and ending
 * @param file where it was read from; empty for one that ships
 * @param shipped the program, if it ships
 * @param inputs every file that was read for it, what a source includes among them
 */
record GuestProgram(
    String name,
    Image image,
    Optional<Path> file,
    Optional<Program> shipped,
    ImmutableList<Path> inputs) {
  static final String EXPECTED =
      "a program that ships, an assembly source, an image or an ELF file for RV64IM";

  static GuestProgram load(String argument) {
    Optional<Program> shipped = Programs.find(argument);
    if (shipped.isPresent()) {
      Image image = Experiment.image(argument);
      return new GuestProgram(argument, image, Optional.empty(), shipped, ImmutableList.of());
    }
    Path path = InputFile.path(argument);
    if (argument.isEmpty() || Files.notExists(path)) {
      throw unknown(argument);
    }
    List<Path> inputs = new ArrayList<>(List.of(path));
    Image image = read(argument, inputs::add);
    return new GuestProgram(
        stem(path), image, Optional.of(path), Optional.empty(), ImmutableList.copyOf(inputs));
  }

  static boolean ships(String name) {
    return Programs.names().contains(name);
  }

  private static BadInputException unknown(String argument) {
    boolean likePath = argument.contains("/") || argument.contains(".");
    String hint = Hint.of(argument.replaceFirst("\\.(asm|img|elf)$", ""), Programs.names());
    String problem = likePath ? argument + ": no such file" : "unknown program '" + argument + "'";
    return new BadInputException(
        problem
            + (hint.isEmpty()
                ? ", expected " + EXPECTED + "; 'understudy programs' lists what ships"
                : hint));
  }

  /** The file's name up to its last dot. */
  static String stem(Path path) {
    Path name = path.getFileName();
    return name == null ? path.toString() : name.toString().replaceFirst("(?<=.)\\.[^.]*$", "");
  }

  private static Image read(String file, Consumer<Path> included) {
    byte[] beginning = InputFile.beginning(file, ImageFile.magicLength(), EXPECTED);
    if (ElfReader.isElf(beginning)) {
      return ElfProgram.load(file).image();
    }
    if (!ImageFile.isImage(beginning)) {
      String source = InputFile.text(file, "an assembly source in UTF-8 or an image");
      return assemble(file, source, includes(file, included));
    }
    try {
      return ImageFile.decode(InputFile.bytes(file, ImageFile.MAX_BYTES, EXPECTED));
    } catch (ImageRefusedException e) {
      throw new BadInputException(file + ": " + e.getMessage());
    }
  }

  /**
   * Looks for includes beside the source first, then among those that ship.
   *
   * @param included is told of each file that is read
   */
  private static Includes includes(String file, Consumer<Path> included) {
    return name -> {
      Path beside = InputFile.path(file).resolveSibling(InputFile.path(name));
      if (!Files.isRegularFile(beside)) {
        return Programs.include(name);
      }
      included.accept(beside);
      return Optional.of(InputFile.text(beside.toString(), "assembly in UTF-8"));
    };
  }

  /** What can't be read is reported with the place of its include. */
  private static Includes placed(Includes includes) {
    return name -> {
      try {
        return includes.find(name);
      } catch (BadInputException e) {
        throw new Includes.UnreadableException(String.join(" ", e.lines()));
      }
    };
  }

  private static Image assemble(String file, String source, Includes includes) {
    Assembly assembly = Assembler.assemble(file, source, placed(includes));
    return assembly.image().orElseThrow(() -> wrong(assembly));
  }

  private static BadInputException wrong(Assembly assembly) {
    List<String> lines = new ArrayList<>();
    for (Diagnostic diagnostic : assembly.diagnostics()) {
      diagnostic.render().lines().forEach(lines::add);
    }
    long more = assembly.problems() - assembly.diagnostics().size();
    if (more > 0) {
      lines.add("and " + ReadableNumbers.count(more, "more problem"));
    }
    return new BadInputException(lines);
  }
}
