package dev.understudy.vm.asm;

import dev.understudy.vm.asm.Symbols.State;
import dev.understudy.vm.asm.Symbols.Symbol;
import dev.understudy.vm.asm.Token.Kind;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Computes expressions in 64-bit signed arithmetic that wraps, directly from their words: there is
 * no tree, so a long expression needs no deep stack.
 */
final class Evaluator {
  enum Mode {
    /** Says nothing: is the value known already? */
    PROBE,
    /** What is not defined above this line is an error. */
    KNOWN_HERE,
    /** What is not defined anywhere is an error. */
    FINAL
  }

  enum Outcome {
    OK,
    /** Depends on a symbol that may still be defined further down. */
    UNKNOWN,
    /** Reported, unless this was a probe. */
    BAD
  }

  record Result(Outcome outcome, long value) {
    boolean ok() {
      return outcome == Outcome.OK;
    }
  }

  /** A binary operator. Higher levels bind tighter. */
  record Operator(String text, int level) {}

  static final List<Operator> OPERATORS =
      List.of(
          new Operator("*", 6),
          new Operator("/", 6),
          new Operator("%", 6),
          new Operator("+", 5),
          new Operator("-", 5),
          new Operator("<<", 4),
          new Operator(">>", 4),
          new Operator("&", 3),
          new Operator("^", 2),
          new Operator("|", 1));

  private final Symbols symbols;
  private final Problems problems;
  private int statement;
  private @Nullable MacroUse expansion;
  private int depth;
  private int values;

  Evaluator(Symbols symbols, Problems problems) {
    this.symbols = symbols;
    this.problems = problems;
  }

  /** What is evaluated from now on stands in this statement. */
  void enter(int statement, @Nullable MacroUse expansion) {
    this.statement = statement;
    this.expansion = expansion;
    problems.enter(statement, expansion);
  }

  /**
   * @param here the value of {@code .}
   */
  Result evaluate(Argument argument, long here, Mode mode) {
    return new Run(argument, here, mode, false).result();
  }

  /** Evaluates every constant, so that the ones nobody uses are checked as well. */
  void checkConstants() {
    for (Symbol symbol : symbols.all()) {
      if (symbol.state == State.OPEN) {
        resolve(symbol, Mode.FINAL);
      }
    }
  }

  private Outcome resolve(Symbol symbol, Mode mode) {
    if (symbol.state == State.BROKEN) {
      return Outcome.BAD;
    }
    if (symbol.state == State.KNOWN || symbol.expression == null) {
      return Outcome.OK;
    }
    int outerStatement = statement;
    @Nullable MacroUse outerExpansion = expansion;
    enter(symbol.statement, symbol.expansion);
    symbol.state = State.BUSY;
    Result result = new Run(symbol.expression, symbol.here, mode, true).result();
    settle(symbol, result, mode);
    enter(outerStatement, outerExpansion);
    return result.outcome();
  }

  private static void settle(Symbol symbol, Result result, Mode mode) {
    symbol.value = result.value();
    symbol.state =
        switch (result.outcome()) {
          case OK -> State.KNOWN;
          case UNKNOWN -> State.OPEN;
          case BAD -> mode == Mode.PROBE ? State.OPEN : State.BROKEN;
        };
  }

  /** One expression on its way. */
  private final class Run {
    private final Argument argument;
    private final long here;
    private final Mode mode;
    private final boolean insideConstant;
    private int at;
    private Outcome outcome = Outcome.OK;

    Run(Argument argument, long here, Mode mode, boolean insideConstant) {
      this.argument = argument;
      this.here = here;
      this.mode = mode;
      this.insideConstant = insideConstant;
    }

    Result result() {
      long value = binary(1);
      if (outcome != Outcome.BAD && at < argument.words().size()) {
        fail(peek(), "unexpected " + peek().named(), "an operator or the end of the expression");
      }
      return new Result(outcome, value);
    }

    private Token peek() {
      return at < argument.words().size() ? argument.words().get(at) : argument.after();
    }

    private void fail(Token token, String problem, String expected) {
      if (mode != Mode.PROBE && outcome != Outcome.BAD) {
        problems.report(token, problem, expected);
      }
      outcome = Outcome.BAD;
    }

    private long binary(int level) {
      long left = unary();
      while (outcome != Outcome.BAD) {
        Token token = peek();
        @Nullable Operator operator = operatorAt(token);
        if (operator == null || operator.level() < level) {
          return left;
        }
        at++;
        long right = binary(operator.level() + 1);
        left = outcome == Outcome.OK ? apply(token, left, right) : 0;
      }
      return 0;
    }

    private @Nullable Operator operatorAt(Token token) {
      if (at < argument.words().size() && token.is(Kind.SYMBOL)) {
        for (Operator operator : OPERATORS) {
          if (token.text().equals(operator.text())) {
            return operator;
          }
        }
      }
      return null;
    }

    private long apply(Token token, long left, long right) {
      return switch (token.text()) {
        case "*" -> left * right;
        case "/" -> nonZero(token, right) ? left / right : 0;
        case "%" -> nonZero(token, right) ? left % right : 0;
        case "+" -> left + right;
        case "-" -> left - right;
        case "<<" -> shiftCount(token, right) ? left << right : 0;
        case ">>" -> shiftCount(token, right) ? left >> right : 0;
        case "&" -> left & right;
        case "^" -> left ^ right;
        case "|" -> left | right;
        default -> throw new AssertionError(token.text());
      };
    }

    private boolean nonZero(Token token, long divisor) {
      if (divisor == 0) {
        fail(token, "division by zero", "");
      }
      return divisor != 0;
    }

    private boolean shiftCount(Token token, long count) {
      boolean fits = count >= 0 && count < Long.SIZE;
      if (!fits) {
        fail(token, "shift by " + count, "a count from 0 to 63");
      }
      return fits;
    }

    private long unary() {
      if (values++ >= Limits.VALUES) {
        fail(peek(), "definitions are too long to follow", "");
        return 0;
      }
      if (depth >= Limits.EXPRESSION_DEPTH) {
        fail(peek(), "expression nested deeper than " + Limits.EXPRESSION_DEPTH, "");
        return 0;
      }
      depth++;
      try {
        return primary();
      } finally {
        depth--;
      }
    }

    private long primary() {
      Token token = peek();
      if (at >= argument.words().size()) {
        fail(token, "missing value before " + token.named(), VALUE);
        return 0;
      }
      at++;
      return switch (token.kind()) {
        case NUMBER -> token.value();
        case NAME, DOTTED -> symbol(token);
        default -> prefixed(token);
      };
    }

    private long prefixed(Token token) {
      String symbol = token.is(Kind.SYMBOL) ? token.text() : "";
      return switch (symbol) {
        case "-" -> -unary();
        case "~" -> ~unary();
        case "+" -> unary();
        case "." -> here;
        case "(" -> parenthesized(token);
        default -> {
          fail(token, token.named() + " is no value", VALUE);
          yield 0;
        }
      };
    }

    private long parenthesized(Token open) {
      long value = binary(1);
      if (peek().isSymbol(")") && at < argument.words().size()) {
        at++;
      } else if (outcome != Outcome.BAD) {
        fail(peek(), "'(' in column " + open.column() + " is not closed", "')'");
      }
      return value;
    }

    private long symbol(Token token) {
      if (outcome != Outcome.OK) {
        return 0; // what else it depends on changes nothing: without this, chains of constants
        // double
      }
      if (RegisterNames.number(token.text()) >= 0) {
        fail(token, "register " + token.named() + " is no value", VALUE);
        return 0;
      }
      @Nullable Symbol symbol = symbols.find(token.symbol());
      if (symbol == null) {
        missing(token);
        return 0;
      }
      if (symbol.state == State.BUSY) {
        fail(token, "the definition of " + token.named() + " leads back to itself", "");
        return 0;
      }
      merge(token, resolve(symbol, mode));
      return symbol.value;
    }

    private void merge(Token token, Outcome inner) {
      if (inner == Outcome.UNKNOWN) {
        notYet(token);
      } else if (inner == Outcome.BAD) {
        outcome = Outcome.BAD;
      }
    }

    private void missing(Token token) {
      if (mode == Mode.FINAL) {
        symbols.useOfUndefined(token, statement, expansion);
        outcome = Outcome.BAD;
      } else {
        notYet(token);
      }
    }

    private void notYet(Token token) {
      if (mode == Mode.KNOWN_HERE && !insideConstant) {
        fail(token, token.named() + " is not known yet", "a value that is defined above this line");
      } else {
        outcome = Outcome.UNKNOWN;
      }
    }
  }

  static final String VALUE = "a number, a character, a symbol or '('";
}
