package dev.understudy.cli.command;

import dev.understudy.cli.io.BadInputException;
import dev.understudy.cli.io.CommandFiles;
import dev.understudy.cli.io.Json;
import dev.understudy.cli.io.Streams;
import dev.understudy.cli.report.RegionText;
import dev.understudy.experiment.report.ReadableNumbers;
import dev.understudy.experiment.report.TextTable;
import dev.understudy.vm.asm.Disassembler;
import dev.understudy.vm.compiled.Explanation;
import dev.understudy.vm.image.ImageFile;
import dev.understudy.vm.machine.Image;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code understudy asm}. */
@Command(
    name = "asm",
    addMethodSubcommands = false,
    description = {
      "Assemble a program into an image file, which 'run' and 'disasm' take like a source.",
      "Everything that is wrong with a source is listed, each as file:line:column."
    },
    sortOptions = false,
    footerHeading = "%nExamples:%n",
    footer = {
      "  understudy asm guest.asm                 writes guest.img into this folder",
      "  understudy asm guest.asm -o build/g.img",
      "  understudy asm bank --listing | less     reads what a shipped program became",
      "  understudy asm sieve --explain --at start.strike"
    })
final class AsmCommand extends CommonOptions {
  @Parameters(
      paramLabel = "PROGRAM",
      description = "A source file, or the name of a program that ships.")
  private String program = "";

  @Option(
      names = {"-o", "--output"},
      paramLabel = "FILE",
      description =
          "Write the image there. Default: NAME.img in this folder, or nothing with --listing or"
              + " --symbols.")
  private @Nullable String output;

  @Option(names = "--listing", description = "Print addresses, bytes and instructions.")
  private boolean listing;

  @Option(names = "--symbols", description = "Print the labels with their addresses.")
  private boolean symbols;

  @Option(
      names = "--explain",
      description = "Print what guest code the engine compiles together, beside its bytecode.")
  private boolean explain;

  @Option(
      names = "--at",
      paramLabel = "ADDRESS",
      description = "With --explain: a label or an address in hex. Default: the entry.")
  private String at = "";

  @Option(names = "--json", description = "Print the result as JSON.")
  private boolean json;

  private final Streams streams;

  AsmCommand(Streams streams) {
    this.streams = streams;
  }

  @Override
  public void run() {
    GuestProgram guest = GuestProgram.load(program);
    byte[] file = ImageFile.encode(guest.image());
    if (explain) {
      explain(guest.image());
      return;
    }
    if (!at.isEmpty()) {
      throw new BadInputException("--at " + at + ": expected --explain beside it");
    }
    Optional<String> target = target(guest);
    target.ifPresent(name -> write(name, file, guest));
    if (json) {
      streams.line(Json.text(result(guest, file, target)));
      return;
    }
    if (listing) {
      Disassembler.listing(guest.image(), streams::text);
    }
    if (symbols) {
      streams.table(symbolTable(guest.image()));
    }
    if (!listing && !symbols) {
      target.ifPresent(name -> streams.text(name + ": " + summary(guest.image(), file)));
    }
  }

  private void explain(Image image) {
    RegionText text = new RegionText(image);
    Explanation region = text.explain(at);
    if (json) {
      streams.line(Json.text(text.json(region)));
    } else {
      text.lines(region).forEach(streams::text);
    }
  }

  private Optional<String> target(GuestProgram guest) {
    if (output != null) {
      return Optional.of(output);
    }
    return listing || symbols ? Optional.empty() : Optional.of(guest.name() + ".img");
  }

  private static void write(String name, byte[] image, GuestProgram guest) {
    try (CommandFiles files = new CommandFiles(guest.inputs())) {
      files.output("--output", name).write(image);
    }
  }

  private static String summary(Image image, byte[] file) {
    return ReadableNumbers.count(file.length, "byte")
        + "; memory "
        + ReadableNumbers.size(image.memorySize())
        + ", entry "
        + ReadableNumbers.hex(image.entry())
        + ", "
        + ReadableNumbers.count(image.symbols().size(), "symbol");
  }

  private static TextTable symbolTable(Image image) {
    TextTable table = new TextTable();
    image.symbols().entrySet().stream()
        .sorted(Map.Entry.comparingByValue(Integer::compareUnsigned))
        .forEach(symbol -> table.row(ReadableNumbers.hex(symbol.getValue()), symbol.getKey()));
    return table;
  }

  private Map<String, @Nullable Object> result(
      GuestProgram guest, byte[] file, Optional<String> target) {
    Image image = guest.image();
    Map<String, @Nullable Object> result = new LinkedHashMap<>();
    result.put("program", guest.name());
    result.put("written", target.orElse(null));
    result.put("imageBytes", file.length);
    result.put("contentsBytes", image.length());
    result.put("memorySize", image.memorySize());
    result.put("entry", Integer.toUnsignedLong(image.entry()));
    Map<String, @Nullable Object> addresses = new LinkedHashMap<>();
    image.symbols().forEach((name, at) -> addresses.put(name, Integer.toUnsignedLong(at)));
    result.put("symbols", addresses);
    if (listing) {
      List<String> lines = new ArrayList<>();
      Disassembler.listing(image, lines::add);
      result.put("listing", lines);
    }
    return result;
  }
}
