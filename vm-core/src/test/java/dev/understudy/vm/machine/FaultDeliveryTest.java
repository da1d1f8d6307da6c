package dev.understudy.vm.machine;

import static dev.understudy.vm.machine.GuestProgram.HANDLER;
import static dev.understudy.vm.machine.GuestProgram.SIZE;
import static dev.understudy.vm.machine.GuestProgram.SP;
import static dev.understudy.vm.machine.GuestProgram.START;
import static dev.understudy.vm.machine.GuestProgram.wordAt;
import static org.assertj.core.api.Assertions.assertThat;

import dev.understudy.vm.isa.FaultKind;
import dev.understudy.vm.isa.Frame;
import dev.understudy.vm.isa.Opcode;
import dev.understudy.vm.machine.FaultReport.Reason;
import org.junit.jupiter.api.Test;

class FaultDeliveryTest {

  @Test
  void aFaultPushesAFrameAndTheHandlerCanFixAndRetry() {
    Machine machine =
        new GuestProgram()
            .handle(FaultKind.DIVIDE_BY_ZERO)
            .inHandler(Opcode.MOV_IMM, 2, 5)
            .inHandler(Opcode.IRET)
            .set(SP, 0x8000)
            .emit(Opcode.STI)
            .set(1, 35)
            .emit(Opcode.DIV, 1, 2)
            .boot();

    machine.runUntil(4);
    assertThat(machine.pc()).isEqualTo(HANDLER + 8);
    assertThat(machine.register(SP)).isEqualTo(0x8000 - Frame.BYTES);
    assertThat(machine.interruptsEnabled()).isFalse();
    int frame = 0x8000 - Frame.BYTES;
    assertThat(wordAt(machine, frame)).isEqualTo(START + 24);
    assertThat(wordAt(machine, frame + 8)).isEqualTo(1 | FaultKind.DIVIDE_BY_ZERO.vector() << 8);
    assertThat(wordAt(machine, frame + 16)).isZero();

    machine.runUntil(6);
    assertThat(machine.register(1)).isEqualTo(7);
    assertThat(machine.register(SP)).isEqualTo(0x8000);
    assertThat(machine.interruptsEnabled()).isTrue();
  }

  @Test
  void detailsSayWhatWasWrong() {
    assertThat(fault(new GuestProgram().emit(Opcode.LD8, 1, 1, SIZE)).detail()).isEqualTo(SIZE);
    assertThat(fault(new GuestProgram().emit(Opcode.JMP, 12)).detail()).isEqualTo(12);
    assertThat(fault(new GuestProgram().emit(Opcode.JMP, -8)).detail()).isEqualTo(0xffff_fff8L);
    GuestProgram illegal = new GuestProgram();
    illegal.code.emitWord(0xee);
    assertThat(fault(illegal).detail()).isEqualTo(0xee);
    assertThat(fault(new GuestProgram().emit(Opcode.TRAP, -3)).detail()).isEqualTo(-3);
  }

  @Test
  void aJumpToNowhereRetiresAndTheFetchFaults() {
    for (int target : new int[] {SIZE, -8, 0x1004, 1}) {
      Machine machine = new GuestProgram().emit(Opcode.JMP, target).boot();

      assertThat(machine.runUntil(1)).isEqualTo(Stop.COUNT);
      assertThat(machine.pc()).isEqualTo(target);
      assertThat(machine.runUntil(2)).isEqualTo(Stop.FAULTED);
      FaultReport report = machine.fault().orElseThrow();
      assertThat(report.kind()).isEqualTo(FaultKind.INSTRUCTION_FETCH);
      assertThat(report.pc()).isEqualTo(target);
      assertThat(report.count()).isEqualTo(1);
    }
  }

  @Test
  void runningOffTheEndOfMemoryIsAFetchFault() {
    GuestProgram guest = new GuestProgram().emit(Opcode.JMP, SIZE - 8);
    guest.word(SIZE - 8, Opcode.NOP.code());

    FaultReport report = fault(guest);

    assertThat(report.kind()).isEqualTo(FaultKind.INSTRUCTION_FETCH);
    assertThat(report.detail()).isEqualTo(SIZE);
  }

  @Test
  void zeroedMemoryAndNonzeroUnusedFieldsAreIllegal() {
    assertThat(fault(new GuestProgram()).kind()).isEqualTo(FaultKind.ILLEGAL_INSTRUCTION);
    for (long bit : new long[] {1L << 8, 1L << 15, 1L << 16, 1L << 63}) {
      GuestProgram guest = new GuestProgram();
      guest.code.emitWord(Opcode.NOP.code() | bit);
      assertThat(fault(guest).kind()).isEqualTo(FaultKind.ILLEGAL_INSTRUCTION);
    }
  }

  @Test
  void withoutAHandlerTheMachineStopsBeforeTheInstruction() {
    Machine machine = new GuestProgram().set(1, 9).emit(Opcode.REMU_IMM, 1, 0).boot();

    assertThat(machine.runUntil(50)).isEqualTo(Stop.FAULTED);

    FaultReport report = machine.fault().orElseThrow();
    assertThat(report)
        .isEqualTo(new FaultReport(FaultKind.DIVIDE_BY_ZERO, Reason.NO_HANDLER, START + 8, 1, 0));
    assertThat(report.text())
        .isEqualTo("division by zero (0: 0x0) at pc 0x1008 after 1 instructions; no handler");
    assertThat(machine.register(1)).isEqualTo(9);
    assertThat(machine.runUntil(50)).isEqualTo(Stop.FAULTED);
  }

  @Test
  void aFaultAtTheFirstInstructionOfAHandlerIsADoubleFault() {
    Machine machine =
        new GuestProgram()
            .handle(FaultKind.ILLEGAL_INSTRUCTION)
            .inHandler(Opcode.DIV, 1, 1)
            .set(SP, 0x8000)
            .boot();

    assertThat(machine.runUntil(10)).isEqualTo(Stop.FAULTED);

    FaultReport report = machine.fault().orElseThrow();
    assertThat(report.kind()).isEqualTo(FaultKind.DIVIDE_BY_ZERO);
    assertThat(report.reason()).isEqualTo(Reason.HANDLER_FAULTED);
    assertThat(report.pc()).isEqualTo(HANDLER);
    assertThat(machine.retired()).isEqualTo(1);
  }

  @Test
  void aHandlerThatCannotBeFetchedIsADoubleFault() {
    GuestProgram guest = new GuestProgram().set(SP, 0x8000);
    guest.word(Frame.vectorAddress(FaultKind.ILLEGAL_INSTRUCTION.vector()), 0x2004);

    FaultReport report = fault(guest);

    assertThat(report.kind()).isEqualTo(FaultKind.INSTRUCTION_FETCH);
    assertThat(report.reason()).isEqualTo(Reason.HANDLER_FAULTED);
    assertThat(report.detail()).isEqualTo(0x2004);
  }

  @Test
  void afterOneInstructionAHandlerMayFaultItself() {
    Machine machine =
        new GuestProgram()
            .handle(FaultKind.DIVIDE_BY_ZERO)
            .inHandler(Opcode.NOP)
            .inHandler(Opcode.LD1, 3, 4, -1)
            .inHandler(Opcode.IRET)
            .handle(FaultKind.MEMORY_ACCESS)
            .inHandler(Opcode.HALT)
            .set(SP, 0x8000)
            .emit(Opcode.DIV_IMM, 1, 0)
            .boot();

    assertThat(machine.runUntil(10)).isEqualTo(Stop.HALTED);
    assertThat(machine.register(SP)).isEqualTo(0x8000 - 2 * Frame.BYTES);
    assertThat(machine.retired()).isEqualTo(3);
  }

  @Test
  void aFrameWithoutRoomIsADoubleFaultAndLeavesNothing() {
    for (long sp : new long[] {0, 23, SIZE + 1, -1, SIZE + 24 + 8}) {
      Machine machine =
          new GuestProgram()
              .handle(FaultKind.ILLEGAL_INSTRUCTION)
              .inHandler(Opcode.HALT)
              .set(SP, sp)
              .boot();
      machine.runUntil(1);
      byte[] before = contents(machine);

      assertThat(machine.runUntil(10)).isEqualTo(Stop.FAULTED);

      FaultReport report = machine.fault().orElseThrow();
      assertThat(report.kind()).isEqualTo(FaultKind.ILLEGAL_INSTRUCTION);
      assertThat(report.reason()).isEqualTo(Reason.NO_ROOM_FOR_FRAME);
      assertThat(machine.register(SP)).isEqualTo(sp);
      assertThat(machine.pc()).isEqualTo(START + 8);
      assertThat(contents(machine)).isEqualTo(before);
    }
  }

  @Test
  void aFrameMayLieAtEitherEdge() {
    for (int sp : new int[] {SIZE, Frame.BYTES}) {
      Machine machine =
          new GuestProgram()
              .handle(FaultKind.PORT)
              .handle(FaultKind.MEMORY_ACCESS)
              .inHandler(Opcode.HALT)
              .set(SP, sp)
              .emit(Opcode.LD8, 1, 2, -1)
              .boot();

      assertThat(machine.runUntil(10)).isEqualTo(Stop.HALTED);
      assertThat(wordAt(machine, sp - Frame.BYTES)).isEqualTo(START + 8);
    }
  }

  /** The frame lies over the word of the vector table that it was delivered through. */
  @Test
  void theHandlerIsReadBeforeTheFrameIsWritten() {
    Machine machine =
        new GuestProgram()
            .handle(FaultKind.ILLEGAL_INSTRUCTION)
            .inHandler(Opcode.HALT)
            .set(SP, Frame.BYTES)
            .boot();

    assertThat(machine.runUntil(10)).isEqualTo(Stop.HALTED);
    assertThat(machine.pc()).isEqualTo(HANDLER + 8);
    assertThat(wordAt(machine, 0)).isEqualTo(START + 8);
  }

  @Test
  void aTrapRetiresAsItIsDeliveredAndReturnsToTheNextInstruction() {
    Machine machine =
        new GuestProgram()
            .handle(FaultKind.TRAP)
            .inHandler(Opcode.LD8, 1, SP, Frame.DETAIL_OFFSET)
            .inHandler(Opcode.IRET)
            .set(SP, 0x8000)
            .emit(Opcode.TRAP, 99)
            .emit(Opcode.HALT)
            .boot();

    machine.runUntil(2);
    assertThat(machine.pc()).isEqualTo(HANDLER);
    assertThat(wordAt(machine, 0x8000 - 24)).isEqualTo(START + 16);
    assertThat(machine.runUntil(100)).isEqualTo(Stop.HALTED);
    assertThat(machine.register(1)).isEqualTo(99);
    assertThat(machine.retired()).isEqualTo(5);
  }

  @Test
  void atrapWithoutHandlerOrRoomStopsBeforeItself() {
    FaultReport without = fault(new GuestProgram().set(SP, 0x8000).emit(Opcode.TRAP, 1));
    assertThat(without.reason()).isEqualTo(Reason.NO_HANDLER);
    assertThat(without.count()).isEqualTo(1);

    FaultReport noRoom = fault(new GuestProgram().handle(FaultKind.TRAP).emit(Opcode.TRAP, 1));
    assertThat(noRoom.kind()).isEqualTo(FaultKind.TRAP);
    assertThat(noRoom.reason()).isEqualTo(Reason.NO_ROOM_FOR_FRAME);
    assertThat(noRoom.pc()).isEqualTo(START);
  }

  /** Each trap retires, so they nest until the stack is full. */
  @Test
  void aTrapAsTheFirstInstructionOfItsOwnHandlerFillsTheStackAndStops() {
    Machine machine =
        new GuestProgram()
            .handle(FaultKind.TRAP)
            .inHandler(Opcode.TRAP, 2)
            .set(SP, 24 * 10)
            .emit(Opcode.TRAP, 1)
            .boot();

    assertThat(machine.runUntil(1000)).isEqualTo(Stop.FAULTED);
    assertThat(machine.fault().orElseThrow().kind())
        .isIn(FaultKind.TRAP, FaultKind.INSTRUCTION_FETCH);
    assertThat(machine.retired()).isLessThan(20);
  }

  @Test
  void iretOutsideAHandlerTakesWhateverLiesOnTheStack() {
    Machine machine =
        new GuestProgram()
            .set(SP, 0x8000)
            .word(0x8000, 0xffffffff_00003000L)
            .word(0x8008, 1)
            .emit(Opcode.IRET)
            .boot();

    machine.runUntil(2);

    assertThat(machine.pc()).isEqualTo(0x3000);
    assertThat(machine.interruptsEnabled()).isTrue();
    assertThat(machine.register(SP)).isEqualTo(0x8018);
  }

  private static FaultReport fault(GuestProgram guest) {
    Machine machine = guest.boot();
    assertThat(machine.runUntil(100)).isEqualTo(Stop.FAULTED);
    return machine.fault().orElseThrow();
  }

  private static byte[] contents(Machine machine) {
    byte[] all = new byte[machine.memorySize()];
    machine.read(0, all);
    return all;
  }
}
