package dev.understudy.cli.command;

import dev.understudy.cli.io.CommandFiles;
import dev.understudy.cli.io.InputFile;
import dev.understudy.cli.io.Json;
import dev.understudy.cli.io.Streams;
import dev.understudy.experiment.report.ReadableNumbers;
import dev.understudy.riscv.translation.Translation;
import dev.understudy.vm.image.ImageFile;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code understudy link}. */
@Command(
    name = "link",
    addMethodSubcommands = false,
    description = {
      "Translate an ELF file for RV64IM, as a C compiler's linker writes it, into an image file.",
      "'run', 'sweep', 'fuzz', 'debug' and the others take the ELF file itself as well."
    },
    sortOptions = false,
    footerHeading = "%nExamples:%n",
    footer = {
      "  understudy link hello.elf                writes hello.img into this folder",
      "  understudy link hello.elf -o build/g.img",
      "  understudy run hello.elf                 runs it without an image"
    })
final class LinkCommand extends CommonOptions {
  @Parameters(
      paramLabel = "FILE",
      description = "A program for RV64IM: static, little-endian, ABI lp64.")
  private String file = "";

  @Option(
      names = {"-o", "--output"},
      paramLabel = "FILE",
      description = "Write the image there. Default: NAME.img in this folder.")
  private @Nullable String output;

  @Option(names = "--json", description = "Print the result as JSON.")
  private boolean json;

  private final Streams streams;

  LinkCommand(Streams streams) {
    this.streams = streams;
  }

  @Override
  public void run() {
    Translation translation = ElfProgram.load(file);
    String target = output != null ? output : GuestProgram.stem(Path.of(file)) + ".img";
    byte[] image = ImageFile.encode(translation.image());
    try (CommandFiles files = new CommandFiles(List.of(InputFile.path(file)))) {
      files.output("--output", target).write(image);
    }
    if (json) {
      streams.line(Json.text(result(translation, target, image)));
    } else {
      summary(translation, target, image).forEach(streams::text);
    }
  }

  private static List<String> summary(Translation translation, String target, byte[] image) {
    String instructions = ReadableNumbers.count(translation.instructions(), "instruction");
    String unknown =
        translation.unknown() == 0
            ? ""
            : ", "
                + ReadableNumbers.count(translation.unknown(), "word")
                + " of them no instruction of RV64IM";
    return List.of(
        target
            + ": "
            + ReadableNumbers.count(image.length, "byte")
            + "; memory "
            + ReadableNumbers.size(translation.image().memorySize())
            + ", entry "
            + ReadableNumbers.hex(translation.image().entry())
            + ", "
            + ReadableNumbers.count(translation.image().symbols().size(), "symbol"),
        instructions
            + unknown
            + " became "
            + ReadableNumbers.count(translation.translatedInstructions(), "instruction")
            + " at "
            + ReadableNumbers.hex(translation.codeAddress())
            + ", with a table of "
            + ReadableNumbers.count(translation.tableBytes(), "byte"));
  }

  private Map<String, @Nullable Object> result(
      Translation translation, String target, byte[] image) {
    Map<String, @Nullable Object> result = new LinkedHashMap<>();
    result.put("program", file);
    result.put("written", target);
    result.put("imageBytes", image.length);
    result.put("memorySize", translation.image().memorySize());
    result.put("entry", Integer.toUnsignedLong(translation.image().entry()));
    result.put("instructions", translation.instructions());
    result.put("unknownWords", translation.unknown());
    result.put("translatedInstructions", translation.translatedInstructions());
    result.put("codeAddress", translation.codeAddress());
    result.put("tableBytes", translation.tableBytes());
    return result;
  }
}
