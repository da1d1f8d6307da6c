package dev.understudy.vm.machine;

import static org.assertj.core.api.Assertions.assertThat;

import dev.understudy.vm.isa.CodeBuilder;
import dev.understudy.vm.isa.FaultKind;
import dev.understudy.vm.isa.Instruction;
import dev.understudy.vm.isa.Kind;
import dev.understudy.vm.isa.Opcode;
import dev.understudy.vm.isa.Operand;
import dev.understudy.vm.isa.OperandFormat;
import dev.understudy.vm.isa.Registers;
import dev.understudy.vm.isa.Semantics;
import dev.understudy.vm.random.Dice;
import java.lang.reflect.Method;
import java.util.Arrays;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/**
 * Executes every row of the table with random operands, and compares with what the row's kind and
 * semantics method say.
 */
class InstructionArmsTest {
  private static final int SP = Registers.SP;
  private static final int ROUNDS = 40;
  private static final byte[] BACKGROUND = new byte[GuestProgram.SIZE];

  static {
    Dice dice = new Dice(1);
    for (int at = 0x2000; at < BACKGROUND.length; at += 8) {
      Words.set(BACKGROUND, at, dice.next());
    }
  }

  @ParameterizedTest
  @EnumSource
  void theInterpreterDoesWhatTheRowSays(Opcode opcode) throws ReflectiveOperationException {
    int retired = 0;
    for (int round = 0; round < ROUNDS; round++) {
      retired += executes(opcode, new Dice(opcode.code() * 1000L + round)) ? 1 : 0;
    }

    // No vector has a handler here, so a trap never retires.
    assertThat(retired).isGreaterThan(opcode.kind() == Kind.TRAP ? -1 : ROUNDS / 4);
  }

  /** True if the instruction retired. */
  private static boolean executes(Opcode opcode, Dice dice) throws ReflectiveOperationException {
    Instruction instruction = draw(opcode, dice);
    byte[] memory = BACKGROUND.clone();
    CodeBuilder code = new CodeBuilder(GuestProgram.START);
    code.emit(instruction).writeTo(memory);
    Machine machine =
        Machine.boot(
            Image.of(memory, GuestProgram.START, memory.length),
            Interpreter.INSTANCE,
            new MemoryPool());
    long[] registers = machine.core().registers();
    for (int i = 0; i < registers.length; i++) {
      registers[i] = dice.oneIn(2) ? 0x3000 + dice.below(0x8000) : dice.oddNumber();
    }
    Model model = new Model(registers.clone(), memory, instruction);
    model.execute();

    Stop stop = machine.runUntil(1);
    if (stop.isSeam()) {
      if (stop == Stop.PORT_WRITE) {
        assertThat(machine.stoppedPort()).isEqualTo(instruction.imm32());
        assertThat(machine.stoppedValue()).isEqualTo(model.registers[instruction.rs()]);
        machine.completeWrite();
      } else {
        machine.completeRead(Model.ANSWER);
      }
    }

    byte[] seen = new byte[memory.length];
    machine.read(0, seen);
    assertThat(Arrays.equals(seen, model.memory)).as("memory after %s", instruction).isTrue();
    assertThat(registers).as("after %s", instruction).isEqualTo(model.registers);
    assertThat(machine.pc()).as("after %s", instruction).isEqualTo(model.pc);
    assertThat(machine.retired()).isEqualTo(model.fault == null ? 1 : 0);
    assertThat(machine.fault().map(FaultReport::kind)).isEqualTo(Optional.ofNullable(model.fault));
    return model.fault == null;
  }

  private static Instruction draw(Opcode opcode, Dice dice) {
    OperandFormat format = opcode.format();
    boolean near = dice.oneIn(2);
    int imm32 = near ? dice.below(0x100) : (int) dice.oddNumber();
    return new Instruction(
        opcode,
        format.uses(Operand.RD) ? dice.below(16) : 0,
        format.uses(Operand.RS) ? dice.below(16) : 0,
        format.uses(Operand.IMM16) ? (short) dice.oddNumber() : 0,
        format.uses(Operand.IMM32) ? imm32 : 0);
  }

  @Test
  void afterRowsThatAreSlowInALoopTheFastOnesGoOn() {
    Machine machine =
        new GuestProgram()
            .emit(Opcode.STI)
            .emit(Opcode.ADD_IMM, 1, 5)
            .emit(Opcode.CLI)
            .emit(Opcode.ADD_IMM, 1, 6)
            .emit(Opcode.HALT)
            .boot();

    assertThat(machine.runUntil(100)).isEqualTo(Stop.HALTED);
    assertThat(machine.register(1)).isEqualTo(11);
    assertThat(machine.retired()).isEqualTo(5);
  }

  /** One instruction, executed as the documentation of its kind reads. */
  private static final class Model {
    static final long ANSWER = 0x0123_4567_89ab_cdefL;

    final long[] before;
    final long[] registers;
    final byte[] memory;
    final Instruction instruction;
    int pc = GuestProgram.START;
    @Nullable FaultKind fault;

    Model(long[] registers, byte[] memory, Instruction instruction) {
      this.before = registers.clone();
      this.registers = registers;
      this.memory = memory;
      this.instruction = instruction;
    }

    void execute() throws ReflectiveOperationException {
      Opcode opcode = instruction.opcode();
      int next = GuestProgram.START + 8;
      long source = source();
      int rd = instruction.rd();
      int sp = (int) before[SP];
      switch (opcode.kind()) {
        case NOTHING, STATUS, PORT_WRITE -> pc = next;
        case MOVE -> finish(rd, (long) call(source));
        case COMPUTE -> finish(rd, (long) call(before[rd], source));
        case DIVIDE -> {
          if (source == 0) {
            fault = FaultKind.DIVIDE_BY_ZERO;
          } else {
            finish(rd, (long) call(before[rd], source));
          }
        }
        case LOAD -> {
          int address = (int) (before[instruction.rs()] + instruction.imm32());
          if (fits(address)) {
            finish(rd, (long) call(memory, address));
          }
        }
        case STORE -> {
          int address = (int) (before[rd] + instruction.imm32());
          if (fits(address)) {
            call(memory, address, before[instruction.rs()]);
            pc = next;
          }
        }
        case BRANCH -> pc = (boolean) call(before[rd], source) ? instruction.imm32() : next;
        case JUMP -> pc = (int) call(source);
        case CALL -> push(next, (int) source);
        case PUSH -> push(source, next);
        case RETURN -> {
          if (fits(sp)) {
            pc = (int) (long) call(memory, sp);
            registers[SP] += 8;
          }
        }
        case POP -> {
          if (fits(sp)) {
            registers[SP] += 8;
            finish(rd, (long) call(memory, sp));
          }
        }
        case HANDLER_RETURN -> {
          if (fits(sp)) {
            pc = (int) (long) call(memory, sp);
            registers[SP] += 24;
          }
        }
        case TRAP -> fault = FaultKind.TRAP;
        case CLOCK_READ, ENTROPY_READ, PORT_READ -> finish(rd, ANSWER);
      }
    }

    private long source() {
      OperandFormat format = instruction.opcode().format();
      if (format.uses(Operand.RS)) {
        return before[instruction.rs()];
      }
      if (format == OperandFormat.RD) {
        return before[instruction.rd()];
      }
      return format.uses(Operand.IMM16) ? instruction.imm16() : instruction.imm32();
    }

    private void push(long value, int target) throws ReflectiveOperationException {
      int address = (int) (before[SP] - 8);
      if (fits(address)) {
        call(memory, address, value);
        registers[SP] -= 8;
        pc = target;
      }
    }

    private boolean fits(int address) {
      long end = Integer.toUnsignedLong(address) + instruction.opcode().accessBytes();
      fault = end <= memory.length ? null : FaultKind.MEMORY_ACCESS;
      return fault == null;
    }

    private void finish(int register, long value) {
      registers[register] = value;
      pc = GuestProgram.START + 8;
    }

    private Object call(Object... arguments) throws ReflectiveOperationException {
      Opcode opcode = instruction.opcode();
      Method method =
          Semantics.class.getMethod(
              opcode.mnemonic(), opcode.shape().methodType().parameterArray());
      return method.invoke(null, arguments);
    }
  }
}
