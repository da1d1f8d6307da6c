package dev.understudy.inspect.diff;

import dev.understudy.inspect.recording.Playback;
import dev.understudy.vm.isa.Instruction;
import dev.understudy.vm.isa.InstructionEffect;
import dev.understudy.vm.isa.Operand;
import dev.understudy.vm.isa.Registers;
import dev.understudy.vm.machine.Machine;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * A dynamic backward slice: from a register that differs to the instruction that made it differ,
 * through registers and memory that differ. Both executions are run instruction by instruction from
 * where they were equal, as long as they are at the same one.
 */
final class Slice {
  private static final long STEPS_MAX = 50_000;
  private static final int LINES_MAX = 20;

  /**
   * One instruction that both executed.
   *
   * @param differing bit n: register n differed before it
   * @param address of memory that it reads or writes; -1 for none
   */
  private record Step(long count, int pc, Instruction instruction, int differing, long address) {}

  private final GuestSurroundings surroundings;
  private final List<Step> steps = new ArrayList<>();

  Slice(GuestSurroundings surroundings) {
    this.surroundings = surroundings;
  }

  /** The path back, the latest step first; empty if no register comes to differ soon. */
  List<String> path(Playback first, Playback second) {
    int symptom = trace(first, second);
    return symptom < 0 ? List.of() : back(first, symptom);
  }

  /** A register that differs when something shows it: a branch, a store, an output; or -1. */
  private int trace(Playback first, Playback second) {
    Machine one = first.guest().machine();
    Machine other = second.guest().machine();
    int lastDiffering = -1;
    while (steps.size() < STEPS_MAX && one.pc() == other.pc()) {
      Optional<Instruction> at = Instruction.decode(GuestSurroundings.word(one, one.pc()));
      int differing = differing(one, other);
      if (at.isPresent()) {
        steps.add(new Step(one.retired(), one.pc(), at.get(), differing, address(at.get(), one)));
        int shown = shown(at.get(), differing);
        if (shown >= 0) {
          return shown;
        }
      }
      lastDiffering = differing == 0 ? -1 : Integer.numberOfTrailingZeros(differing);
      long next = one.retired() + 1;
      first.runTo(next);
      second.runTo(next);
      if (one.retired() != next || other.retired() != next) {
        return lastDiffering;
      }
    }
    return lastDiffering;
  }

  private static int differing(Machine one, Machine other) {
    int mask = 0;
    for (int i = 0; i < Registers.COUNT; i++) {
      mask |= one.register(i) != other.register(i) ? 1 << i : 0;
    }
    return mask;
  }

  private static int shown(Instruction at, int differing) {
    boolean shows =
        switch (at.opcode().kind()) {
          case BRANCH, PORT_WRITE -> true;
          default -> false;
        };
    int used = reads(at) & differing;
    return shows && used != 0 ? Integer.numberOfTrailingZeros(used) : -1;
  }

  private List<String> back(Playback playback, int symptom) {
    Machine machine = playback.guest().machine();
    List<String> lines = new ArrayList<>();
    Step last = steps.get(steps.size() - 1);
    lines.add("r" + symptom + " differs at " + text(machine, last));
    int register = symptom;
    long address = -1;
    for (int i = steps.size() - 2; i >= 0 && lines.size() < LINES_MAX; i--) {
      Step step = steps.get(i);
      boolean made = register >= 0 ? writes(step.instruction()) == register : stores(step, address);
      if (!made) {
        continue;
      }
      String what = register >= 0 ? "r" + register : "[0x" + Long.toHexString(address) + "]";
      lines.add(what + " from " + text(machine, step));
      int inputs = reads(step.instruction()) & step.differing();
      boolean loads = step.instruction().opcode().has(InstructionEffect.READS_MEMORY);
      if (inputs == 0 && !loads) {
        return lines;
      }
      register = inputs == 0 ? -1 : Integer.numberOfTrailingZeros(inputs);
      address = inputs == 0 ? step.address() : -1;
    }
    return lines;
  }

  private String text(Machine machine, Step step) {
    return "instruction "
        + step.count()
        + " at "
        + surroundings.place(step.pc())
        + ": "
        + surroundings.instruction(machine, step.pc());
  }

  private static boolean stores(Step step, long address) {
    Instruction at = step.instruction();
    return at.opcode().has(InstructionEffect.WRITES_MEMORY)
        && step.address() >= 0
        && step.address() < address + Long.BYTES
        && address < step.address() + Math.max(1, at.opcode().accessBytes());
  }

  private static int reads(Instruction at) {
    int mask = at.opcode().format().uses(Operand.RS) ? 1 << at.rs() : 0;
    boolean readsDestination =
        switch (at.opcode().kind()) {
          case COMPUTE, DIVIDE, BRANCH, STORE -> true;
          default -> false;
        };
    return readsDestination ? mask | 1 << at.rd() : mask;
  }

  /** The register an instruction computes; what happens to sp alone is no value of anybody's. */
  private static int writes(Instruction at) {
    return switch (at.opcode().kind()) {
      case MOVE, COMPUTE, DIVIDE, LOAD, POP, CLOCK_READ, ENTROPY_READ, PORT_READ -> at.rd();
      default -> -1;
    };
  }

  private static long address(Instruction at, Machine machine) {
    return switch (at.opcode().kind()) {
      case LOAD -> Integer.toUnsignedLong((int) machine.register(at.rs()) + at.imm32());
      case STORE -> Integer.toUnsignedLong((int) machine.register(at.rd()) + at.imm32());
      case PUSH, CALL -> Integer.toUnsignedLong((int) machine.register(Registers.SP) - Long.BYTES);
      case POP, RETURN, HANDLER_RETURN ->
          Integer.toUnsignedLong((int) machine.register(Registers.SP));
      default -> -1;
    };
  }
}
