package dev.understudy.cli.command;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.understudy.cli.debug.DebugShell;
import dev.understudy.cli.debug.dap.Adapter;
import dev.understudy.cli.debug.dap.LaunchedRun;
import dev.understudy.cli.debug.dap.RefusedException;
import dev.understudy.cli.io.BadInputException;
import dev.understudy.cli.io.InputFile;
import dev.understudy.cli.io.Streams;
import dev.understudy.inspect.timetravel.ReplayTimeline;
import dev.understudy.programs.Program;
import dev.understudy.programs.Programs;
import dev.understudy.vm.machine.Image;
import java.io.ByteArrayOutputStream;
import java.io.FileDescriptor;
import java.io.FileInputStream;
import java.io.FileOutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;

/** {@code understudy dap}. */
@Command(
    name = "dap",
    addMethodSubcommands = false,
    description = {
      "Serve an editor that speaks the Debug Adapter Protocol, over standard input and output:"
          + " source-level stepping through a guest, forwards and backwards, breakpoints,"
          + " registers, memory, devices, and the world around.",
      "The editor's launch request says what to debug; docs/use/DEBUGGER.md says how to set one up."
    },
    sortOptions = false,
    footerHeading = "%nExamples:%n",
    footer = {"  understudy dap               what an editor starts"})
final class DapCommand extends CommonOptions {

  @Override
  public void run() {
    FileOutputStream out = new FileOutputStream(FileDescriptor.out);
    System.setOut(System.err); // Nothing else may get between the messages.
    try {
      Adapter.serve(new FileInputStream(FileDescriptor.in), out, DapCommand::open)
          .ifPresent(
              problem -> {
                throw new BadInputException("understudy dap: " + problem);
              });
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  /** Opens what a launch request says. */
  static LaunchedRun open(Map<String, Object> arguments) {
    try {
      RunOptions options = options(arguments);
      ReplayTimeline timeline = DebugTarget.open(options);
      Image image = timeline.world().setup().image();
      return launched(timeline, image, options, text(arguments, "source"));
    } catch (BadInputException e) {
      throw new RefusedException(String.join("\n", e.lines()));
    }
  }

  private static LaunchedRun launched(
      ReplayTimeline timeline, Image image, RunOptions options, @Nullable String source) {
    String notice = "";
    Image lines = image;
    if (source != null && !Files.isDirectory(InputFile.path(source))) {
      Image assembled = GuestProgram.load(source).image();
      boolean same = Arrays.equals(assembled.contents(), image.contents());
      if (!same && image.sourceLines().isEmpty()) {
        throw new BadInputException(source + ": is not the source of this guest: other bytes");
      }
      notice = same ? "" : source + " is not what this guest was assembled from; lines may be off";
      lines = same ? assembled : image;
    }
    return new LaunchedRun(
        timeline, lines, new Folders(options.program, source), console(timeline), notice);
  }

  private static LaunchedRun.Console console(ReplayTimeline timeline) {
    ByteArrayOutputStream said = new ByteArrayOutputStream();
    Streams streams = new Streams(said, said, false);
    DebugShell shell = new DebugShell(timeline, streams, false);
    return (host, command) -> {
      shell.obey("host " + host);
      streams.out().flush();
      said.reset();
      String problem = shell.obey(command);
      streams.out().flush();
      if (!problem.isEmpty()) {
        throw new RefusedException(problem);
      }
      return said.toString(UTF_8).stripTrailing();
    };
  }

  // ---- the arguments of a launch request

  private static RunOptions options(Map<String, Object> arguments) {
    RunOptions options = new RunOptions();
    @Nullable String recording = text(arguments, "recording");
    options.program = recording == null ? text(arguments, "program") : recording;
    options.scenario = text(arguments, "scenario");
    options.crashes = texts(arguments, "crash");
    options.faults = texts(arguments, "fault");
    options.solo = Boolean.TRUE.equals(arguments.get("solo"));
    @Nullable Object seed = arguments.get("seed");
    options.seed = seed == null ? null : seed(seed);
    @Nullable String engine = text(arguments, "engine");
    options.engine = engine == null ? options.engine : engine;
    if (options.program == null && options.scenario == null) {
      throw new BadInputException(
          "the launch request names nothing, expected 'recording', 'program' or 'scenario'");
    }
    if (recording != null && !DebugTarget.isRecording(recording)) {
      throw new BadInputException(recording + ": no such file, expected " + RecordFile.EXPECTED);
    }
    return options;
  }

  private static long seed(Object value) {
    if (value instanceof Number number && number.doubleValue() == number.longValue()) {
      return number.longValue();
    }
    if (value instanceof String text) {
      return new RunOptions.Seed().convert(text);
    }
    throw new BadInputException("'seed' is " + value + ", expected a whole number");
  }

  private static @Nullable String text(Map<String, Object> arguments, String key) {
    @Nullable Object value = arguments.get(key);
    if (value == null || value instanceof String) {
      return (String) value;
    }
    throw new BadInputException("'" + key + "' is " + value + ", expected a text");
  }

  private static List<String> texts(Map<String, Object> arguments, String key) {
    @Nullable Object value = arguments.get(key);
    if (value == null) {
      return List.of();
    }
    List<?> all = value instanceof List<?> list ? list : List.of(value);
    if (!all.stream().allMatch(String.class::isInstance)) {
      throw new BadInputException("'" + key + "' is " + value + ", expected a text or a list");
    }
    return all.stream().map(String.class::cast).toList();
  }

  /** Sources beside the program, or in the folder that the launch request names. */
  private record Folders(@Nullable String program, @Nullable String source)
      implements LaunchedRun.Library {
    @Override
    public Optional<String> path(String file) {
      for (@Nullable String near : new @Nullable String[] {source, program}) {
        if (near != null) {
          Path at = InputFile.path(near);
          Path beside =
              Files.isDirectory(at)
                  ? at.resolve(file)
                  : at.toAbsolutePath().resolveSibling(name(file));
          if (Files.isRegularFile(beside)) {
            return Optional.of(beside.toAbsolutePath().normalize().toString());
          }
        }
      }
      Path itself = InputFile.path(file);
      return Optional.of(itself)
          .filter(Files::isRegularFile)
          .map(path -> path.toAbsolutePath().normalize().toString());
    }

    private static String name(String file) {
      return file.substring(file.lastIndexOf('/') + 1);
    }

    @Override
    public Optional<String> text(String file) {
      return file.endsWith(".asm")
          ? Programs.find(file.substring(0, file.length() - 4)).map(Program::source)
          : Programs.include(file);
    }
  }
}
