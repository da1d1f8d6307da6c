package dev.understudy.vm.asm;

import java.util.SortedMap;
import java.util.TreeMap;

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

  private static final SortedMap<String, String> EXPECTED = new TreeMap<>();

  static {
    EXPECTED.put(".asciiz", "'.asciz'");
    EXPECTED.put(".string", "'.asciz', which ends with a zero byte, or '.ascii' without one");
    EXPECTED.put(".dword", "'.quad', which has 8 bytes");
    EXPECTED.put(".long", "'.word', which has 4 bytes, or '.quad', which has 8");
    EXPECTED.put(".int", "'.word', which has 4 bytes");
    EXPECTED.put(".short", "'.half', which has 2 bytes");
    EXPECTED.put(".zero", "'.space', as in .space 8");
    EXPECTED.put(".skip", "'.space', as in .space 8");
    EXPECTED.put(".fill", "'.space', as in .space 8, 0xff");
    EXPECTED.put(".eqv", "'.equ', as in .equ NAME, 5");
    EXPECTED.put(".set", "'.equ', as in .equ NAME, 5");
    EXPECTED.put(".globl", NEEDLESS);
    EXPECTED.put(".global", NEEDLESS);
    EXPECTED.put(".extern", NEEDLESS);
    EXPECTED.put(".section", "'.text' or '.data'");
    EXPECTED.put(".bss", "'.data' and '.space'");
    EXPECTED.put(".rept", REPEATED);
    EXPECTED.put(".endr", REPEATED);
    EXPECTED.put(".end_macro", "'.endm'");
    EXPECTED.put("li", "'mov', as in mov r1, 5");
    EXPECTED.put("la", "'mov', as in mov r1, label");
    EXPECTED.put("lea", "'mov' and 'add', as in mov r1, label");
    EXPECTED.put("move", "'mov'");
    EXPECTED.put("addi", "'add', as in add r1, 5: r1 is source and result");
    EXPECTED.put("addiu", "'add', as in add r1, 5: r1 is source and result");
    EXPECTED.put("subi", "'sub', as in sub r1, 5: r1 is source and result");
    EXPECTED.put("inc", "'add', as in add r1, 1");
    EXPECTED.put("dec", "'sub', as in sub r1, 1");
    EXPECTED.put("lw", LOAD);
    EXPECTED.put("lh", LOAD);
    EXPECTED.put("lb", LOAD);
    EXPECTED.put("lbu", LOAD);
    EXPECTED.put("ld", LOAD);
    EXPECTED.put("sw", STORE);
    EXPECTED.put("sh", STORE);
    EXPECTED.put("sb", STORE);
    EXPECTED.put("sd", STORE);
    EXPECTED.put("beq", "'jeq', as in jeq r1, r2, label");
    EXPECTED.put("bne", "'jne', as in jne r1, r2, label");
    EXPECTED.put("beqz", "'jeq', as in jeq r1, 0, label");
    EXPECTED.put("bnez", "'jne', as in jne r1, 0, label");
    EXPECTED.put("blt", "'jlt', as in jlt r1, r2, label");
    EXPECTED.put("bge", "'jge', as in jge r1, r2, label");
    EXPECTED.put("b", "'jmp'");
    EXPECTED.put("j", "'jmp'");
    EXPECTED.put("jal", "'call'");
    EXPECTED.put("jr", "'ret', or 'jmp' to a register");
    EXPECTED.put("cmp", NO_FLAGS);
    EXPECTED.put("test", NO_FLAGS);
    EXPECTED.put("je", NO_FLAGS);
    EXPECTED.put("jz", NO_FLAGS);
    EXPECTED.put("jnz", NO_FLAGS);
    EXPECTED.put("syscall", PORTS);
    EXPECTED.put("ecall", PORTS);
    EXPECTED.put("int", PORTS);
    EXPECTED.put("hlt", "'halt', or 'wfi' to wait for an interrupt");
  }

  private ForeignWord() {}

  /** What would be right here for this word, or empty if it is no word of theirs. */
  static String expected(String word) {
    return EXPECTED.getOrDefault(word, "");
  }
}
