package dev.understudy.vm.compiled;

import dev.understudy.vm.isa.Instruction;
import dev.understudy.vm.isa.Kind;
import dev.understudy.vm.isa.Registers;
import dev.understudy.vm.isa.Semantics;
import dev.understudy.vm.machine.Core;
import dev.understudy.vm.machine.Interpreter;
import dev.understudy.vm.machine.Machine;
import dev.understudy.vm.machine.Stop;
import org.jspecify.annotations.Nullable;

/**
 * Notes that one machine did something that is watched. It stops nothing and changes nothing: a
 * debugger that wants the exact instruction goes back and steps.
 *
 * <p>Values are compared behind each instruction that may change them, so a value that changed and
 * changed back is noticed too. What a device wrote is noticed when the machine runs again.
 */
final class WatchpointDetector {
  private static final int WORD_BYTES = 8;
  private static final int PAGE_SHIFT = 12;

  private final Watchpoints watchpoints;
  private final int[] registers;
  private final long[] registerValues;
  private final int[] words;
  private final long[] wordValues;
  private boolean seeded;

  /** The last instruction is none that code is compiled of: some may begin behind it. */
  private boolean stoodAlone;

  private boolean sprung;

  WatchpointDetector(Watchpoints watchpoints) {
    this.watchpoints = watchpoints;
    this.registers = watchpoints.registers().stream().mapToInt(Integer::intValue).toArray();
    this.registerValues = new long[registers.length];
    this.words = watchpoints.words().stream().mapToInt(Integer::intValue).toArray();
    this.wordValues = new long[words.length];
  }

  /** Whether anything watched was done since the last call. */
  boolean wasHit() {
    boolean was = sprung;
    sprung = false;
    return was;
  }

  boolean isWatchedAt(int pc) {
    return watchpoints.pcs().contains(pc);
  }

  boolean standsAlone(int pc, Instruction instruction) {
    return watchpoints.standsAlone(pc, instruction);
  }

  /** The pages of watched words are marked, so that stores there are reported. */
  void mark(byte[] marks) {
    for (int word : words) {
      for (int page = word >>> PAGE_SHIFT; page <= (word + WORD_BYTES - 1) >>> PAGE_SHIFT; page++) {
        if (page >= 0 && page < marks.length) {
          marks[page] |= Core.CODE;
        }
      }
    }
  }

  /** Something was stored. */
  void stored(Core core, int address, int length) {
    for (int i = 0; i < words.length; i++) {
      if (address < words[i] + WORD_BYTES && words[i] < address + length) {
        compareWord(core, i);
      }
    }
  }

  /** The machine is about to run. */
  void begins(Core core) {
    if (!seeded) {
      seeded = true;
      for (int i = 0; i < registers.length; i++) {
        registerValues[i] = core.registers()[registers[i]];
      }
      for (int i = 0; i < words.length; i++) {
        wordValues[i] = word(core, words[i]);
      }
    }
    for (int i = 0; i < words.length; i++) {
      compareWord(core, i);
    }
  }

  /** As {@link Interpreter#runToBackwardJump}, or shorter. */
  @Nullable Stop interpret(Machine machine, long untilCount) {
    if (!watchpoints.needsSteps()) {
      return Interpreter.runToBackwardJump(machine, untilCount);
    }
    while (true) {
      int pc = machine.core().pc();
      Stop stop = step(machine, untilCount);
      if (stop != Stop.COUNT || machine.core().retired() >= untilCount) {
        return stop;
      }
      boolean mayEnterCode = machine.core().pc() != pc + Instruction.BYTES || stoodAlone;
      if (mayEnterCode) {
        return null;
      }
    }
  }

  private Stop step(Machine machine, long untilCount) {
    Core core = machine.core();
    look(machine);
    int pc = machine.nextPc();
    @Nullable Instruction next = instructionAt(core, pc);
    stoodAlone =
        next == null || !ControlFlow.of(next).isCompiled() || watchpoints.standsAlone(pc, next);
    boolean returns = next != null && next.opcode().kind() == Kind.RETURN;
    long before = core.retired();
    Stop stop = Interpreter.INSTANCE.run(machine, Math.min(untilCount, before + 1));
    boolean returned = returns && core.retired() > before;
    sprung |= returned && core.registers()[Registers.SP] >= watchpoints.returnsToSp();
    look(machine);
    return stop;
  }

  private void look(Machine machine) {
    Core core = machine.core();
    int next = machine.nextPc();
    sprung |= watchpoints.pcs().contains(next);
    if (core.registers()[Registers.SP] >= watchpoints.callsFromSp()) {
      @Nullable Instruction instruction = instructionAt(core, next);
      sprung |= instruction != null && instruction.opcode().kind() == Kind.CALL;
    }
    for (int i = 0; i < registers.length; i++) {
      long is = core.registers()[registers[i]];
      sprung |= is != registerValues[i];
      registerValues[i] = is;
    }
  }

  private void compareWord(Core core, int i) {
    long is = word(core, words[i]);
    sprung |= is != wordValues[i];
    wordValues[i] = is;
  }

  private static long word(Core core, int address) {
    return isInMemory(core, address) ? Semantics.ld8(core.memory(), address) : 0;
  }

  private static @Nullable Instruction instructionAt(Core core, int pc) {
    return isInMemory(core, pc)
        ? Instruction.decode(Semantics.ld8(core.memory(), pc)).orElse(null)
        : null;
  }

  private static boolean isInMemory(Core core, int address) {
    return address >= 0 && address <= core.memory().length - WORD_BYTES;
  }
}
