package dev.understudy.cli.command;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.understudy.cli.io.BadInputException;
import dev.understudy.cli.io.Hint;
import dev.understudy.cli.io.Json;
import dev.understudy.cli.io.Streams;
import dev.understudy.experiment.report.TextTable;
import dev.understudy.programs.Program;
import dev.understudy.programs.Programs;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.ArgGroup;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code understudy programs}. */
@Command(
    name = "programs",
    addMethodSubcommands = false,
    description = "List the guest programs that ship, or show one: what it teaches, its source.",
    sortOptions = false,
    footerHeading = "%nExamples:%n",
    footer = {
      "  understudy programs",
      "  understudy programs bank                 what it is, and what it shows",
      "  understudy programs bank --source > mine.asm",
      "  understudy programs bank --scenario > mine.toml"
    })
final class ProgramsCommand extends CommonOptions {
  @Parameters(
      paramLabel = "NAME",
      arity = "0..1",
      description = "One of them; without it, all are listed.")
  private @Nullable String name;

  /** At most one part at a time, so that it can be redirected into a file. */
  static final class Part {
    @Option(names = "--source", description = "Print its source, and nothing else.")
    private boolean source;

    @Option(names = "--scenario", description = "Print its scenario, and nothing else.")
    private boolean scenario;

    @Option(names = "--json", description = "Print everything as JSON.")
    private boolean json;
  }

  @ArgGroup private Part part = new Part();

  @Spec private CommandSpec spec = CommandSpec.create();

  private final Streams streams;

  ProgramsCommand(Streams streams) {
    this.streams = streams;
  }

  @Override
  public void run() {
    if (name == null) {
      all();
      return;
    }
    String wanted = name;
    Program program =
        Programs.find(wanted)
            .orElseThrow(
                () ->
                    new BadInputException(
                        "unknown program '" + wanted + "'" + meant(wanted, Programs.names())));
    show(program);
  }

  private static String meant(String wanted, List<String> names) {
    String hint = Hint.of(wanted, names);
    return hint.isEmpty() ? ", expected one of " + String.join(", ", names) : hint;
  }

  private void all() {
    if (part.source || part.scenario) {
      throw new ParameterException(spec.commandLine(), "missing NAME: whose source or scenario?");
    }
    if (part.json) {
      List<Map<String, @Nullable Object>> list =
          Programs.all().stream().map(ProgramsCommand::brief).toList();
      Map<String, @Nullable Object> result = new LinkedHashMap<>();
      result.put("programs", list);
      streams.line(Json.text(result));
      return;
    }
    TextTable table = new TextTable();
    Programs.all().forEach(program -> table.row(program.name(), program.description()));
    streams.table(table);
  }

  private static Map<String, @Nullable Object> brief(Program program) {
    Map<String, @Nullable Object> result = new LinkedHashMap<>();
    result.put("name", program.name());
    result.put("description", program.description());
    return result;
  }

  private void show(Program program) {
    if (part.source) {
      verbatim(program.source());
    } else if (part.scenario) {
      verbatim(program.scenario());
    } else if (part.json) {
      Map<String, @Nullable Object> result = brief(program);
      result.put("source", program.source());
      result.put("scenario", program.scenario());
      result.put("expected", program.expected().orElse(null));
      streams.line(Json.text(result));
    } else {
      program.head().forEach(streams::text);
      streams.line("");
      streams.line("To run it:           understudy run " + program.name());
      streams.line("To read it:          understudy programs " + program.name() + " --source");
      streams.line("To read its scenario: understudy programs " + program.name() + " --scenario");
    }
  }

  private void verbatim(String text) {
    streams.write(text.getBytes(UTF_8));
  }
}
