package dev.understudy.vm.asm;

import dev.understudy.vm.asm.Token.Kind;
import java.util.ArrayList;
import java.util.List;

/** Says what is wrong with a line that starts with no instruction, directive, macro or label. */
final class UnknownWords {
  private final Problems problems;
  private final Expander expander;

  UnknownWords(Problems problems, Expander expander) {
    this.problems = problems;
    this.expander = expander;
  }

  void report(Statement statement, Token head) {
    switch (head.kind()) {
      case NAME -> name(statement, head);
      case DOTTED ->
          problems.report(
              head,
              "unknown directive " + head.named(),
              "",
              Texts.closest(head.text(), Directive.names()));
      case BAD -> {}
      default ->
          problems.report(
              head,
              "unexpected " + head.named(),
              "a label, an instruction, a directive or a macro");
    }
  }

  private void name(Statement statement, Token head) {
    if (expander.missesInclude()) {
      return; // most likely a macro from there
    }
    List<String> known = new ArrayList<>();
    Mnemonics.all().forEach(known::add);
    expander.macroNames().forEach(known::add);
    String suggestion = Texts.closest(head.text(), known);
    boolean likeLabel = suggestion.isEmpty() && looksLikeLabel(statement);
    String expected = likeLabel ? "'" + Texts.shorten(head.text()) + ":' for a label" : "";
    problems.report(head, "unknown instruction " + head.named(), expected, suggestion);
  }

  /** Nothing follows, or what follows would be an instruction of its own. */
  private static boolean looksLikeLabel(Statement statement) {
    if (statement.arguments().isEmpty()) {
      return true;
    }
    Token next = statement.arguments().get(0).first();
    return next.is(Kind.NAME) && Mnemonics.contains(next.text());
  }
}
