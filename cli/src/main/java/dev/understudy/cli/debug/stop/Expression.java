package dev.understudy.cli.debug.stop;

import dev.understudy.inspect.timetravel.StopSearch;
import dev.understudy.vm.machine.Machine;
import java.util.OptionalLong;

/** Something that has a value at each moment of a guest. */
public sealed interface Expression {

  /** Its value; nothing where it has none: beyond memory, or divided by zero. */
  OptionalLong value(Machine machine);

  /** Whether it has a value, and one other than zero. */
  default boolean holds(Machine machine) {
    return value(machine).orElse(0) != 0;
  }

  /** A number, or the address that a label stands for. */
  record Constant(long value) implements Expression {
    @Override
    public OptionalLong value(Machine machine) {
      return OptionalLong.of(value);
    }
  }

  /** A register. */
  record Register(int number) implements Expression {
    @Override
    public OptionalLong value(Machine machine) {
      return OptionalLong.of(machine.register(number));
    }
  }

  /** The address of the instruction that is next. */
  record Pc() implements Expression {
    @Override
    public OptionalLong value(Machine machine) {
      return OptionalLong.of(machine.pc());
    }
  }

  /** Instructions retired. */
  record Retired() implements Expression {
    @Override
    public OptionalLong value(Machine machine) {
      return OptionalLong.of(machine.retired());
    }
  }

  /** The word of 8 bytes at an address. */
  record Word(Expression address) implements Expression {
    @Override
    public OptionalLong value(Machine machine) {
      OptionalLong at = address.value(machine);
      boolean within =
          at.isPresent()
              && at.getAsLong() >= 0
              && at.getAsLong() <= machine.memorySize() - Long.BYTES;
      return within
          ? OptionalLong.of(StopSearch.word(machine, (int) at.getAsLong()))
          : OptionalLong.empty();
    }
  }

  /** One operand with a sign before it. */
  record Signed(char sign, Expression operand) implements Expression {
    @Override
    public OptionalLong value(Machine machine) {
      OptionalLong own = operand.value(machine);
      return own.isPresent() ? OptionalLong.of(of(own.getAsLong())) : own;
    }

    private long of(long value) {
      return switch (sign) {
        case '-' -> -value;
        case '~' -> ~value;
        default -> ExpressionOperator.truth(value == 0);
      };
    }
  }

  /** Two operands; {@code &&} and {@code ||} look at the right one only if it matters. */
  record Combined(ExpressionOperator operator, Expression left, Expression right)
      implements Expression {
    @Override
    public OptionalLong value(Machine machine) {
      OptionalLong first = left.value(machine);
      if (first.isEmpty()) {
        return first;
      }
      boolean settled =
          (operator == ExpressionOperator.AND && first.getAsLong() == 0)
              || (operator == ExpressionOperator.OR && first.getAsLong() != 0);
      if (settled) {
        return OptionalLong.of(ExpressionOperator.truth(operator == ExpressionOperator.OR));
      }
      OptionalLong second = right.value(machine);
      return second.isEmpty() ? second : operator.of(first.getAsLong(), second.getAsLong());
    }
  }
}
