package dev.understudy.vm.asm;

import dev.understudy.vm.asm.Token.Kind;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * {@code [base]}, {@code [base + offset]} or {@code [base - offset]}.
 *
 * @param offset with its sign; null if there is none
 */
record MemoryArgument(int base, @Nullable Argument offset) {
  private static final String EXAMPLE = "memory, as in [r1 + 8]";

  /** Null if what is wrong was reported. */
  static @Nullable MemoryArgument read(Argument argument, Problems problems) {
    List<Token> words = argument.words();
    Token last = words.get(words.size() - 1);
    if (!last.isSymbol("]")) {
      Token at = words.stream().anyMatch(w -> w.isSymbol("]")) ? last : argument.after();
      problems.report(at, at.named() + " instead of ']'", EXAMPLE);
      return null;
    }
    Token register = words.get(1);
    int base = register.is(Kind.NAME) ? RegisterNames.number(register.text()) : -1;
    if (base < 0) {
      problems.report(
          register, register.named() + " after '['", "a register (r0 to r15, sp), as in [r1 + 8]");
      return null;
    }
    Token next = words.get(2);
    boolean signed = next.isSymbol("+") || next.isSymbol("-");
    if (words.size() > 3 && !signed) {
      problems.report(next, next.named() + " after the register", "'+', '-' or ']'");
      return null;
    }
    Argument offset = new Argument(words.subList(2, words.size() - 1), last);
    return new MemoryArgument(base, offset.words().isEmpty() ? null : offset);
  }
}
