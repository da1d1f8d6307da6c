package dev.understudy.cli.command;

import dev.understudy.cli.io.BadInputException;
import dev.understudy.cli.io.ExitCode;
import dev.understudy.cli.io.Hint;
import dev.understudy.cli.io.Streams;
import dev.understudy.programs.Programs;
import java.io.PrintWriter;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;
import picocli.CommandLine;
import picocli.CommandLine.MissingParameterException;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Model.OptionSpec;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.UnmatchedArgumentException;

/** Turns whatever went wrong into lines on standard error and an exit code. */
final class Failures {
  private final Streams streams;
  private final boolean stackTraces;

  /**
   * @param stackTraces whether internal errors show their stack; known even if parsing fails
   */
  Failures(Streams streams, boolean stackTraces) {
    this.streams = streams;
    this.stackTraces = stackTraces;
  }

  /** Arguments that make no sense: one line. */
  int badArguments(ParameterException problem, String... args) {
    CommandSpec command = problem.getCommandLine().getCommandSpec();
    streams.message(command.qualifiedName() + ": " + oneLine(describe(problem, command)));
    return ExitCode.BAD_INPUT;
  }

  private static String describe(ParameterException problem, CommandSpec command) {
    if (problem instanceof UnmatchedArgumentException unmatched) {
      return unmatched(unmatched.getUnmatched().get(0), command);
    }
    if (problem instanceof MissingParameterException missing && !missing.getMissing().isEmpty()) {
      return missing(missing, command);
    }
    String text = String.valueOf(problem.getMessage()).replaceFirst("^[Ee]rror: ", "");
    return text.substring(0, 1).toLowerCase(Locale.ROOT) + text.substring(1);
  }

  private static String unmatched(String argument, CommandSpec command) {
    if (argument.startsWith("-") && argument.length() > 1) {
      String option = argument.replaceFirst("=.*", "");
      return "unknown option '" + option + "'" + hint(option, options(command), command);
    }
    return command.parent() == null
        ? unknownCommand(argument, command)
        : "unexpected argument '" + argument + "'" + hint(argument, List.of(), command);
  }

  /** What to say when the first word is no command; people forget "run". */
  static String unknownCommand(String word, CommandSpec root) {
    String hint =
        Programs.find(word).isPresent()
            ? "; did you mean 'run " + word + "'?"
            : hint(word, root.subcommands().keySet(), root);
    return "unknown command '" + word + "'" + hint;
  }

  private static String hint(String word, Iterable<String> known, CommandSpec command) {
    String hint = Hint.of(word, known);
    return hint.isEmpty() ? "; see '" + command.qualifiedName() + " --help'" : hint;
  }

  private static List<String> options(CommandSpec command) {
    return command.options().stream().flatMap(option -> List.of(option.names()).stream()).toList();
  }

  private static String missing(MissingParameterException missing, CommandSpec command) {
    String parts =
        missing.getMissing().stream()
            .map(
                part -> part instanceof OptionSpec option ? optionValue(option) : part.paramLabel())
            .collect(Collectors.joining(", "));
    return "missing " + parts + hint("", List.of(), command);
  }

  private static String optionValue(OptionSpec option) {
    return option.paramLabel() + " after " + option.longestName();
  }

  /** Whatever a command threw. */
  int thrown(Throwable problem) {
    if (problem instanceof BadInputException bad) {
      bad.lines().forEach(line -> streams.message(oneLine(line)));
      return ExitCode.BAD_INPUT;
    }
    if (problem instanceof OutOfMemoryError) {
      long heapMiB = Runtime.getRuntime().maxMemory() >> 20;
      streams.message(
          "understudy: out of memory with a heap of "
              + heapMiB
              + " MiB; UNDERSTUDY_JAVA_OPTS=-Xmx8g gives it more");
      return ExitCode.INTERNAL;
    }
    return internal(problem);
  }

  private int internal(Throwable problem) {
    StackTraceElement[] stack = problem.getStackTrace();
    String where = stack.length == 0 ? "" : " at " + stack[0];
    streams.message(
        "understudy: internal error: "
            + oneLine(problem.toString())
            + where
            + "; this is a defect of Understudy: please report this line with the command"
            + (stackTraces ? " and what follows" : " and what it prints with --stacktrace"));
    if (stackTraces) {
      PrintWriter err = streams.err();
      problem.printStackTrace(err);
      err.flush();
    }
    return ExitCode.INTERNAL;
  }

  /** Nothing that a file or an argument contains may take up a second line or move a cursor. */
  private static String oneLine(String text) {
    StringBuilder line = new StringBuilder();
    text.codePoints()
        .forEach(
            c -> {
              if (Character.isISOControl(c) || Character.getType(c) == Character.FORMAT) {
                line.append(c == '\n' || c == '\t' ? " " : "\\u{" + Integer.toHexString(c) + "}");
              } else {
                line.appendCodePoint(c);
              }
            });
    return line.toString();
  }

  void install(CommandLine commandLine) {
    commandLine.setParameterExceptionHandler(this::badArguments);
    commandLine.setExecutionExceptionHandler((problem, command, parsed) -> thrown(problem));
  }
}
