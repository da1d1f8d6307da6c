package dev.understudy.cli.command;

import dev.understudy.cli.io.Streams;
import dev.understudy.experiment.report.RunReportJson;
import java.io.OutputStream;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
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
      a terminal only. Results for people fit the terminal, or as many columns as `COLUMNS` says:
      they are broken between words, and commands to paste, sources and JSON are not broken at all.
      Into a pipe or a file, where `COLUMNS` is not set, one line stays one line, so that `grep`
      finds it. Messages are never broken. What can't be used (arguments, files, scenarios) costs one line each, with
      file, line and column where there are any, and exit code 2. Every command has `--help`, and
      `--stacktrace`, which shows the stack trace of an internal error, to report it.

      | exit code | |
      |---|---|
      """;

  private static final Set<String> EVERYWHERE = Set.of("--help", "--stacktrace");

  /** A row that is longer is not printed again for the next command that has it. */
  private static final int SHORT = 60;

  private final List<String> lines = new ArrayList<>();

  /** The command that a long row was printed for first. */
  private final Map<String, String> printedFor = new TreeMap<>();

  static String markdown() {
    Streams nowhere = new Streams(OutputStream.nullOutputStream(), OutputStream.nullOutputStream());
    return new CommandsPage().of(Main.commandLine(nowhere));
  }

  private String of(CommandLine root) {
    for (Map.Entry<String, String> code :
        root.getCommandSpec().usageMessage().exitCodeList().entrySet()) {
      lines.add("| " + code.getKey() + " | " + code.getValue() + " |");
    }
    root.getSubcommands().values().forEach(this::command);
    reportKeys();
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
    options(spec);
    lines.add("");
    lines.add("Examples:");
    lines.add("");
    for (String example : spec.usageMessage().footer()) {
      lines.add("    ./" + example.strip());
    }
  }

  /** What an earlier command has as well is only named. */
  private void options(CommandSpec spec) {
    List<String> rows = new ArrayList<>();
    Map<String, List<String>> alike = new TreeMap<>();
    for (Map.Entry<String, String[]> one : described(spec).entrySet()) {
      String row = row(one.getKey(), one.getValue());
      String first = row.length() <= SHORT ? null : printedFor.putIfAbsent(row, spec.name());
      if (first == null) {
        rows.add(row);
      } else {
        alike.computeIfAbsent(first, other -> new ArrayList<>()).add(one.getKey());
      }
    }
    if (!rows.isEmpty()) {
      lines.addAll(List.of("", "| | |", "|---|---|"));
      lines.addAll(rows);
    }
    alike.forEach(
        (other, names) -> {
          lines.add("");
          lines.add("As for [" + other + "](#" + other + "): " + String.join(", ", names) + ".");
        });
  }

  /** Names of arguments and options, in the order of the command, with their descriptions. */
  private static Map<String, String[]> described(CommandSpec spec) {
    Map<String, String[]> described = new LinkedHashMap<>();
    for (PositionalParamSpec parameter : spec.positionalParameters()) {
      described.put("`" + parameter.paramLabel() + "`", parameter.description());
    }
    for (OptionSpec option : spec.options()) {
      if (!EVERYWHERE.contains(option.longestName())) {
        described.put(name(option), option.description());
      }
    }
    return described;
  }

  private void reportKeys() {
    lines.add("");
    lines.add("## What run prints with --json");
    lines.add("");
    lines.add("Times and durations are virtual, in nanoseconds.");
    lines.add("");
    lines.add("| key | |");
    lines.add("|---|---|");
    RunReportJson.KEYS.forEach(key -> key(key.name(), key.meaning()));
  }

  private void sweepKeys() {
    lines.add("");
    lines.add("## What sweep prints with --json");
    lines.add("");
    lines.add("| key | |");
    lines.add("|---|---|");
    SweepFile.KEYS.forEach(key -> key(key.name(), key.meaning()));
  }

  private void key(String name, String meaning) {
    lines.add(row("`" + name + "`", new String[] {meaning}));
  }

  private static String name(OptionSpec option) {
    List<String> names = new ArrayList<>();
    for (String name : option.names()) {
      names.add("`" + name + "`");
    }
    String value = option.arity().max() == 0 ? "" : " `" + option.paramLabel() + "`";
    return String.join(", ", names) + value;
  }

  private static String row(String name, String[] description) {
    String text = Ansi.OFF.string(String.join(" ", description)).replace("|", "\\|");
    return "| " + name + " | " + text + " |";
  }
}
