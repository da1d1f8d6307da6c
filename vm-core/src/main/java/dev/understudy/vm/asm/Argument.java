package dev.understudy.vm.asm;

import dev.understudy.vm.asm.Token.Kind;
import java.util.ArrayList;
import java.util.List;

/**
 * What stands between two commas.
 *
 * @param words without the comma; empty when nothing stands there
 * @param after the comma or end of line behind it: where something is missing if anything is
 */
record Argument(List<Token> words, Token after) {
  /** Splits at commas outside parentheses and brackets. Nothing but the end is no argument. */
  static List<Argument> split(List<Token> words) {
    List<Argument> arguments = new ArrayList<>();
    int depth = 0;
    int start = 0;
    for (int i = 0; i < words.size(); i++) {
      Token word = words.get(i);
      if (word.isSymbol("(") || word.isSymbol("[")) {
        depth++;
      } else if (word.isSymbol(")") || word.isSymbol("]")) {
        depth--;
      }
      boolean last = word.is(Kind.END);
      if (last ? i > 0 : word.isSymbol(",") && depth <= 0) {
        arguments.add(new Argument(words.subList(start, i), word));
        start = i + 1;
      }
    }
    return arguments;
  }

  Token first() {
    return words.isEmpty() ? after : words.get(0);
  }

  boolean isSingle(Kind kind) {
    return words.size() == 1 && words.get(0).is(kind);
  }

  /** As written, for a message; of a line that is too long to show, only the first word. */
  Token whole() {
    if (words.size() < 2) {
      return first();
    }
    Token last = words.get(words.size() - 1);
    Token first = first();
    boolean shown = !first.line().shown().isEmpty();
    boolean oneLine = first.line().equals(last.line()) && first.column() < last.column();
    return shown && oneLine ? joined(first, last) : first;
  }

  private static Token joined(Token first, Token last) {
    String line = first.line().text();
    int from = line.offsetByCodePoints(0, first.column() - 1);
    int to = line.offsetByCodePoints(0, last.column() - 1) + last.text().length();
    return Token.of(Kind.SYMBOL, line.substring(from, to), first.line(), first.column());
  }
}
