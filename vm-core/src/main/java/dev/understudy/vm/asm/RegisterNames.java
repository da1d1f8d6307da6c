package dev.understudy.vm.asm;

import dev.understudy.vm.isa.Registers;

/** Register names as sources write them: in any case, and the stack pointer by either name. */
final class RegisterNames {
  private RegisterNames() {}

  /** The register's number, or -1 if the text names none. */
  static int number(String text) {
    if (text.length() > 3) {
      return -1;
    }
    String name = AssemblyText.lowerCase(text);
    for (int r = 0; r < Registers.COUNT; r++) {
      if (name.equals("r" + r) || name.equals(Registers.name(r))) {
        return r;
      }
    }
    return -1;
  }
}
