package dev.understudy.cli.command;

import dev.understudy.cli.io.Json;
import dev.understudy.cli.io.Streams;
import dev.understudy.vm.asm.Disassembler;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code understudy disasm}. */
@Command(
    name = "disasm",
    addMethodSubcommands = false,
    description = {
      "Turn an image back into a source. It assembles to the same memory, entry and labels;"
          + " comments, constants and macros are gone."
    },
    sortOptions = false,
    footerHeading = "%nExamples:%n",
    footer = {
      "  understudy disasm guest.img",
      "  understudy disasm guest.img > again.asm && understudy asm again.asm",
      "  understudy disasm hello                  a shipped program, without its comments"
    })
final class DisasmCommand extends CommonOptions {
  @Parameters(
      paramLabel = "FILE",
      description = "An image file; also a source, or the name of a program that ships.")
  private String program = "";

  @Option(names = "--json", description = "Print the result as JSON.")
  private boolean json;

  private final Streams streams;

  DisasmCommand(Streams streams) {
    this.streams = streams;
  }

  @Override
  public void run() {
    GuestProgram guest = GuestProgram.load(program);
    if (!json) {
      Disassembler.source(guest.image(), streams::line);
      return;
    }
    List<String> lines = new ArrayList<>();
    Disassembler.source(guest.image(), lines::add);
    Map<String, @Nullable Object> result = new LinkedHashMap<>();
    result.put("program", guest.name());
    result.put("memorySize", guest.image().memorySize());
    result.put("entry", Integer.toUnsignedLong(guest.image().entry()));
    result.put("source", lines);
    streams.line(Json.text(result));
  }
}
