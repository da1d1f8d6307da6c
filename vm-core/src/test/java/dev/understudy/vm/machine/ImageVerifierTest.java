package dev.understudy.vm.machine;

import static dev.understudy.vm.machine.GuestProgram.SIZE;
import static dev.understudy.vm.machine.GuestProgram.START;
import static org.assertj.core.api.Assertions.assertThat;

import dev.understudy.vm.isa.FaultKind;
import dev.understudy.vm.isa.Opcode;
import dev.understudy.vm.machine.ImageVerifier.Finding;
import java.util.List;
import org.junit.jupiter.api.Test;

class ImageVerifierTest {

  @Test
  void aProgramThatEndsInHaltOrALoopIsFine() {
    GuestProgram guest =
        new GuestProgram()
            .handle(FaultKind.TRAP)
            .inHandler(Opcode.IRET)
            .emit(Opcode.JEQ_IMM, 1, 0, START + 16)
            .emit(Opcode.CALL, START + 24)
            .emit(Opcode.HALT)
            .emit(Opcode.RET);
    guest.code.emitWord(-1);

    assertThat(verify(guest)).isEmpty();
  }

  @Test
  void codeThatRunsIntoZerosIsFound() {
    assertThat(verify(new GuestProgram().emit(Opcode.NOP)))
        .containsExactly(
            new Finding(
                START + 8, "0x1008 is no instruction (opcode 0x0), reached from nop at 0x1000"));
  }

  @Test
  void unusedFieldsThatAreNotZeroAreFoundWhereverTheyAreReached() {
    GuestProgram guest = new GuestProgram().emit(Opcode.JNE, 1, 2, START + 16).emit(Opcode.HALT);
    guest.code.emitWord(Opcode.RET.code() | 1L << 40);

    assertThat(verify(guest))
        .containsExactly(
            new Finding(
                START + 16,
                "0x1010 is ret with unused fields that are not 0, reached from jne at 0x1000"));
  }

  @Test
  void targetsOutsideMemoryOrUnalignedAreFound() {
    GuestProgram guest =
        new GuestProgram()
            .emit(Opcode.JEQ, 1, 2, SIZE)
            .emit(Opcode.JEQ, 1, 2, -8)
            .emit(Opcode.CALL, START + 4)
            .emit(Opcode.HALT);
    guest.word(0, 0x2001);

    assertThat(verify(guest))
        .extracting(Finding::text)
        .containsExactly(
            "0x1004 is not a multiple of 8, reached from call at 0x1010",
            "0x2001 is not a multiple of 8, reached from vector 0",
            "0x10000 is outside memory, reached from jeq at 0x1000",
            "0xfffffff8 is outside memory, reached from jeq at 0x1008");
  }

  @Test
  void jumpsThroughRegistersAreNotFollowed() {
    assertThat(verify(new GuestProgram().set(1, 3).emit(Opcode.JMP_REG, 1))).isEmpty();
  }

  private static List<Finding> verify(GuestProgram guest) {
    return ImageVerifier.verify(guest.image());
  }
}
