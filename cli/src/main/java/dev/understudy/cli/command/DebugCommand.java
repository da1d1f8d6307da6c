package dev.understudy.cli.command;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.understudy.cli.debug.DebugShell;
import dev.understudy.cli.debug.DebugTerminal;
import dev.understudy.cli.io.BadInputException;
import dev.understudy.cli.io.ExitCode;
import dev.understudy.cli.io.InputFile;
import dev.understudy.cli.io.Progress;
import dev.understudy.cli.io.Streams;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.IExitCodeGenerator;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** {@code understudy debug}. */
@Command(
    name = "debug",
    addMethodSubcommands = false,
    description = {
      "Go forwards and backwards in a run: step, continue and their reverses through the whole"
          + " world (both machines, channel, disk, clients) at one moment.",
      "PROGRAM may be a recording: it is run again from its scenario and seed, compared with what"
          + " was recorded, and refused if this build would run it otherwise. Commands come from"
          + " standard input, or from -x FILE; 'help' lists them. Exit code 2: a command of a"
          + " script that can't be used."
    },
    sortOptions = false,
    footerHeading = "%nExamples:%n",
    footer = {
      "  understudy debug bank --crash primary@20ms",
      "  understudy debug bank.rec               what 'run bank --record bank.rec' wrote",
      "  understudy debug counter -x commands.txt"
    })
final class DebugCommand extends CommonOptions implements IExitCodeGenerator {
  @Mixin private RunOptions options = new RunOptions();

  @Option(names = "-x", paramLabel = "FILE", description = "Take the commands from there.")
  private @Nullable String script;

  @Option(names = "--json", description = "Print one JSON object for each command.")
  private boolean json;

  private final Streams streams;
  private int exitCode = ExitCode.OK;

  DebugCommand(Streams streams) {
    this.streams = streams;
  }

  @Override
  public int getExitCode() {
    return exitCode;
  }

  @Override
  public void run() {
    List<String> commands =
        script == null
            ? List.of()
            : InputFile.text(script, "commands, one a line").lines().toList();
    DebugTarget target = opened();
    DebugShell shell = new DebugShell(target.timeline(), target.sources(), streams, json);
    if (script == null && !json && isAtTerminal()) {
      DebugTerminal.serve(shell, streams); // Alone loads what terminals need.
    } else if (script != null) {
      lines(shell, commands);
    } else {
      typed(shell);
    }
  }

  private DebugTarget opened() {
    String program = Objects.requireNonNullElse(options.program, "run");
    DebugTarget target;
    try (Progress progress = new Progress(streams, program)) {
      target = DebugTarget.open(options, progress::at);
    }
    if (!target.notice().isEmpty()) {
      streams.message(target.notice());
    }
    return target;
  }

  /** Standard input and output both; a dumb terminal is served like a pipe. */
  @SuppressWarnings("SystemConsoleNull") // From Java 22 on it needs -Djdk.console=java.base.
  private static boolean isAtTerminal() {
    return System.console() != null && !"dumb".equals(System.getenv("TERM"));
  }

  /** A script says what it does; it ends with its first command that can't be used. */
  private void lines(DebugShell shell, List<String> commands) {
    for (int i = 0; i < commands.size() && !shell.isOver(); i++) {
      shell.echo(commands.get(i));
      String problem = shell.obey(commands.get(i));
      if (!problem.isEmpty()) {
        streams.out().flush();
        streams.message(script + ":" + (i + 1) + ":1: " + problem);
        exitCode = ExitCode.BAD_INPUT;
        return;
      }
    }
  }

  private void typed(DebugShell shell) {
    shell.greet();
    streams.out().flush();
    BufferedReader in = new BufferedReader(new InputStreamReader(System.in, UTF_8));
    try {
      String line;
      while (!shell.isOver() && (line = in.readLine()) != null) {
        String problem = shell.obey(line);
        streams.out().flush();
        if (!problem.isEmpty()) {
          streams.message(problem);
        }
      }
    } catch (IOException e) {
      throw new BadInputException("standard input: " + e.getMessage());
    }
  }
}
