package dev.understudy.vm.machine;

import dev.understudy.vm.isa.FaultKind;
import dev.understudy.vm.isa.Frame;
import dev.understudy.vm.isa.Instruction;
import dev.understudy.vm.isa.Opcode;
import dev.understudy.vm.isa.Operand;
import dev.understudy.vm.isa.Registers;
import dev.understudy.vm.isa.Semantics;
import dev.understudy.vm.isa.Status;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/**
 * The engine that defines what a program does.
 *
 * <p>It decodes each instruction from its 8 bytes each time: a store into code needs no care, and a
 * cache of decoded instructions would be no faster. A loop executes what cannot fault, and what can
 * when it does not; anything else is left to {@link #special}, with the instruction untouched.
 */
public final class Interpreter implements Engine {
  /** Has no state: one serves all machines. */
  public static final Interpreter INSTANCE = new Interpreter();

  private static final int SP = Registers.SP;

  /** The row of each opcode byte; those that no row has are stopped by their unused bits. */
  private static final Opcode[] ROWS = new Opcode[256];

  /** The bits that must be 0; of an opcode byte without a row all, so that it is never legal. */
  private static final long[] UNUSED_BITS = new long[256];

  static {
    // Opcode 0 has no bit to be caught by; this row's arm leaves it to special().
    Arrays.fill(ROWS, Opcode.HALT);
    Arrays.fill(UNUSED_BITS, -1L);
    for (Opcode opcode : Opcode.values()) {
      ROWS[opcode.code()] = opcode;
      UNUSED_BITS[opcode.code()] = ~opcode.format().usedBits();
    }
  }

  private Interpreter() {}

  @Override
  public Stop run(Machine machine, long untilCount) {
    while (true) {
      Stop stop = stretch(machine.core(), untilCount, false);
      if (stop != null) {
        return stop;
      }
    }
  }

  /**
   * Runs until the count, an earlier stop, or a jump backwards: no loop is closed without a pause.
   * For engines that leave to this one what they have not compiled.
   *
   * @return null if it paused: call again, or go on in another way
   */
  public static @Nullable Stop runToBackwardJump(Machine machine, long untilCount) {
    return stretch(machine.core(), untilCount, true);
  }

  /**
   * Delivers the fault of the instruction at the pc. For engines that found that it cannot be
   * executed.
   *
   * @throws IllegalStateException if it can: the engine is wrong
   */
  public static void fault(Core core) {
    long before = core.retired;
    if (special(core) != null || core.retired != before) {
      throw new IllegalStateException(
          "engine error: no fault at pc 0x" + Integer.toHexString(core.pc));
    }
  }

  /** As far as no look at status or interrupts is needed; null if the machine can go on. */
  private static @Nullable Stop stretch(Core core, long untilCount, boolean pauses) {
    Stop rest = core.rest();
    if (rest != null) {
      return rest;
    }
    if (core.retired >= untilCount) {
      return Stop.COUNT;
    }
    if (!core.deliverInterrupt()) {
      return Stop.FAULTED;
    }
    long limit = core.mustStep() ? core.retired + 1 : untilCount;
    boolean paused = execute(core, limit, pauses);
    return paused || core.retired >= limit ? null : special(core);
  }

  /**
   * What the loop leaves alone: the instruction at the pc either faults, or changes the status
   * word, or is one before which an engine stops.
   *
   * @return the seam stop, if it is one
   */
  private static @Nullable Stop special(Core core) {
    if (!core.fetchable()) {
      return fault(core, FaultKind.INSTRUCTION_FETCH, Integer.toUnsignedLong(core.pc));
    }
    long word = Words.get(core.memory, core.pc);
    int code = Instruction.opcodeByte(word);
    if (Opcode.ofCode(code).isEmpty() || (word & UNUSED_BITS[code]) != 0) {
      return fault(core, FaultKind.ILLEGAL_INSTRUCTION, code);
    }
    Opcode opcode = ROWS[code];
    long[] r = core.registers;
    int imm = Instruction.imm32(word);
    return switch (opcode.kind()) {
      case STATUS -> changeStatus(core, opcode);
      case HANDLER_RETURN -> returnFromHandler(core);
      case TRAP -> {
        core.deliverTrap(Semantics.trap(imm));
        yield null;
      }
      case CLOCK_READ -> Stop.CLOCK_READ;
      case ENTROPY_READ -> Stop.ENTROPY_READ;
      case PORT_READ -> Stop.PORT_READ;
      case PORT_WRITE -> Stop.PORT_WRITE;
      case DIVIDE -> divisionFault(core, word);
      case LOAD -> memoryFault(core, opcode, (int) r[Instruction.rs(word)] + imm);
      case STORE -> memoryFault(core, opcode, (int) r[Instruction.rd(word)] + imm);
      case CALL, PUSH -> memoryFault(core, opcode, (int) r[SP] - 8);
      case RETURN, POP -> memoryFault(core, opcode, (int) r[SP]);
      case NOTHING, MOVE, COMPUTE, BRANCH, JUMP -> throw leftAlone(core, opcode);
    };
  }

  private static @Nullable Stop fault(Core core, FaultKind kind, long detail) {
    core.deliverFault(kind, detail);
    return null;
  }

  private static @Nullable Stop memoryFault(Core core, Opcode opcode, int address) {
    if (core.within(address, opcode.accessBytes())) {
      throw leftAlone(core, opcode);
    }
    return fault(core, FaultKind.MEMORY_ACCESS, Integer.toUnsignedLong(address));
  }

  private static @Nullable Stop divisionFault(Core core, long word) {
    Opcode opcode = ROWS[Instruction.opcodeByte(word)];
    boolean byRegister = opcode.format().uses(Operand.RS);
    long divisor = byRegister ? core.registers[Instruction.rs(word)] : Instruction.imm32(word);
    if (divisor != 0) {
      throw leftAlone(core, opcode);
    }
    return fault(core, FaultKind.DIVIDE_BY_ZERO, 0);
  }

  private static @Nullable Stop changeStatus(Core core, Opcode opcode) {
    int status = core.status;
    int changed =
        switch (opcode) {
          case HALT -> Semantics.halt(status);
          case CLI -> Semantics.cli(status);
          case STI -> Semantics.sti(status);
          case WFI -> Semantics.wfi(status);
          default -> throw leftAlone(core, opcode);
        };
    core.status = changed;
    core.advanceTo(core.retired + 1, core.pc + Instruction.BYTES);
    return null;
  }

  private static @Nullable Stop returnFromHandler(Core core) {
    int frame = (int) core.registers[SP];
    if (!core.within(frame, Frame.BYTES)) {
      return fault(core, FaultKind.MEMORY_ACCESS, Integer.toUnsignedLong(frame));
    }
    long restored = Semantics.iret(core.memory, frame);
    int enabled = (int) (restored >>> 32) & Status.INTERRUPTS_ENABLED;
    core.status = (core.status & ~Status.INTERRUPTS_ENABLED) | enabled;
    core.registers[SP] += Frame.BYTES;
    core.advanceTo(core.retired + 1, (int) restored);
    return null;
  }

  private static IllegalStateException leftAlone(Core core, Opcode opcode) {
    return new IllegalStateException(
        "engine error: "
            + opcode
            + " at pc 0x"
            + Integer.toHexString(core.pc)
            + " neither executed nor faulted");
  }

  private static boolean outside(byte[] memory, int address, int length) {
    return Integer.compareUnsigned(address, memory.length - length) > 0;
  }

  /** True if the barrier must look closer: a page not marked yet, or one that holds code. */
  private static boolean unmarked(byte[] marks, int address, int length) {
    return marks[address >>> Page.SHIFT] != Core.DIRTY
        || marks[(address + length - 1) >>> Page.SHIFT] != Core.DIRTY;
  }

  /**
   * Executes until the limit, or until just before an instruction for {@link #special}, or, if it
   * is to pause, until a jump backwards.
   *
   * <p>HotSpot leaves a method alone that has more than 8000 bytes of bytecode; a test measures.
   *
   * @return true if it paused
   */
  private static boolean execute(Core core, long limit, boolean pauses) {
    byte[] memory = core.memory;
    byte[] marks = core.marks;
    long[] r = core.registers;
    int slots = memory.length / Instruction.BYTES;
    int pc = core.pc;
    long left = limit - core.retired;
    boolean paused = false;
    loop:
    while (left > 0 && !paused) {
      // A pc that is not a multiple of 8 becomes a large number here.
      if (Integer.compareUnsigned(Integer.rotateRight(pc, 3), slots) >= 0) {
        break;
      }
      long word = Words.get(memory, pc);
      int code = Instruction.opcodeByte(word);
      if ((word & UNUSED_BITS[code]) != 0) {
        break;
      }
      int d = Instruction.rd(word);
      int s = Instruction.rs(word);
      int imm = Instruction.imm32(word);
      int next = pc + Instruction.BYTES;
      switch (ROWS[code]) {
        case NOP -> Semantics.nop();
        case MOV -> r[d] = Semantics.mov(r[s]);
        case MOV_IMM -> r[d] = Semantics.mov(imm);
        case MOVHI -> r[d] = Semantics.movhi(r[d], imm);
        case NOT -> r[d] = Semantics.not(r[d]);
        case NEG -> r[d] = Semantics.neg(r[d]);
        case ADD -> r[d] = Semantics.add(r[d], r[s]);
        case ADD_IMM -> r[d] = Semantics.add(r[d], imm);
        case SUB -> r[d] = Semantics.sub(r[d], r[s]);
        case SUB_IMM -> r[d] = Semantics.sub(r[d], imm);
        case MUL -> r[d] = Semantics.mul(r[d], r[s]);
        case MUL_IMM -> r[d] = Semantics.mul(r[d], imm);
        case DIV -> {
          if (r[s] == 0) {
            break loop;
          }
          r[d] = Semantics.div(r[d], r[s]);
        }
        case DIV_IMM -> {
          if (imm == 0) {
            break loop;
          }
          r[d] = Semantics.div(r[d], imm);
        }
        case DIVU -> {
          if (r[s] == 0) {
            break loop;
          }
          r[d] = Semantics.divu(r[d], r[s]);
        }
        case DIVU_IMM -> {
          if (imm == 0) {
            break loop;
          }
          r[d] = Semantics.divu(r[d], imm);
        }
        case REM -> {
          if (r[s] == 0) {
            break loop;
          }
          r[d] = Semantics.rem(r[d], r[s]);
        }
        case REM_IMM -> {
          if (imm == 0) {
            break loop;
          }
          r[d] = Semantics.rem(r[d], imm);
        }
        case REMU -> {
          if (r[s] == 0) {
            break loop;
          }
          r[d] = Semantics.remu(r[d], r[s]);
        }
        case REMU_IMM -> {
          if (imm == 0) {
            break loop;
          }
          r[d] = Semantics.remu(r[d], imm);
        }
        case AND -> r[d] = Semantics.and(r[d], r[s]);
        case AND_IMM -> r[d] = Semantics.and(r[d], imm);
        case OR -> r[d] = Semantics.or(r[d], r[s]);
        case OR_IMM -> r[d] = Semantics.or(r[d], imm);
        case XOR -> r[d] = Semantics.xor(r[d], r[s]);
        case XOR_IMM -> r[d] = Semantics.xor(r[d], imm);
        case SHL -> r[d] = Semantics.shl(r[d], r[s]);
        case SHL_IMM -> r[d] = Semantics.shl(r[d], imm);
        case SHR -> r[d] = Semantics.shr(r[d], r[s]);
        case SHR_IMM -> r[d] = Semantics.shr(r[d], imm);
        case SAR -> r[d] = Semantics.sar(r[d], r[s]);
        case SAR_IMM -> r[d] = Semantics.sar(r[d], imm);
        case MULH -> r[d] = Semantics.mulh(r[d], r[s]);
        case MULHU -> r[d] = Semantics.mulhu(r[d], r[s]);
        case LD1 -> {
          int at = (int) r[s] + imm;
          if (outside(memory, at, 1)) {
            break loop;
          }
          r[d] = Semantics.ld1(memory, at);
        }
        case LD2 -> {
          int at = (int) r[s] + imm;
          if (outside(memory, at, 2)) {
            break loop;
          }
          r[d] = Semantics.ld2(memory, at);
        }
        case LD4 -> {
          int at = (int) r[s] + imm;
          if (outside(memory, at, 4)) {
            break loop;
          }
          r[d] = Semantics.ld4(memory, at);
        }
        case LD8 -> {
          int at = (int) r[s] + imm;
          if (outside(memory, at, 8)) {
            break loop;
          }
          r[d] = Semantics.ld8(memory, at);
        }
        case LD1S -> {
          int at = (int) r[s] + imm;
          if (outside(memory, at, 1)) {
            break loop;
          }
          r[d] = Semantics.ld1s(memory, at);
        }
        case LD2S -> {
          int at = (int) r[s] + imm;
          if (outside(memory, at, 2)) {
            break loop;
          }
          r[d] = Semantics.ld2s(memory, at);
        }
        case LD4S -> {
          int at = (int) r[s] + imm;
          if (outside(memory, at, 4)) {
            break loop;
          }
          r[d] = Semantics.ld4s(memory, at);
        }
        case ST1 -> {
          int at = (int) r[d] + imm;
          if (outside(memory, at, 1)) {
            break loop;
          }
          Semantics.st1(memory, at, r[s]);
          if (unmarked(marks, at, 1)) {
            core.stored(at, 1);
          }
        }
        case ST2 -> {
          int at = (int) r[d] + imm;
          if (outside(memory, at, 2)) {
            break loop;
          }
          Semantics.st2(memory, at, r[s]);
          if (unmarked(marks, at, 2)) {
            core.stored(at, 2);
          }
        }
        case ST4 -> {
          int at = (int) r[d] + imm;
          if (outside(memory, at, 4)) {
            break loop;
          }
          Semantics.st4(memory, at, r[s]);
          if (unmarked(marks, at, 4)) {
            core.stored(at, 4);
          }
        }
        case ST8 -> {
          int at = (int) r[d] + imm;
          if (outside(memory, at, 8)) {
            break loop;
          }
          Semantics.st8(memory, at, r[s]);
          if (unmarked(marks, at, 8)) {
            core.stored(at, 8);
          }
        }
        case JEQ -> next = Semantics.jeq(r[d], r[s]) ? imm : next;
        case JEQ_IMM -> next = Semantics.jeq(r[d], Instruction.imm16(word)) ? imm : next;
        case JNE -> next = Semantics.jne(r[d], r[s]) ? imm : next;
        case JNE_IMM -> next = Semantics.jne(r[d], Instruction.imm16(word)) ? imm : next;
        case JLT -> next = Semantics.jlt(r[d], r[s]) ? imm : next;
        case JLT_IMM -> next = Semantics.jlt(r[d], Instruction.imm16(word)) ? imm : next;
        case JLE -> next = Semantics.jle(r[d], r[s]) ? imm : next;
        case JLE_IMM -> next = Semantics.jle(r[d], Instruction.imm16(word)) ? imm : next;
        case JGT -> next = Semantics.jgt(r[d], r[s]) ? imm : next;
        case JGT_IMM -> next = Semantics.jgt(r[d], Instruction.imm16(word)) ? imm : next;
        case JGE -> next = Semantics.jge(r[d], r[s]) ? imm : next;
        case JGE_IMM -> next = Semantics.jge(r[d], Instruction.imm16(word)) ? imm : next;
        case JLTU -> next = Semantics.jltu(r[d], r[s]) ? imm : next;
        case JLTU_IMM -> next = Semantics.jltu(r[d], Instruction.imm16(word)) ? imm : next;
        case JLEU -> next = Semantics.jleu(r[d], r[s]) ? imm : next;
        case JLEU_IMM -> next = Semantics.jleu(r[d], Instruction.imm16(word)) ? imm : next;
        case JGTU -> next = Semantics.jgtu(r[d], r[s]) ? imm : next;
        case JGTU_IMM -> next = Semantics.jgtu(r[d], Instruction.imm16(word)) ? imm : next;
        case JGEU -> next = Semantics.jgeu(r[d], r[s]) ? imm : next;
        case JGEU_IMM -> next = Semantics.jgeu(r[d], Instruction.imm16(word)) ? imm : next;
        case JMP -> next = Semantics.jmp(imm);
        case JMP_REG -> next = Semantics.jmp(r[s]);
        case CALL -> {
          int at = (int) r[SP] - 8;
          if (outside(memory, at, 8)) {
            break loop;
          }
          int target = imm;
          Semantics.call(memory, at, Integer.toUnsignedLong(next));
          if (unmarked(marks, at, 8)) {
            core.stored(at, 8);
          }
          r[SP] -= 8;
          next = target;
        }
        case CALL_REG -> {
          int at = (int) r[SP] - 8;
          if (outside(memory, at, 8)) {
            break loop;
          }
          int target = (int) r[s];
          Semantics.call(memory, at, Integer.toUnsignedLong(next));
          if (unmarked(marks, at, 8)) {
            core.stored(at, 8);
          }
          r[SP] -= 8;
          next = target;
        }
        case RET -> {
          int at = (int) r[SP];
          if (outside(memory, at, 8)) {
            break loop;
          }
          next = (int) Semantics.ret(memory, at);
          r[SP] += 8;
        }
        case PUSH -> {
          int at = (int) r[SP] - 8;
          if (outside(memory, at, 8)) {
            break loop;
          }
          Semantics.push(memory, at, r[s]);
          if (unmarked(marks, at, 8)) {
            core.stored(at, 8);
          }
          r[SP] -= 8;
        }
        case POP -> {
          int at = (int) r[SP];
          if (outside(memory, at, 8)) {
            break loop;
          }
          long value = Semantics.pop(memory, at);
          r[SP] += 8;
          r[d] = value;
        }
        case HALT, CLI, STI, WFI, IRET, TRAP, IN, OUT, RDTSC, RDRAND -> {
          break loop;
        }
      }
      paused = pauses && next <= pc;
      pc = next;
      left--;
    }
    core.advanceTo(limit - left, pc);
    return paused;
  }
}
