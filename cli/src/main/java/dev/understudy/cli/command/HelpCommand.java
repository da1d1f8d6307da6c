package dev.understudy.cli.command;

import dev.understudy.cli.io.BadInputException;
import dev.understudy.cli.io.Streams;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code understudy help}. */
@Command(
    name = "help",
    addMethodSubcommands = false,
    description = "Show the help of a command, or of all together.",
    footerHeading = "%nExamples:%n",
    footer = {"  understudy help run"})
final class HelpCommand extends CommonOptions {
  @Parameters(paramLabel = "COMMAND", arity = "0..1", description = "Whose help.")
  private @Nullable String command;

  @Spec private CommandSpec spec = CommandSpec.create();
  private final Streams streams;

  HelpCommand(Streams streams) {
    this.streams = streams;
  }

  @Override
  public void run() {
    CommandLine root = spec.commandLine().getParent();
    Map<String, CommandLine> commands = root.getSubcommands();
    if (command == null) {
      root.usage(streams.out());
    } else if (commands.containsKey(command)) {
      commands.get(command).usage(streams.out());
    } else {
      throw new BadInputException(
          "understudy help: " + Failures.unknownCommand(command, root.getCommandSpec()));
    }
  }
}
