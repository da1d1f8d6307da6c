package dev.understudy.cli.debug.stop;

import dev.understudy.vm.isa.Registers;
import java.util.List;
import java.util.Map;

/**
 * Reads expressions.
 *
 * <pre>
 * expression  operands between operators, as in Java: || &amp;&amp; | ^ &amp; == != &lt; &lt;= &gt; &gt;= &lt;&lt; &gt;&gt; + - * / %
 * operand     number | register | pc | retired | label | [expression] | (expression)
 *             | -operand | ~operand | !operand
 * </pre>
 */
public final class ExpressionReader {
  private static final int DEEPEST = 100;

  private final String text;
  private final Map<String, Integer> labels;
  private int at;
  private int depth;

  private ExpressionReader(String text, Map<String, Integer> labels) {
    this.text = text;
    this.labels = labels;
  }

  /**
   * Reads all of a text.
   *
   * @throws BadExpressionException if it is no expression
   */
  public static Expression read(String text, Map<String, Integer> labels) {
    ExpressionReader reader = new ExpressionReader(text, labels);
    Expression expression = reader.operation(1);
    if (reader.peek() != END) {
      throw reader.refused("expected an operator or the end");
    }
    return expression;
  }

  private static final char END = '\0';

  private char peek() {
    while (at < text.length() && Character.isWhitespace(text.charAt(at))) {
      at++;
    }
    return at < text.length() ? text.charAt(at) : END;
  }

  private BadExpressionException refused(String reason) {
    peek();
    return new BadExpressionException("'" + text.strip() + "', column " + (at + 1) + ": " + reason);
  }

  private Expression operation(int strength) {
    if (strength > ExpressionOperator.STRONGEST) {
      return operand();
    }
    Expression left = operation(strength + 1);
    List<ExpressionOperator> operators = ExpressionOperator.ofStrength(strength);
    for (int i = 0; i < operators.size(); i++) {
      if (takes(operators.get(i))) {
        left = new Expression.Combined(operators.get(i), left, operation(strength + 1));
        i = -1; // From the first again.
      }
    }
    return left;
  }

  private boolean takes(ExpressionOperator operator) {
    peek();
    boolean stands = text.startsWith(operator.sign, at);
    for (ExpressionOperator other : ExpressionOperator.values()) {
      boolean longer = other.sign.length() > operator.sign.length();
      stands &= !(longer && text.startsWith(other.sign, at));
    }
    at += stands ? operator.sign.length() : 0;
    return stands;
  }

  private Expression operand() {
    if (++depth > DEEPEST) {
      throw refused("nested too deeply");
    }
    try {
      char next = peek();
      return switch (next) {
        case '[' -> new Expression.Word(within(']'));
        case '(' -> within(')');
        case '-', '~', '!' -> {
          at++;
          yield new Expression.Signed(next, operand());
        }
        default -> named(word());
      };
    } finally {
      depth--;
    }
  }

  private Expression within(char close) {
    at++;
    Expression inner = operation(1);
    if (peek() != close) {
      throw refused("expected '" + close + "'");
    }
    at++;
    return inner;
  }

  private String word() {
    peek();
    int from = at;
    while (at < text.length() && isOfWord(text.charAt(at))) {
      at++;
    }
    if (from == at) {
      throw refused("expected a number, a register, a label, '[' or '('");
    }
    return text.substring(from, at);
  }

  private static boolean isOfWord(char one) {
    return Character.isLetterOrDigit(one) || one == '_' || one == '.' || one == '$';
  }

  private Expression named(String word) {
    Integer label = labels.get(word);
    int register = register(word);
    if (register >= 0) {
      return new Expression.Register(register);
    }
    if (word.equals("pc")) {
      return new Expression.Pc();
    }
    if (word.equals("retired")) {
      return new Expression.Retired();
    }
    return new Expression.Constant(label != null ? label : number(word));
  }

  private long number(String word) {
    try {
      return Long.decode(word.replace("_", ""));
    } catch (NumberFormatException e) {
      at -= word.length();
      throw refused("'" + word + "' is no number, register or label");
    }
  }

  /** A register's number; -1 if the word names none. */
  public static int register(String word) {
    for (int number = 0; number < Registers.COUNT; number++) {
      if (word.equals(Registers.name(number)) || word.equals("r" + number)) {
        return number;
      }
    }
    return -1;
  }
}
