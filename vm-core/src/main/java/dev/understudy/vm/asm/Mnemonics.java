package dev.understudy.vm.asm;

import dev.understudy.vm.isa.Opcode;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** The rows of the instruction table by mnemonic; sources write mnemonics in any case. */
final class Mnemonics {
  private static final Map<String, List<Opcode>> ROWS = new TreeMap<>();

  static {
    for (Opcode opcode : Opcode.values()) {
      ROWS.computeIfAbsent(opcode.mnemonic(), mnemonic -> new ArrayList<>()).add(opcode);
    }
  }

  private Mnemonics() {}

  /** The rows of a mnemonic; none if it is no instruction. */
  static List<Opcode> rows(String text) {
    return ROWS.getOrDefault(AssemblyText.lowerCase(text), List.of());
  }

  static boolean contains(String text) {
    return !rows(text).isEmpty();
  }

  static Iterable<String> all() {
    return ROWS.keySet();
  }
}
