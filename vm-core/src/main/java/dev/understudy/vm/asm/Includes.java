package dev.understudy.vm.asm;

import java.util.Optional;

/** Where {@code .include "name"} finds its text. The caller decides what a name means. */
@FunctionalInterface
public interface Includes {
  /** The source known under this name, or empty: then the assembler reports the include. */
  Optional<String> find(String name);

  /** No includes at all. */
  static Includes none() {
    return name -> Optional.empty();
  }
}
