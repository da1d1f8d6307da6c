package dev.understudy.cli.command;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.understudy.cli.debug.DebugShell;
import dev.understudy.cli.debug.dap.Adapter;
import dev.understudy.cli.debug.dap.LaunchedRun;
import dev.understudy.cli.debug.dap.RefusedException;
import dev.understudy.cli.io.BadInputException;
import dev.understudy.cli.io.InputFile;
import dev.understudy.cli.io.Streams;
import dev.understudy.vm.machine.Image;
import java.io.ByteArrayOutputStream;
import java.io.FileDescriptor;
import java.io.FileInputStream;
import java.io.FileOutputStream;
import java.nio.file.Files;
import java.util.ArrayList;
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
      return opened(new LaunchArguments(arguments));
    } catch (BadInputException e) {
      throw new RefusedException(String.join("\n", e.lines()));
    }
  }

  private static LaunchedRun opened(LaunchArguments arguments) {
    RunOptions options = arguments.options();
    @Nullable String source = arguments.source();
    boolean breaksInAll = arguments.breaksInAll();
    boolean stopsOnEntry = arguments.stopsOnEntry();
    DebugTarget target = DebugTarget.open(options, timeNs -> {});
    Image image = target.timeline().world().setup().image();
    Optional<Image> assembled = assembled(source);
    boolean same =
        assembled.isEmpty() || Arrays.equals(assembled.get().contents(), image.contents());
    if (!same && image.sourceLines().isEmpty()) {
      throw new BadInputException(source + ": is not the source of this guest: other bytes");
    }
    List<String> notices = new ArrayList<>();
    if (!target.notice().isEmpty()) {
      notices.add(target.notice());
    }
    if (!same) {
      notices.add(source + " is not what this guest was assembled from; lines may be off");
    }
    return new LaunchedRun(
        target.timeline(),
        same ? assembled.orElse(image) : image,
        new SourceFolders(options.program, source),
        console(target),
        String.join("; ", notices),
        breaksInAll,
        stopsOnEntry);
  }

  private static Optional<Image> assembled(@Nullable String source) {
    return source == null || Files.isDirectory(InputFile.path(source))
        ? Optional.empty()
        : Optional.of(GuestProgram.load(source).image());
  }

  private static LaunchedRun.Console console(DebugTarget target) {
    ByteArrayOutputStream said = new ByteArrayOutputStream();
    Streams streams = new Streams(said, said);
    DebugShell shell = new DebugShell(target.timeline(), target.sources(), streams, false);
    return new LaunchedRun.Console() {
      @Override
      public String obey(String host, String command) {
        shell.obey("host " + host);
        streams.out().flush();
        said.reset();
        String problem = shell.obey(command);
        streams.out().flush();
        if (!problem.isEmpty()) {
          throw new RefusedException(problem);
        }
        return said.toString(UTF_8).stripTrailing();
      }

      @Override
      public List<String> completions(List<String> typed) {
        return shell.completions(typed);
      }
    };
  }
}
