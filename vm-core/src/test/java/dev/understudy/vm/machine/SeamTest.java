package dev.understudy.vm.machine;

import static dev.understudy.vm.machine.GuestProgram.HANDLER;
import static dev.understudy.vm.machine.GuestProgram.SP;
import static dev.understudy.vm.machine.GuestProgram.START;
import static dev.understudy.vm.machine.GuestProgram.wordAt;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.understudy.vm.isa.FaultKind;
import dev.understudy.vm.isa.Opcode;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.Test;

class SeamTest {

  @Test
  void theMachineStopsJustBeforeEachTouchOfTheWorld() {
    Machine machine =
        new GuestProgram()
            .emit(Opcode.RDTSC, 1)
            .emit(Opcode.RDRAND, 2)
            .emit(Opcode.IN, 3, 0x45)
            .emit(Opcode.OUT, -1, 3)
            .emit(Opcode.HALT)
            .boot();

    assertThat(machine.runUntil(9)).isEqualTo(Stop.CLOCK_READ);
    assertThat(machine.retired()).isZero();
    machine.completeRead(11);
    assertThat(machine.stop()).isEqualTo(Stop.COUNT);
    assertThat(machine.runUntil(9)).isEqualTo(Stop.ENTROPY_READ);
    machine.completeRead(-22);
    assertThat(machine.runUntil(9)).isEqualTo(Stop.PORT_READ);
    assertThat(machine.stoppedPort()).isEqualTo(0x45);
    machine.completeRead(33);
    assertThat(machine.runUntil(9)).isEqualTo(Stop.PORT_WRITE);
    assertThat(machine.stoppedPort()).isEqualTo(-1);
    assertThat(machine.stoppedValue()).isEqualTo(33);
    machine.completeWrite();
    assertThat(machine.retired()).isEqualTo(4);
    assertThat(machine.runUntil(9)).isEqualTo(Stop.HALTED);
    assertThat(machine.register(1)).isEqualTo(11);
    assertThat(machine.register(2)).isEqualTo(-22);
    assertThat(machine.register(3)).isEqualTo(33);
  }

  @Test
  void aCountThatIsReachedComesBeforeASeamStop() {
    Machine machine = new GuestProgram().emit(Opcode.NOP).emit(Opcode.RDTSC, 1).boot();

    assertThat(machine.runUntil(1)).isEqualTo(Stop.COUNT);
    assertThat(machine.canonical()).isTrue();
    assertThat(machine.runUntil(2)).isEqualTo(Stop.CLOCK_READ);
    assertThat(machine.canonical()).isFalse();
  }

  @Test
  void interruptsDueAreDeliveredBeforeASeamStop() {
    Machine machine =
        new GuestProgram()
            .handleLine(0)
            .inHandler(Opcode.RDTSC, 7)
            .inHandler(Opcode.IRET)
            .set(SP, 0x8000)
            .emit(Opcode.STI)
            .emit(Opcode.RDRAND, 1)
            .boot();
    machine.runUntil(2);
    machine.raise(0);

    assertThat(machine.runUntil(3)).isEqualTo(Stop.CLOCK_READ);
    assertThat(machine.pc()).isEqualTo(HANDLER);
    machine.completeRead(5);
    assertThat(machine.runUntil(10)).isEqualTo(Stop.ENTROPY_READ);
    assertThat(machine.retired()).isEqualTo(4);
  }

  @Test
  void aRefusedPortIsAFaultOfTheInstruction() {
    Machine machine =
        new GuestProgram()
            .handle(FaultKind.PORT)
            .inHandler(Opcode.LD8, 1, SP, 16)
            .inHandler(Opcode.LD8, 2, SP, 0)
            .inHandler(Opcode.HALT)
            .set(SP, 0x8000)
            .emit(Opcode.OUT, -5, 1)
            .boot();
    assertThat(machine.runUntil(9)).isEqualTo(Stop.PORT_WRITE);

    machine.refusePort();

    assertThat(machine.retired()).isEqualTo(1);
    assertThat(machine.pc()).isEqualTo(HANDLER);
    assertThat(machine.canonical()).isFalse();
    assertThat(machine.runUntil(9)).isEqualTo(Stop.HALTED);
    assertThat(machine.register(1)).isEqualTo(0xffff_fffbL);
    assertThat(machine.register(2)).isEqualTo(START + 8);
  }

  @Test
  void aPortRefusedAtTheFirstInstructionOfAHandlerIsADoubleFault() {
    Machine machine =
        new GuestProgram()
            .handle(FaultKind.PORT)
            .inHandler(Opcode.IN, 1, 2)
            .set(SP, 0x8000)
            .emit(Opcode.IN, 1, 1)
            .boot();
    machine.runUntil(9);
    machine.refusePort();
    assertThat(machine.runUntil(9)).isEqualTo(Stop.PORT_READ);
    assertThat(machine.stoppedPort()).isEqualTo(2);
    machine.refusePort();

    assertThat(machine.stop()).isEqualTo(Stop.FAULTED);
    assertThat(machine.fault().orElseThrow().reason())
        .isEqualTo(FaultReport.Reason.HANDLER_FAULTED);
    assertThat(wordAt(machine, 0x8000 - 24)).isEqualTo(START + 8);
  }

  @Test
  void completionsInTheWrongStateAreMistakesOfTheHost() {
    Machine clock = stoppedAt(Opcode.RDTSC, 1);
    refused(() -> clock.runUntil(5));
    refused(clock::completeWrite);
    refused(clock::refusePort);
    refused(clock::stoppedPort);
    refused(clock::stoppedValue);
    Machine in = stoppedAt(Opcode.IN, 1, 0);
    refused(in::completeWrite);
    refused(in::stoppedValue);
    Machine out = stoppedAt(Opcode.OUT, 0, 1);
    refused(() -> out.completeRead(1));
    Machine fresh = new GuestProgram().boot();
    refused(() -> fresh.completeRead(1));
    refused(fresh::completeWrite);
    refused(fresh::refusePort);
    refused(fresh::stoppedPort);
  }

  @Test
  void interruptsAndDmaBetweenTwoCountsAreMistakesOfTheHost() {
    Machine seam = stoppedAt(Opcode.RDTSC, 1);
    refused(() -> seam.raise(0));
    refused(() -> seam.write(0, new byte[1]));

    Machine refusedPort =
        new GuestProgram()
            .handle(FaultKind.PORT)
            .inHandler(Opcode.NOP)
            .set(SP, 0x8000)
            .emit(Opcode.IN, 1, 1)
            .boot();
    refusedPort.runUntil(9);
    refusedPort.refusePort();
    refused(() -> refusedPort.raise(0));
    refused(() -> refusedPort.write(0, new byte[1]));
    refused(() -> refusedPort.runUntil(1));
    assertThat(refusedPort.runUntil(2)).isEqualTo(Stop.COUNT);
    refusedPort.raise(0);

    Machine halted = new GuestProgram().emit(Opcode.HALT).boot();
    halted.runUntil(5);
    refused(() -> halted.raise(0));
    refused(() -> halted.write(0, new byte[1]));
    Machine faulted = new GuestProgram().boot();
    faulted.runUntil(5);
    refused(() -> faulted.raise(0));
  }

  @Test
  void runningBackwardsIsAMistakeOfTheHost() {
    Machine machine = new GuestProgram().emit(Opcode.NOP).emit(Opcode.NOP).boot();
    machine.runUntil(2);

    refused(() -> machine.runUntil(1));
    assertThatThrownBy(() -> machine.raise(16)).isInstanceOf(IndexOutOfBoundsException.class);
  }

  @Test
  void dmaOutsideMemoryDoesNothing() {
    Machine machine = new GuestProgram().boot();
    StateHash before = machine.stateHash();

    assertThat(machine.write(GuestProgram.SIZE - 1, new byte[] {1, 1})).isFalse();
    assertThat(machine.write(-1, new byte[] {1, 1})).isFalse();
    assertThat(machine.read(GuestProgram.SIZE - 1, new byte[2])).isFalse();
    assertThat(machine.write(GuestProgram.SIZE, new byte[0])).isTrue();
    assertThat(machine.write(0, new byte[0])).isTrue();
    assertThat(machine.stateHash()).isEqualTo(before);
  }

  private static Machine stoppedAt(Opcode opcode, int... operands) {
    Machine machine = new GuestProgram().emit(opcode, operands).boot();
    assertThat(machine.runUntil(5).isSeam()).isTrue();
    return machine;
  }

  private static void refused(ThrowingCallable call) {
    assertThatThrownBy(call).isInstanceOf(IllegalStateException.class);
  }
}
