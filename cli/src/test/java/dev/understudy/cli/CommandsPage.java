package dev.understudy.cli;

import java.io.OutputStream;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import picocli.CommandLine;
import picocli.CommandLine.Help.Ansi;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Model.OptionSpec;
import picocli.CommandLine.Model.PositionalParamSpec;

/** Writes docs/reference/COMMANDS.md from what the commands say about themselves. */
final class CommandsPage {
  private static final String INTRODUCTION =
      """
      # Commands

      What `./understudy` understands. This page is generated from the commands themselves; each
      prints its part of it with `--help`.

      Results go to standard output, messages and progress to standard error. Progress is shown on
      a terminal only. What can't be used (arguments, files, scenarios) costs one line each, with
      file, line and column where there are any, and exit code 2.

      | exit code | |
      |---|---|
      """;

  private final List<String> lines = new ArrayList<>();

  static String markdown() {
    Streams nowhere =
        new Streams(OutputStream.nullOutputStream(), OutputStream.nullOutputStream(), false);
    return new CommandsPage().of(Main.commandLine(nowhere));
  }

  private String of(CommandLine root) {
    for (Map.Entry<String, String> code :
        root.getCommandSpec().usageMessage().exitCodeList().entrySet()) {
      lines.add("| " + code.getKey() + " | " + code.getValue() + " |");
    }
    root.getSubcommands().values().forEach(this::command);
    accountKeys();
    sweepKeys();
    return INTRODUCTION + String.join("\n", lines) + "\n";
  }

  private void command(CommandLine command) {
    CommandSpec spec = command.getCommandSpec();
    lines.add("");
    lines.add("## " + spec.name());
    for (String paragraph : spec.usageMessage().description()) {
      lines.add("");
      lines.add(paragraph);
    }
    lines.add("");
    command.getHelp().synopsis(0).lines().forEach(line -> lines.add("    " + line));
    lines.add("");
    lines.add("| | |");
    lines.add("|---|---|");
    for (PositionalParamSpec parameter : spec.positionalParameters()) {
      row("`" + parameter.paramLabel() + "`", parameter.description());
    }
    for (OptionSpec option : spec.options()) {
      row(name(option), option.description());
    }
    lines.add("");
    lines.add("Examples:");
    lines.add("");
    for (String example : spec.usageMessage().footer()) {
      lines.add("    ./" + example.strip());
    }
  }

  private void accountKeys() {
    lines.add("");
    lines.add("## What run prints with --json");
    lines.add("");
    lines.add("Times and durations are virtual, in nanoseconds.");
    lines.add("");
    lines.add("| key | |");
    lines.add("|---|---|");
    ReportJson.KEYS.forEach(key -> row("`" + key.name() + "`", new String[] {key.meaning()}));
  }

  private void sweepKeys() {
    lines.add("");
    lines.add("## What sweep prints with --json");
    lines.add("");
    lines.add("| key | |");
    lines.add("|---|---|");
    SweepFile.KEYS.forEach(key -> row("`" + key.name() + "`", new String[] {key.meaning()}));
  }

  private static String name(OptionSpec option) {
    List<String> names = new ArrayList<>();
    for (String name : option.names()) {
      names.add("`" + name + "`");
    }
    String value = option.arity().max() == 0 ? "" : " `" + option.paramLabel() + "`";
    return String.join(", ", names) + value;
  }

  private void row(String name, String[] description) {
    String text = Ansi.OFF.string(String.join(" ", description)).replace("|", "\\|");
    lines.add("| " + name + " | " + text + " |");
  }
}
