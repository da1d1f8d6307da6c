package dev.understudy.vm.machine;

import static dev.understudy.vm.machine.GuestProgram.HANDLER;
import static dev.understudy.vm.machine.GuestProgram.SP;
import static dev.understudy.vm.machine.GuestProgram.START;
import static dev.understudy.vm.machine.GuestProgram.wordAt;
import static org.assertj.core.api.Assertions.assertThat;

import dev.understudy.vm.isa.CodeBuilder.Label;
import dev.understudy.vm.isa.FaultKind;
import dev.understudy.vm.isa.Frame;
import dev.understudy.vm.isa.Opcode;
import dev.understudy.vm.machine.FaultReport.Reason;
import org.junit.jupiter.api.Test;

class InterruptTest {

  @Test
  void anInterruptIsDeliveredJustBeforeTheNextInstruction() {
    Machine machine = enabled().handleLine(3).inHandler(Opcode.IRET).boot();
    machine.runUntil(2);

    machine.raise(3);
    assertThat(machine.pc()).isEqualTo(START + 16);
    assertThat(machine.pendingLines()).isEqualTo(1 << 3);

    machine.runUntil(3);
    assertThat(machine.pc()).isEqualTo(START + 16);
    assertThat(machine.pendingLines()).isZero();
    int frame = 0x8000 - Frame.BYTES;
    assertThat(wordAt(machine, frame)).isEqualTo(START + 16);
    assertThat(wordAt(machine, frame + 8)).isEqualTo(1 | (16 + 3) << 8);
    assertThat(wordAt(machine, frame + 16)).isEqualTo(3);
  }

  @Test
  void whileDisabledInterruptsStayPendingAndStiLetsThemIn() {
    Machine machine =
        new GuestProgram()
            .handleLine(0)
            .inHandler(Opcode.MOV_IMM, 9, 1)
            .set(SP, 0x8000)
            .emit(Opcode.NOP)
            .emit(Opcode.STI)
            .emit(Opcode.NOP)
            .boot();
    machine.raise(0);

    machine.runUntil(3);
    assertThat(machine.pendingLines()).isEqualTo(1);
    assertThat(machine.pc()).isEqualTo(START + 24);
    machine.runUntil(4);
    assertThat(machine.register(9)).isEqualTo(1);
    assertThat(machine.pc()).isEqualTo(HANDLER + 8);
  }

  @Test
  void theLowestLineComesFirstAndTheOthersAfterIret() {
    GuestProgram guest = enabled();
    for (int line : new int[] {5, 2, 9}) {
      guest
          .handleLine(line)
          .inHandler(Opcode.MUL_IMM, 1, 100)
          .inHandler(Opcode.ADD_IMM, 1, line)
          .inHandler(Opcode.IRET);
    }
    Machine machine = guest.boot();
    machine.runUntil(2);

    machine.raise(9);
    machine.raise(5);
    machine.raise(2);
    machine.runUntil(2 + 9);

    assertThat(machine.register(1)).isEqualTo(2_05_09);
    assertThat(machine.pc()).isEqualTo(START + 16);
  }

  @Test
  void raisingALineTwiceIsRaisingItOnce() {
    Machine machine =
        enabled().handleLine(1).inHandler(Opcode.ADD_IMM, 1, 1).inHandler(Opcode.IRET).boot();
    machine.runUntil(2);

    machine.raise(1);
    machine.raise(1);
    machine.runUntil(20);

    assertThat(machine.register(1)).isEqualTo(1);
  }

  @Test
  void handlersRunWithInterruptsDisabledAndMayEnableThemToNest() {
    Machine machine =
        enabled()
            .handleLine(7)
            .inHandler(Opcode.STI)
            .inHandler(Opcode.NOP)
            .inHandler(Opcode.IRET)
            .handleLine(4)
            .inHandler(Opcode.MOV, 1, SP)
            .inHandler(Opcode.IRET)
            .boot();
    machine.runUntil(2);
    machine.raise(7);
    machine.runUntil(3);
    machine.raise(4);
    machine.runUntil(4);

    assertThat(machine.register(1)).isEqualTo(0x8000 - 2 * Frame.BYTES);
    machine.runUntil(7);
    assertThat(machine.register(SP)).isEqualTo(0x8000);
    assertThat(machine.interruptsEnabled()).isTrue();
  }

  @Test
  void aLineWithoutHandlerStaysPendingAndBlocksNoOther() {
    Machine machine =
        enabled().handleLine(6).inHandler(Opcode.ADD_IMM, 1, 1).inHandler(Opcode.IRET).boot();
    machine.runUntil(2);
    machine.raise(2);
    machine.raise(6);

    machine.runUntil(50);

    assertThat(machine.register(1)).isEqualTo(1);
    assertThat(machine.pendingLines()).isEqualTo(1 << 2);
    assertThat(machine.retired()).isEqualTo(50);
  }

  @Test
  void aHandlerInstalledByAStoreTakesWhatWasPendingAtOnce() {
    GuestProgram guest = new GuestProgram().set(SP, 0x8000).set(1, 0x3000).emit(Opcode.STI);
    guest.emit(Opcode.ST8, 2, Frame.vectorAddress(16 + 8), 1).emit(Opcode.NOP);
    guest.word(0x3000, Opcode.HALT.code());
    Machine machine = guest.boot();
    machine.raise(8);

    assertThat(machine.runUntil(4)).isEqualTo(Stop.COUNT);
    assertThat(machine.pc()).isEqualTo(START + 32);
    assertThat(machine.runUntil(5)).isEqualTo(Stop.HALTED);
    assertThat(machine.pc()).isEqualTo(0x3008);
  }

  @Test
  void anInterruptWithoutRoomForItsFrameIsADoubleFault() {
    Machine machine =
        new GuestProgram()
            .handleLine(0)
            .inHandler(Opcode.IRET)
            .emit(Opcode.STI)
            .emit(Opcode.NOP)
            .boot();
    machine.runUntil(1);
    machine.raise(0);

    assertThat(machine.runUntil(2)).isEqualTo(Stop.FAULTED);

    assertThat(machine.fault())
        .contains(
            new FaultReport(
                FaultKind.MEMORY_ACCESS,
                Reason.NO_ROOM_FOR_FRAME,
                START + 8,
                1,
                0xffff_ffffL - 23));
    assertThat(machine.pendingLines()).isEqualTo(1);
    assertThat(machine.interruptsEnabled()).isTrue();
    assertThat(machine.register(SP)).isZero();
  }

  @Test
  void aFaultAtTheFirstInstructionOfAnInterruptHandlerIsADoubleFault() {
    Machine machine =
        enabled()
            .handleLine(0)
            .inHandler(Opcode.DIV_IMM, 1, 0)
            .handle(FaultKind.DIVIDE_BY_ZERO)
            .inHandler(Opcode.IRET)
            .boot();
    machine.runUntil(2);
    machine.raise(0);

    assertThat(machine.runUntil(3)).isEqualTo(Stop.FAULTED);
    assertThat(machine.fault().orElseThrow().reason()).isEqualTo(Reason.HANDLER_FAULTED);
  }

  @Test
  void beforeAFaultingInstructionThePendingInterruptGoesFirst() {
    Machine machine =
        new GuestProgram()
            .handleLine(0)
            .inHandler(Opcode.MOV_IMM, 2, 1)
            .inHandler(Opcode.IRET)
            .set(SP, 0x8000)
            .emit(Opcode.STI)
            .emit(Opcode.DIV, 1, 2)
            .emit(Opcode.HALT)
            .boot();
    machine.runUntil(2);
    machine.raise(0);

    assertThat(machine.runUntil(100)).isEqualTo(Stop.HALTED);
  }

  @Test
  void wfiWaitsUntilALineIsRaisedEvenWhenInterruptsAreDisabled() {
    Machine machine = new GuestProgram().emit(Opcode.WFI).set(1, 7).emit(Opcode.HALT).boot();

    assertThat(machine.runUntil(100)).isEqualTo(Stop.WAITING);
    assertThat(machine.retired()).isEqualTo(1);
    assertThat(machine.waiting()).isTrue();
    assertThat(machine.runUntil(1000)).isEqualTo(Stop.WAITING);

    machine.raise(11);
    assertThat(machine.waiting()).isFalse();
    assertThat(machine.runUntil(100)).isEqualTo(Stop.HALTED);
    assertThat(machine.register(1)).isEqualTo(7);
    assertThat(machine.pendingLines()).isEqualTo(1 << 11);
  }

  @Test
  void wfiGoesOnAtOnceIfALineIsPending() {
    Machine machine = new GuestProgram().emit(Opcode.WFI).emit(Opcode.HALT).boot();
    machine.raise(0);

    assertThat(machine.runUntil(100)).isEqualTo(Stop.HALTED);
    assertThat(machine.retired()).isEqualTo(2);
  }

  @Test
  void aWaitingMachineTakesTheInterruptAndComesBackBehindWfi() {
    Machine machine = enabledThenWait().boot();
    machine.runUntil(3);
    assertThat(machine.stop()).isEqualTo(Stop.WAITING);

    machine.raise(1);
    machine.raise(0);
    assertThat(machine.runUntil(100)).isEqualTo(Stop.HALTED);

    assertThat(machine.register(1)).isEqualTo(1);
    assertThat(wordAt(machine, 0x8000 - Frame.BYTES)).isEqualTo(START + 24);
  }

  @Test
  void waitingAndHaltingAreToldEvenWhereTheCountIsReached() {
    Machine waiting = new GuestProgram().emit(Opcode.WFI).boot();
    assertThat(waiting.runUntil(1)).isEqualTo(Stop.WAITING);
    Machine halted = new GuestProgram().emit(Opcode.HALT).boot();
    assertThat(halted.runUntil(1)).isEqualTo(Stop.HALTED);
    assertThat(halted.retired()).isEqualTo(1);
  }

  /** Sets up a stack, enables interrupts, then loops for ever. */
  private static GuestProgram enabled() {
    GuestProgram guest = new GuestProgram().set(SP, 0x8000).emit(Opcode.STI);
    Label loop = guest.code.label();
    guest.code.emitTo(loop, Opcode.JMP);
    return guest;
  }

  private static GuestProgram enabledThenWait() {
    return new GuestProgram()
        .handleLine(0)
        .inHandler(Opcode.ADD_IMM, 1, 1)
        .inHandler(Opcode.IRET)
        .set(SP, 0x8000)
        .emit(Opcode.STI)
        .emit(Opcode.WFI)
        .emit(Opcode.HALT);
  }
}
