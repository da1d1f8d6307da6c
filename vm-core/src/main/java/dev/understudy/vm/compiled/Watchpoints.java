package dev.understudy.vm.compiled;

import dev.understudy.vm.isa.Instruction;
import dev.understudy.vm.isa.Kind;
import java.util.BitSet;
import java.util.SortedSet;
import java.util.TreeSet;

/**
 * What a debugger watches a guest for.
 *
 * @param pcs it comes to one of these addresses
 * @param registers it gives one of these registers, 0..15, another value
 * @param words it gives one of these words of 8 bytes another value
 * @param callsFromSp it calls with at least this stack pointer
 * @param returnsToSp it has returned with at least this stack pointer
 */
public record Watchpoints(
    SortedSet<Integer> pcs,
    SortedSet<Integer> registers,
    SortedSet<Integer> words,
    long callsFromSp,
    long returnsToSp) {
  /** In place of a stack pointer: no call, no return is wanted. */
  public static final long NEVER = Long.MAX_VALUE;

  public Watchpoints {
    pcs = new TreeSet<>(pcs);
    registers = new TreeSet<>(registers);
    words = new TreeSet<>(words);
  }

  /** Whether an instruction may do it by itself: it is executed alone, and looked at. */
  boolean standsAlone(int pc, Instruction instruction) {
    if (pcs.contains(pc)) {
      return true;
    }
    Kind kind = instruction.opcode().kind();
    if (kind == Kind.CALL && callsFromSp != NEVER) {
      return true;
    }
    if (kind == Kind.RETURN && returnsToSp != NEVER) {
      return true;
    }
    BitSet written = RegisterUse.written(instruction);
    return registers.stream().anyMatch(written::get);
  }

  /** Whether more than memory is watched. */
  boolean needsSteps() {
    return !pcs.isEmpty() || !registers.isEmpty() || callsFromSp != NEVER || returnsToSp != NEVER;
  }
}
