package dev.understudy.vm.asm;

import dev.understudy.vm.asm.Token.Kind;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Reads {@code .macro name a, b}. */
final class MacroHeader {
  private MacroHeader() {}

  /** The macro with an empty body, or null if what is wrong was reported. */
  static @Nullable Macro read(List<Token> line, Problems problems) {
    Token name = line.get(1);
    if (!name.is(Kind.NAME)) {
      if (!name.is(Kind.BAD)) {
        problems.report(name, "macro without a name", "as in .macro name a, b");
      }
      return null;
    }
    if (Mnemonics.contains(name.text())) {
      problems.report(name, name.named() + " is an instruction, not a name for a macro");
      return null;
    }
    @Nullable List<String> parameters = parameters(line, problems);
    return parameters == null ? null : Macro.named(name, parameters);
  }

  private static @Nullable List<String> parameters(List<Token> line, Problems problems) {
    List<String> parameters = new ArrayList<>();
    for (Argument argument : Argument.split(line.subList(2, line.size()))) {
      Token word = argument.first();
      if (!argument.isSingle(Kind.NAME)) {
        if (!word.is(Kind.BAD)) {
          problems.report(word, word.named() + " as a macro's parameter", "a name, as in a, b");
        }
        return null;
      }
      if (parameters.contains(word.text())) {
        problems.report(word, "two parameters " + word.named());
        return null;
      }
      parameters.add(word.text());
    }
    return parameters;
  }
}
