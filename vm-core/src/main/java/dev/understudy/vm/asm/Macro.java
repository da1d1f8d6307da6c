package dev.understudy.vm.asm;

import dev.understudy.vm.asm.Token.Kind;
import java.util.ArrayList;
import java.util.List;

/** A macro as defined: its body is kept as words, parameters still unfilled. */
record Macro(Token name, List<String> parameters, List<List<Token>> body) {
  static Macro named(Token name, List<String> parameters) {
    return new Macro(name, List.copyOf(parameters), new ArrayList<>());
  }

  /** The index of the parameter that a word such as {@code \count} means, or -1. */
  int parameter(Token word) {
    return parameters.indexOf(word.text().substring(1));
  }

  /** Does a use have the right number of arguments, none of them empty? Reports if not. */
  boolean accepts(Token use, List<Argument> arguments, Problems problems) {
    if (arguments.size() != parameters.size()) {
      problems.report(
          use,
          "macro "
              + use.named()
              + " takes "
              + AssemblyText.count(parameters.size(), "argument")
              + ", found "
              + arguments.size());
      return false;
    }
    for (Argument argument : arguments) {
      if (argument.words().isEmpty()) {
        problems.report(argument.after(), "missing argument before " + argument.after().named());
        return false;
      }
    }
    return true;
  }

  /**
   * A line of the body with the arguments in place of the parameters.
   *
   * @param room how many words may come out; a line that needs more is cut there, for the caller
   *     gives up on it anyway
   */
  List<Token> filled(List<Token> line, List<Argument> arguments, int room) {
    List<Token> result = new ArrayList<>();
    for (Token word : line) {
      if (word.is(Kind.PARAMETER)) {
        fill(result, arguments.get(parameter(word)));
      } else {
        result.add(word);
      }
      if (result.size() > room) {
        Token last = line.get(line.size() - 1);
        result.add(last);
        break;
      }
    }
    return result;
  }

  /** An argument of several words stays together: with 1 + 2 for \a, \a * 3 is 9. */
  private static void fill(List<Token> result, Argument argument) {
    Token first = argument.first();
    boolean together = argument.words().size() > 1 && !first.isSymbol("[");
    if (together) {
      result.add(Token.of(Kind.SYMBOL, "(", first.line(), first.column()));
    }
    result.addAll(argument.words());
    if (together) {
      result.add(Token.of(Kind.SYMBOL, ")", first.line(), first.column()));
    }
  }
}
