package dev.understudy.vm.asm;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** Labels and constants of one assembly, and the names that were used without being either. */
final class Symbols {
  enum State {
    /** A constant whose expression was not evaluated yet, or depends on what is not known yet. */
    OPEN,
    /** Its expression is being evaluated: a use of it now is a circle. */
    BUSY,
    KNOWN,
    /** What is wrong with it was reported; nothing that depends on it is reported again. */
    BROKEN
  }

  /** A name with its value, or with the expression that will give it. */
  static final class Symbol {
    final Token word;
    final boolean isLabel;
    final @Nullable Argument expression;
    final long here;
    final int statement;
    final @Nullable MacroUse expansion;
    State state;
    long value;

    private Symbol(
        Token word,
        boolean isLabel,
        @Nullable Argument expression,
        long here,
        Statement statement) {
      this.word = word;
      this.isLabel = isLabel;
      this.expression = expression;
      this.here = here;
      this.statement = statement.number();
      this.expansion = statement.expansion();
      this.state = isLabel ? State.KNOWN : State.OPEN;
      this.value = isLabel ? here : 0;
    }
  }

  private static final class Undefined {
    final Token firstUse;
    final int statement;
    final @Nullable MacroUse expansion;
    long uses;

    Undefined(Token firstUse, int statement, @Nullable MacroUse expansion) {
      this.firstUse = firstUse;
      this.statement = statement;
      this.expansion = expansion;
    }
  }

  private final TreeMap<String, Symbol> byName = new TreeMap<>();
  private final Map<String, Undefined> undefined = new TreeMap<>();
  private final Problems problems;

  Symbols(Problems problems) {
    this.problems = problems;
  }

  void label(Token word, String name, long address, Statement statement) {
    define(name, new Symbol(word, true, null, address, statement));
  }

  void constant(Token word, Argument expression, long here, Statement statement) {
    define(word.text(), new Symbol(word, false, expression, here, statement));
  }

  /** A constant that has a name, and nothing else that makes sense. */
  void broken(Token word, Statement statement) {
    Symbol symbol = new Symbol(word, false, null, 0, statement);
    symbol.state = State.BROKEN;
    define(word.text(), symbol);
  }

  private void define(String name, Symbol symbol) {
    Token word = symbol.word;
    if (RegisterNames.number(name) >= 0) {
      problems.report(word, word.named() + " is a register, not a name to define");
      return;
    }
    @Nullable Symbol earlier = byName.putIfAbsent(name, symbol);
    if (earlier != null) {
      problems.report(word, word.named() + " is already defined at " + earlier.word.place());
    }
  }

  @Nullable Symbol find(String name) {
    return byName.get(name);
  }

  Iterable<Symbol> all() {
    return byName.values();
  }

  /** Each undefined name is reported once, however often it is used. */
  void useOfUndefined(Token word, int statement, @Nullable MacroUse expansion) {
    undefined.computeIfAbsent(word.symbol(), name -> new Undefined(word, statement, expansion))
        .uses++;
  }

  void reportUndefined() {
    List<Undefined> inOrder = new ArrayList<>(undefined.values());
    inOrder.sort(Comparator.comparingInt(what -> what.statement));
    for (Undefined what : inOrder) {
      problems.enter(what.statement, what.expansion);
      problems.report(what.firstUse, describe(what), "", suggestion(what.firstUse));
    }
  }

  private static String describe(Undefined what) {
    String more =
        what.uses == 1 ? "" : " (" + AssemblyText.count(what.uses - 1, "more place") + ")";
    return "undefined symbol " + what.firstUse.named() + more;
  }

  private String suggestion(Token word) {
    if (!word.is(Token.Kind.DOTTED)) {
      return problems.guess(word.text(), byName.keySet());
    }
    String name = word.symbol();
    String scope = name.substring(0, name.length() - word.text().length());
    List<String> locals = new ArrayList<>();
    for (String known : byName.tailMap(scope + ".").keySet()) {
      if (!known.startsWith(scope + ".")) {
        break;
      }
      locals.add(known.substring(scope.length()));
    }
    return problems.guess(word.text(), locals);
  }

  /** Labels and their addresses, by name. */
  Map<String, Integer> labels() {
    Map<String, Integer> labels = new TreeMap<>();
    byName.forEach(
        (name, symbol) -> {
          if (symbol.isLabel) {
            labels.put(name, (int) symbol.value);
          }
        });
    return labels;
  }
}
