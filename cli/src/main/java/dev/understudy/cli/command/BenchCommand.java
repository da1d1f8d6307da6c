package dev.understudy.cli.command;

import dev.understudy.cli.io.BadInputException;
import dev.understudy.cli.io.Hint;
import dev.understudy.cli.io.Json;
import dev.understudy.cli.io.Streams;
import java.util.List;
import java.util.ServiceLoader;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code understudy bench}. */
@Command(
    name = "bench",
    addMethodSubcommands = false,
    description = {
      "Measure on this machine: the engines against plain Java and a WebAssembly compiler, and"
          + " what recording and replaying cost.",
      "docs/reference/PERFORMANCE.md says how to read it. Leave the machine alone meanwhile."
    },
    sortOptions = false,
    footerHeading = "%nExamples:%n",
    footer = {
      "  understudy bench --quick                 all of it, in little more than a minute",
      "  understudy bench sieve stopwatch         only these programs",
      "  understudy bench launcher                what its flags and archive make of a JVM",
      "  understudy bench --json > today.json"
    })
final class BenchCommand extends CommonOptions {
  @Parameters(
      paramLabel = "PROGRAM",
      arity = "0..*",
      description = "What to measure, launcher among it; without it, everything that can be.")
  private List<String> programs = List.of();

  @Option(
      names = "--quick",
      description = "Be done in little more than a minute, and less precise.")
  private boolean quick;

  @Option(names = "--json", description = "Print the result as JSON.")
  private boolean json;

  private final Streams streams;

  BenchCommand(Streams streams) {
    this.streams = streams;
  }

  @Override
  public void run() {
    Benchmarks benchmarks = benchmarks();
    for (String program : programs) {
      if (!benchmarks.programs().contains(program)) {
        throw new BadInputException(unknown(program, benchmarks.programs()));
      }
    }
    Benchmarks.Result result = benchmarks.measure(programs, quick, Launcher.path(), this::progress);
    if (json) {
      streams.line(Json.text(result.json()));
    } else {
      result.lines().apply(streams.layout()).forEach(streams::line);
    }
  }

  private static String unknown(String program, List<String> known) {
    String hint = Hint.of(program, known);
    return "can't measure '"
        + program
        + "'"
        + (hint.isEmpty() ? ", expected one of " + String.join(", ", known) : hint);
  }

  private void progress(String what) {
    if (streams.progressSeen()) {
      streams.message("measuring " + what + " ...");
    }
  }

  private Benchmarks benchmarks() {
    for (Benchmarks benchmarks : ServiceLoader.load(Benchmarks.class)) {
      return benchmarks;
    }
    throw new BadInputException(
        "this jar is without the benchmarks, expected the one that './understudy bench' starts");
  }
}
