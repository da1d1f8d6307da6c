package dev.understudy.vm.asm;

import dev.understudy.vm.asm.Token.Kind;
import java.util.List;

/** Says what is wrong with a line that starts with no label, instruction, directive or macro. */
final class UnknownWord {
  private UnknownWord() {}

  static void report(
      Token head, List<Argument> arguments, Iterable<String> macros, Problems problems) {
    if (head.is(Kind.NAME)) {
      name(head, arguments, macros, problems);
    } else if (head.is(Kind.DOTTED)) {
      String foreign = ForeignWord.expected(head.text());
      String suggestion = foreign.isEmpty() ? problems.guess(head.text(), Directive.names()) : "";
      problems.report(head, "unknown directive " + head.named(), foreign, suggestion);
    } else {
      String expected = "a label, an instruction, a directive or a macro";
      problems.report(head, "unexpected " + head.named(), expected);
    }
  }

  private static void name(
      Token head, List<Argument> arguments, Iterable<String> macros, Problems problems) {
    String foreign = ForeignWord.expected(head.text());
    if (!foreign.isEmpty()) {
      problems.report(head, "unknown instruction " + head.named(), foreign);
      return;
    }
    String instruction = problems.guess(head.text(), Mnemonics.all());
    String suggestion = instruction.isEmpty() ? problems.guess(head.text(), macros) : instruction;
    boolean likeLabel = suggestion.isEmpty() && looksLikeLabel(arguments);
    String expected = likeLabel ? "'" + AssemblyText.shorten(head.text()) + ":' for a label" : "";
    problems.report(head, "unknown instruction " + head.named(), expected, suggestion);
  }

  /** Nothing follows, or what follows would be an instruction of its own. */
  private static boolean looksLikeLabel(List<Argument> arguments) {
    if (arguments.isEmpty()) {
      return true;
    }
    Token next = arguments.get(0).first();
    return next.is(Kind.NAME) && Mnemonics.contains(next.text());
  }
}
