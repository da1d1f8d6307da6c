package dev.understudy.cli;

import picocli.CommandLine;
import picocli.CommandLine.Command;

/** The command {@code understudy}; without a subcommand it prints its help. */
@Command(
    name = "understudy",
    mixinStandardHelpOptions = true,
    version = "understudy 0.1.0",
    description = "A deterministic simulator of fault-tolerant virtual machines.")
public final class Main implements Runnable {

  private final CommandLine commandLine = new CommandLine(this);

  private Main() {}

  public static void main(String[] args) {
    System.exit(new Main().commandLine.execute(args));
  }

  @Override
  public void run() {
    commandLine.usage(commandLine.getOut());
  }
}
