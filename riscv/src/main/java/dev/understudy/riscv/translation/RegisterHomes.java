package dev.understudy.riscv.translation;

import dev.understudy.riscv.isa.RiscvInstruction;
import dev.understudy.riscv.isa.Shape;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * Which registers of a program have one of this machine for themselves. The stack pointer has,
 * since interrupts use it; of the others those that are used most, where a use within a loop counts
 * eight times one outside, and within two loops eight times that.
 *
 * <p>A loop is what branches backwards to one address lead over, however it is entered. That is a
 * guess, and a wrong one costs time only.
 */
final class RegisterHomes {
  private static final int SP = 15;
  private static final int STACK_POINTER = 2;
  private static final int HOMES = 12;
  private static final int DEEPEST = 5;
  private static final int LOOP_SHIFT = 3;

  /** A register in memory costs a load to read, and to write a store with what follows it. */
  private static final int WRITE_COST = 3;

  private RegisterHomes() {}

  /**
   * For each register of the program its register of this machine, or {@link RegisterFile#NONE}.
   *
   * @param code instructions by address
   */
  static int[] of(SortedMap<Integer, RiscvInstruction> code) {
    long[] uses = uses(code);
    int[] homes = new int[RiscvInstruction.REGISTERS];
    Arrays.fill(homes, RegisterFile.NONE);
    homes[0] = RegisterFile.ZERO;
    homes[STACK_POINTER] = SP;
    List<Integer> others = new ArrayList<>();
    for (int register = 1; register < homes.length; register++) {
      if (register != STACK_POINTER) {
        others.add(register);
      }
    }
    others.sort(Comparator.comparingLong(register -> -uses[register]));
    for (int home = 0; home < HOMES; home++) {
      homes[others.get(home)] = home;
    }
    return homes;
  }

  private static long[] uses(SortedMap<Integer, RiscvInstruction> code) {
    long[] uses = new long[RiscvInstruction.REGISTERS];
    SortedMap<Integer, Integer> steps = loopSteps(code);
    int depth = 0;
    for (var entry : code.entrySet()) {
      depth += steps.getOrDefault(entry.getKey(), 0);
      long weight = 1L << (LOOP_SHIFT * Math.min(depth, DEEPEST));
      RiscvInstruction one = entry.getValue();
      uses[one.rs1()] += weight;
      uses[one.rs2()] += weight;
      uses[one.rd()] += WRITE_COST * weight;
    }
    return uses;
  }

  /** By how much the number of loops around changes at an address. */
  private static SortedMap<Integer, Integer> loopSteps(SortedMap<Integer, RiscvInstruction> code) {
    SortedMap<Integer, Integer> ends = new TreeMap<>();
    code.forEach(
        (address, one) -> {
          boolean leads =
              one.operation().shape() == Shape.BRANCH
                  || (one.operation().shape() == Shape.JUMP && one.rd() == 0);
          if (leads && one.immediate() < 0) {
            ends.merge(address + one.immediate(), address + RiscvInstruction.BYTES, Integer::max);
          }
        });
    SortedMap<Integer, Integer> steps = new TreeMap<>();
    ends.forEach(
        (begin, end) -> {
          steps.merge(begin, 1, Integer::sum);
          steps.merge(end, -1, Integer::sum);
        });
    return steps;
  }
}
