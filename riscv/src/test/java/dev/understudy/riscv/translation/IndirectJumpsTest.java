package dev.understudy.riscv.translation;

import static org.assertj.core.api.Assertions.assertThat;

import dev.understudy.riscv.isa.Operation;
import dev.understudy.riscv.isa.Words;
import dev.understudy.vm.compiled.CompilingEngine;
import dev.understudy.vm.isa.FaultKind;
import dev.understudy.vm.machine.Engine;
import dev.understudy.vm.machine.FaultReport;
import dev.understudy.vm.machine.Interpreter;
import dev.understudy.vm.machine.Machine;
import java.util.List;
import java.util.Objects;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** A jump to what is no instruction of the program is a fault that tells the program's address. */
class IndirectJumpsTest {

  @ParameterizedTest
  @ValueSource(
      longs = {
        0,
        0x1000,
        0xfffc,
        0x10002,
        0x1000e,
        0x40000,
        0x40004,
        0x7fff_fff8L,
        0xffff_fff8L,
        0x1_0001_0000L,
        -4
      })
  void intoNothing(long target) {
    RiscvProgram program = RiscvProgram.withRegisters(new long[32]);
    program.data(256, target).add(Words.i(Operation.LD, 10, 3, 256));
    program.add(Words.i(Operation.JALR, 1, 10, 0)).storeRegistersAndHalt();

    FaultReport fault = fault(program);

    assertThat(fault.kind()).isEqualTo(FaultKind.INSTRUCTION_FETCH);
    assertThat(fault.pc()).isEqualTo((int) target | 1);
  }

  @Test
  void byABranchOutOfTheProgram() {
    RiscvProgram program = RiscvProgram.withRegisters(new long[32]);
    int from = program.here();
    program.add(Words.b(Operation.BEQ, 0, 0, -2048)).storeRegistersAndHalt();

    assertThat(fault(program).pc()).isEqualTo((from - 2048) | 1);
  }

  @Test
  void ontoAWordThatIsNoInstruction() {
    RiscvProgram program = RiscvProgram.withRegisters(new long[32]);
    int at = program.here();
    program.add(0x0000_100f).storeRegistersAndHalt();

    FaultReport fault = fault(program);

    assertThat(fault.kind()).isEqualTo(FaultKind.INSTRUCTION_FETCH);
    assertThat(fault.pc()).isEqualTo(at | 1);
  }

  @Test
  void behindTheLastInstruction() {
    RiscvProgram program = RiscvProgram.withRegisters(new long[32]);

    assertThat(fault(program).pc()).isEqualTo(program.here() | 1);
  }

  @Test
  void ontoAnOddAddressIsToTheOneBelow() {
    RiscvProgram program = RiscvProgram.withRegisters(new long[32]);
    program.data(256, program.here() + 13).add(Words.i(Operation.LD, 10, 3, 256));
    program.add(Words.i(Operation.JALR, 1, 10, 0), 0).storeRegistersAndHalt();

    Machine machine = program.boot(Interpreter.INSTANCE);
    machine.runUntil(10_000);

    assertThat(machine.fault()).isEmpty();
  }

  private static FaultReport fault(RiscvProgram program) {
    FaultReport last = null;
    for (Engine engine : List.of(Interpreter.INSTANCE, CompilingEngine.create(0, 10))) {
      Machine machine = program.boot(engine);
      machine.runUntil(10_000);
      FaultReport fault = machine.fault().orElseThrow();
      assertThat(last == null || fault.equals(last)).as("both engines say %s", fault).isTrue();
      last = fault;
    }
    return Objects.requireNonNull(last);
  }
}
