package dev.understudy.vm.machine;

import static dev.understudy.vm.machine.GuestProgram.SIZE;
import static dev.understudy.vm.machine.GuestProgram.wordAt;
import static org.assertj.core.api.Assertions.assertThat;

import dev.understudy.vm.isa.FaultKind;
import dev.understudy.vm.isa.Instruction;
import dev.understudy.vm.isa.Opcode;
import dev.understudy.vm.isa.Registers;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class MemoryAccessTest {

  @Test
  void accessesNeedNoAlignmentAndMayLieAcrossPages() {
    Machine machine =
        new GuestProgram()
            .set(1, 0x4ffd)
            .set(2, 0x1122334455667788L)
            .emit(Opcode.ST8, 1, 0, 2)
            .emit(Opcode.LD4, 3, 1, 3)
            .boot();

    machine.runUntil(5);

    assertThat(wordAt(machine, 0x4ffd)).isEqualTo(0x1122334455667788L);
    assertThat(machine.register(3)).isEqualTo(0x22334455L);
  }

  @Test
  void anAddressIsTheLow32BitsOfTheSum() {
    Machine machine =
        new GuestProgram()
            .set(1, 0xabcdef00_00004010L)
            .set(2, 77)
            .emit(Opcode.ST8, 1, -16, 2)
            .set(3, -1)
            .emit(Opcode.LD8, 4, 3, 0x4001)
            .boot();

    machine.runUntil(7);

    assertThat(wordAt(machine, 0x4000)).isEqualTo(77);
    assertThat(machine.register(4)).isEqualTo(77);
  }

  @ParameterizedTest
  @CsvSource({"LD1, 1", "LD2, 2", "LD4, 4", "LD8, 8", "LD1S, 1", "LD2S, 2", "LD4S, 4"})
  void loadsReachTheLastByteAndNoFurther(Opcode opcode, int bytes) {
    Machine machine =
        new GuestProgram().set(1, SIZE - bytes).emit(opcode, 2, 1, 0).emit(opcode, 3, 1, 1).boot();

    assertThat(machine.runUntil(10)).isEqualTo(Stop.FAULTED);

    FaultReport fault = machine.fault().orElseThrow();
    assertThat(fault.kind()).isEqualTo(FaultKind.MEMORY_ACCESS);
    assertThat(fault.detail()).isEqualTo(SIZE - bytes + 1);
    assertThat(machine.retired()).isEqualTo(2);
  }

  @ParameterizedTest
  @CsvSource({"ST1, 1", "ST2, 2", "ST4, 4", "ST8, 8"})
  void storesThatStickOutChangeNothing(Opcode opcode, int bytes) {
    Machine machine =
        new GuestProgram().set(1, SIZE - bytes).set(2, -1).emit(opcode, 1, 1, 2).boot();
    machine.runUntil(2);
    StateHash before = machine.stateHash();

    assertThat(machine.runUntil(3)).isEqualTo(Stop.FAULTED);

    assertThat(wordAt(machine, SIZE - 8)).isZero();
    assertThat(machine.fault().orElseThrow().detail()).isEqualTo(SIZE - bytes + 1);
    assertThat(machine.stateHash()).isNotEqualTo(before);
    assertThat(machine.retired()).isEqualTo(2);
  }

  @Test
  void justBelowZeroIsOutsideNotAround() {
    Machine machine = new GuestProgram().emit(Opcode.ST2, 0, -1, 0).boot();

    assertThat(machine.runUntil(1)).isEqualTo(Stop.FAULTED);
    assertThat(machine.fault().orElseThrow().detail()).isEqualTo(0xffff_ffffL);
  }

  @Test
  void pushSpPushesWhatItWasAndPopSpKeepsWhatItPopped() {
    Machine machine =
        new GuestProgram()
            .set(Registers.SP, 0x8000)
            .emit(Opcode.PUSH, Registers.SP)
            .emit(Opcode.LD8, 1, Registers.SP, 0)
            .set(2, 0x7777)
            .emit(Opcode.PUSH, 2)
            .emit(Opcode.POP, Registers.SP)
            .boot();

    machine.runUntil(6);

    assertThat(machine.register(1)).isEqualTo(0x8000);
    assertThat(machine.register(Registers.SP)).isEqualTo(0x7777);
  }

  @ParameterizedTest
  @CsvSource({"PUSH", "CALL_REG"})
  void pushesWithoutRoomLeaveTheStackPointerAlone(Opcode opcode) {
    Machine machine = new GuestProgram().set(Registers.SP, 7).emit(opcode, Registers.SP).boot();

    assertThat(machine.runUntil(5)).isEqualTo(Stop.FAULTED);

    FaultReport fault = machine.fault().orElseThrow();
    assertThat(fault.kind()).isEqualTo(FaultKind.MEMORY_ACCESS);
    assertThat(fault.detail()).isEqualTo(0xffff_ffffL);
    assertThat(machine.register(Registers.SP)).isEqualTo(7);
    assertThat(machine.pc()).isEqualTo(GuestProgram.START + 8);
    assertThat(wordAt(machine, 0)).isZero();
  }

  @ParameterizedTest
  @CsvSource({"RET, 8", "IRET, 24"})
  void popsBeyondTheEndLeaveTheStackPointerAlone(Opcode opcode, int bytes) {
    int sp = SIZE - bytes + 1;
    Machine machine = new GuestProgram().set(Registers.SP, sp).emit(opcode).boot();

    assertThat(machine.runUntil(5)).isEqualTo(Stop.FAULTED);
    assertThat(machine.fault().orElseThrow().detail()).isEqualTo(sp);
    assertThat(machine.register(Registers.SP)).isEqualTo(sp);
  }

  @Test
  void callThroughSpGoesWhereSpWasBefore() {
    GuestProgram guest =
        new GuestProgram().set(Registers.SP, 0x1800).emit(Opcode.CALL_REG, Registers.SP);
    Machine machine = guest.boot();

    machine.runUntil(2);

    assertThat(machine.pc()).isEqualTo(0x1800);
    assertThat(machine.register(Registers.SP)).isEqualTo(0x17f8);
    assertThat(wordAt(machine, 0x17f8)).isEqualTo(GuestProgram.START + 16);
  }

  @Test
  void theStackMayEndExactlyAtEitherEdge() {
    Machine machine =
        new GuestProgram()
            .set(Registers.SP, SIZE)
            .emit(Opcode.PUSH, 1)
            .emit(Opcode.POP, 2)
            .set(Registers.SP, 8)
            .emit(Opcode.PUSH, Registers.SP)
            .boot();

    assertThat(machine.runUntil(5)).isEqualTo(Stop.COUNT);
    assertThat(machine.register(Registers.SP)).isZero();
    assertThat(wordAt(machine, 0)).isEqualTo(8);
  }

  @Test
  void aStoreIntoTheNextInstructionIsExecutedAtOnce() {
    long replacement = Instruction.of(Opcode.MOV_IMM, 3, 42).encode();
    GuestProgram guest = new GuestProgram().set(1, replacement).emit(Opcode.MOV_IMM, 2, 0);
    int victim = guest.code.here() + 8;
    guest.emit(Opcode.ST8, 2, victim, 1).emit(Opcode.HALT);
    Machine machine = guest.boot();

    machine.runUntil(5);

    assertThat(machine.register(3)).isEqualTo(42);
    assertThat(machine.stop()).isEqualTo(Stop.COUNT);
  }
}
