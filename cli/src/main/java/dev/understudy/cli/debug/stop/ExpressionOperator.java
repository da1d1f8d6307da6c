package dev.understudy.cli.debug.stop;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.OptionalLong;

/** What stands between two operands. Numbers are signed and have 64 bits; truth is 1. */
enum ExpressionOperator {
  OR("||", 1),
  AND("&&", 2),
  BIT_OR("|", 3),
  BIT_XOR("^", 4),
  BIT_AND("&", 5),
  EQUAL("==", 6),
  UNEQUAL("!=", 6),
  AT_MOST("<=", 7),
  AT_LEAST(">=", 7),
  LESS("<", 7),
  GREATER(">", 7),
  SHIFT_LEFT("<<", 8),
  SHIFT_RIGHT(">>", 8),
  PLUS("+", 9),
  MINUS("-", 9),
  TIMES("*", 10),
  DIVIDED("/", 10),
  REMAINDER("%", 10);

  /** How strongly those bind that bind strongest. */
  static final int STRONGEST = 10;

  final String sign;
  final int strength;

  ExpressionOperator(String sign, int strength) {
    this.sign = sign;
    this.strength = strength;
  }

  /** The operators of one strength, the longest sign first. */
  static List<ExpressionOperator> ofStrength(int strength) {
    List<ExpressionOperator> all = new ArrayList<>(Arrays.asList(values()));
    all.removeIf(one -> one.strength != strength);
    all.sort(Comparator.comparingInt(one -> -one.sign.length()));
    return all;
  }

  /** Nothing for a division by zero. */
  OptionalLong of(long left, long right) {
    boolean divides = this == DIVIDED || this == REMAINDER;
    return divides && right == 0 ? OptionalLong.empty() : OptionalLong.of(value(left, right));
  }

  private long value(long left, long right) {
    return switch (this) {
      case OR -> truth(left != 0 || right != 0);
      case AND -> truth(left != 0 && right != 0);
      case BIT_OR -> left | right;
      case BIT_XOR -> left ^ right;
      case BIT_AND -> left & right;
      case EQUAL -> truth(left == right);
      case UNEQUAL -> truth(left != right);
      case AT_MOST -> truth(left <= right);
      case AT_LEAST -> truth(left >= right);
      case LESS -> truth(left < right);
      case GREATER -> truth(left > right);
      case SHIFT_LEFT -> left << right;
      case SHIFT_RIGHT -> left >>> right;
      case PLUS -> left + right;
      case MINUS -> left - right;
      case TIMES -> left * right;
      case DIVIDED -> left / right;
      case REMAINDER -> left % right;
    };
  }

  static long truth(boolean value) {
    return value ? 1 : 0;
  }
}
