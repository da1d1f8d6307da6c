package dev.understudy.vm.asm;

import com.google.common.collect.ImmutableMap;

/**
 * Words of other assemblers (MARS, RARS, GNU as, NASM) that this one does not know, and what to
 * write here instead. The nearest word of this language may mean something else altogether: a
 * {@code li} is no {@code cli}, and a {@code .dword} of eight bytes no {@code .word} of four.
 */
final class ForeignWord {
  private static final String NO_FLAGS =
      "a branch that compares by itself, as in jlt r1, r2, label: there are no flags";
  private static final String PORTS = "'out' to a device's port, as the page about devices shows";
  private static final String LOAD = "'ld8', 'ld4', 'ld2' or 'ld1', as in ld8 r1, [r2 + 8]";
  private static final String STORE = "'st8', 'st4', 'st2' or 'st1', as in st8 [r1 + 8], r2";
  private static final String REPEATED = "a macro that is used so often: there is no repetition";
  private static final String NEEDLESS = "nothing: every label is seen by all sources included";

  private static final ImmutableMap<String, String> EXPECTED =
      ImmutableMap.<String, String>builder()
          .put(".asciiz", "'.asciz'")
          .put(".string", "'.asciz', which ends with a zero byte, or '.ascii' without one")
          .put(".dword", "'.quad', which has 8 bytes")
          .put(".long", "'.word', which has 4 bytes, or '.quad', which has 8")
          .put(".int", "'.word', which has 4 bytes")
          .put(".short", "'.half', which has 2 bytes")
          .put(".zero", "'.space', as in .space 8")
          .put(".skip", "'.space', as in .space 8")
          .put(".fill", "'.space', as in .space 8, 0xff")
          .put(".eqv", "'.equ', as in .equ NAME, 5")
          .put(".set", "'.equ', as in .equ NAME, 5")
          .put(".globl", NEEDLESS)
          .put(".global", NEEDLESS)
          .put(".extern", NEEDLESS)
          .put(".section", "'.text' or '.data'")
          .put(".bss", "'.data' and '.space'")
          .put(".rept", REPEATED)
          .put(".endr", REPEATED)
          .put(".end_macro", "'.endm'")
          .put("li", "'mov', as in mov r1, 5")
          .put("la", "'mov', as in mov r1, label")
          .put("lea", "'mov' and 'add', as in mov r1, label")
          .put("move", "'mov'")
          .put("addi", "'add', as in add r1, 5: r1 is source and result")
          .put("addiu", "'add', as in add r1, 5: r1 is source and result")
          .put("subi", "'sub', as in sub r1, 5: r1 is source and result")
          .put("inc", "'add', as in add r1, 1")
          .put("dec", "'sub', as in sub r1, 1")
          .put("lw", LOAD)
          .put("lh", LOAD)
          .put("lb", LOAD)
          .put("lbu", LOAD)
          .put("ld", LOAD)
          .put("sw", STORE)
          .put("sh", STORE)
          .put("sb", STORE)
          .put("sd", STORE)
          .put("beq", "'jeq', as in jeq r1, r2, label")
          .put("bne", "'jne', as in jne r1, r2, label")
          .put("beqz", "'jeq', as in jeq r1, 0, label")
          .put("bnez", "'jne', as in jne r1, 0, label")
          .put("blt", "'jlt', as in jlt r1, r2, label")
          .put("bge", "'jge', as in jge r1, r2, label")
          .put("b", "'jmp'")
          .put("j", "'jmp'")
          .put("jal", "'call'")
          .put("jr", "'ret', or 'jmp' to a register")
          .put("cmp", NO_FLAGS)
          .put("test", NO_FLAGS)
          .put("je", NO_FLAGS)
          .put("jz", NO_FLAGS)
          .put("jnz", NO_FLAGS)
          .put("syscall", PORTS)
          .put("ecall", PORTS)
          .put("int", PORTS)
          .put("hlt", "'halt', or 'wfi' to wait for an interrupt")
          .build();

  private ForeignWord() {}

  /** What would be right here for this word, or empty if it is no word of theirs. */
  static String expected(String word) {
    return EXPECTED.getOrDefault(word, "");
  }

  static Iterable<String> all() {
    return EXPECTED.keySet();
  }
}
