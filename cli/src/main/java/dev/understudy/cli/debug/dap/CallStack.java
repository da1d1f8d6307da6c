package dev.understudy.cli.debug.dap;

import dev.understudy.inspect.timetravel.StopSearch;
import dev.understudy.vm.isa.Instruction;
import dev.understudy.vm.isa.Kind;
import dev.understudy.vm.isa.Registers;
import dev.understudy.vm.machine.Machine;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * The routines that a guest is in, the innermost first.
 *
 * <p>A guest keeps no chain of frames, so return addresses are looked for on its stack: a word is
 * one if the instruction before the address it holds calls the routine that is the next inner one.
 * What a program pushed by chance does not look like that.
 */
final class CallStack {
  private static final int WORDS_SEARCHED = 4096;
  private static final int DEEPEST = 100;

  private final SourceLines lines;
  private final Machine machine;

  private CallStack(SourceLines lines, Machine machine) {
    this.lines = lines;
    this.machine = machine;
  }

  /** Addresses: the next instruction, then the call in each outer routine. */
  static List<Integer> of(SourceLines lines, Machine machine) {
    return new CallStack(lines, machine).addresses();
  }

  private List<Integer> addresses() {
    List<Integer> found = new ArrayList<>(List.of(machine.pc()));
    String inner = routine(machine.pc());
    long sp = machine.register(Registers.SP);
    for (int i = 0; i < WORDS_SEARCHED && found.size() < DEEPEST; i++) {
      long at = sp + i * 8L;
      if (at < 0 || at + 8 > machine.memorySize()) {
        break;
      }
      long word = StopSearch.word(machine, (int) at);
      if (word >= Instruction.BYTES && word < machine.memorySize() && word % 8 == 0) {
        int call = (int) word - Instruction.BYTES;
        if (calls(call, inner)) {
          found.add(call);
          inner = routine(call);
        }
      }
    }
    return found;
  }

  private boolean calls(int address, String routine) {
    Optional<Instruction> there = Instruction.decode(StopSearch.word(machine, address));
    if (there.isEmpty() || there.get().opcode().kind() != Kind.CALL) {
      return false;
    }
    boolean direct = lines.symbols().containsValue(there.get().imm32());
    return direct && routine(there.get().imm32()).equals(routine);
  }

  /** The label before, without what stands behind a dot: that is a place within the routine. */
  private String routine(int address) {
    return lines.describe(address).replaceFirst("[.+].*$", "");
  }
}
