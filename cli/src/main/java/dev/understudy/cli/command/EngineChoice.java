package dev.understudy.cli.command;

import dev.understudy.cli.io.BadInputException;
import dev.understudy.sim.world.EngineAssignment;
import dev.understudy.vm.compiled.CompilingEngine;
import dev.understudy.vm.machine.Interpreter;
import java.util.Arrays;
import java.util.Locale;
import java.util.stream.Collectors;

/** What {@code --engine} takes. */
enum EngineChoice {
  COMPILED,
  INTERPRETED,
  MIXED;

  /** The choice of that word, given to this command. */
  static EngineChoice of(String command, String word) {
    return Arrays.stream(values())
        .filter(choice -> choice.word().equals(word))
        .findFirst()
        .orElseThrow(
            () ->
                new BadInputException(
                    "understudy "
                        + command
                        + ": there is no engine '"
                        + word
                        + "', expected "
                        + words()));
  }

  private static String words() {
    return Arrays.stream(values()).map(EngineChoice::word).collect(Collectors.joining(", "));
  }

  String word() {
    return name().toLowerCase(Locale.ROOT);
  }

  /** New ones, for the thread that asks. */
  EngineAssignment engines() {
    return switch (this) {
      case COMPILED -> EngineAssignment.all(CompilingEngine.create());
      case INTERPRETED -> EngineAssignment.all(Interpreter.INSTANCE);
      case MIXED -> new EngineAssignment(CompilingEngine.create(), Interpreter.INSTANCE);
    };
  }
}
