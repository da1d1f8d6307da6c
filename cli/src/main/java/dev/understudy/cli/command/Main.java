package dev.understudy.cli.command;

import dev.understudy.cli.io.ExitCode;
import dev.understudy.cli.io.Streams;
import java.util.List;
import java.util.Optional;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** The command {@code understudy}; without a subcommand it prints its help. */
@Command(
    name = "understudy",
    addMethodSubcommands = false,
    versionProvider = BuildVersion.class,
    description = {
      "A deterministic simulator of fault-tolerant virtual machines: a backup replays the"
          + " primary's log, instruction for instruction, and takes over when it dies."
    },
    synopsisSubcommandLabel = "COMMAND",
    commandListHeading = "%nCommands:%n",
    exitCodeListHeading = "%nExit codes:%n",
    exitCodeList = {
      "0:all is well",
      "1:a promise was broken",
      "2:arguments, a file or a scenario that can't be used",
      "3:the launcher could not build Understudy",
      "4:nothing is broken, but the run did not do its work: the guest stopped with a fault that"
          + " the scenario does not declare, time was up too soon, or what was to happen did not",
      "70:an internal error: a defect of Understudy itself"
    },
    footerHeading = "%nExamples:%n",
    footer = {
      "  understudy run hello",
      "  understudy run bank --crash primary@20ms --seed 7",
      "  understudy help run"
    })
public final class Main extends CommonOptions {
  private static final int HELP_WIDTH_MIN = 55;
  private static final int HELP_WIDTH_MAX = 80;

  @Option(
      names = {"-V", "--version"},
      versionHelp = true,
      description = "Show the version.")
  boolean version;

  @Spec private CommandSpec spec = CommandSpec.create();

  private Main() {}

  public static void main(String[] args) {
    System.exit(execute(Streams.ofProcess(), args));
  }

  /** Runs one command; whatever happens ends in an exit code and never in an exception. */
  public static int execute(Streams streams, String... args) {
    Failures failures = new Failures(streams, List.of(args).contains(CommonOptions.STACK_TRACE));
    int code;
    try {
      CommandLine commandLine = commandLine(streams);
      failures.install(commandLine);
      code = commandLine.execute(args);
    } catch (Throwable problem) { // picocli lets errors pass: out of memory, for one
      code = failures.thrown(problem);
    }
    Optional<String> unwritten = streams.failure();
    if (unwritten.isPresent()) {
      streams.message("understudy: standard output: " + unwritten.get());
      return code == ExitCode.OK ? ExitCode.BAD_INPUT : code;
    }
    return code;
  }

  /** All commands, ready to parse. */
  static CommandLine commandLine(Streams streams) {
    CommandLine commandLine =
        new CommandLine(new Main())
            .addSubcommand(new RunCommand(streams))
            .addSubcommand(new CompareCommand(streams))
            .addSubcommand(new ReplayCommand(streams))
            .addSubcommand(new DiffCommand(streams))
            .addSubcommand(new LogCommand(streams))
            .addSubcommand(new DebugCommand(streams))
            .addSubcommand(new ExploreCommand(streams))
            .addSubcommand(new DapCommand())
            .addSubcommand(new SweepCommand(streams))
            .addSubcommand(new FuzzCommand(streams))
            .addSubcommand(new KillMatrixCommand(streams))
            .addSubcommand(new ExplainCommand(streams))
            .addSubcommand(new BenchCommand(streams))
            .addSubcommand(new AsmCommand(streams))
            .addSubcommand(new DisasmCommand(streams))
            .addSubcommand(new LinkCommand(streams))
            .addSubcommand(new ProgramsCommand(streams))
            .addSubcommand(new HelpCommand(streams));
    return commandLine
        .setOut(streams.out())
        .setErr(streams.err())
        .setExpandAtFiles(false)
        .setUsageHelpLongOptionsMaxWidth(28)
        .setUsageHelpWidth(helpWidth(streams.layout().width()));
  }

  /** Help is laid out in lines of 80 columns, and in shorter ones where there are no more. */
  private static int helpWidth(int width) {
    return Math.max(HELP_WIDTH_MIN, Math.min(HELP_WIDTH_MAX, width));
  }

  @Override
  public void run() {
    spec.commandLine().usage(spec.commandLine().getOut());
  }
}
