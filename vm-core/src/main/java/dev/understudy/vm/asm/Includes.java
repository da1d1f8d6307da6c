package dev.understudy.vm.asm;

import java.util.Optional;

/** Where {@code .include "name"} finds its text. The caller decides what a name means. */
@FunctionalInterface
public interface Includes {
  /** There is something of that name, but it can't be read. The message says why. */
  final class UnreadableException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    public UnreadableException(String message) {
      super(message);
    }
  }

  /**
   * The source known under this name, or empty: then the assembler reports the include.
   *
   * @throws UnreadableException if it can't be read; the assembler reports that as well
   */
  Optional<String> find(String name);

  /** No includes at all. */
  static Includes none() {
    return name -> Optional.empty();
  }
}
