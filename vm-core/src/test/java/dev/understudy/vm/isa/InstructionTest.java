package dev.understudy.vm.isa;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.understudy.vm.random.Dice;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class InstructionTest {

  @Test
  void anInstructionIsEightBytesWithOpcodeRegistersAndTwoSignedNumbers() {
    Instruction branch = new Instruction(Opcode.JLT_IMM, 5, 0, -2, 0x1234_5678);
    Instruction store = Instruction.of(Opcode.ST4, 3, -16, 15);

    assertThat(branch.encode()).isEqualTo(0x12345678_fffe_05_00L | Opcode.JLT_IMM.code());
    assertThat(store.encode()).isEqualTo(0xfffffff0_0000_f3_00L | Opcode.ST4.code());
  }

  /** Programs that exist must go on meaning what they meant. */
  @Test
  void opcodesKeepTheirNumbers() {
    StringBuilder codes = new StringBuilder();
    for (Opcode opcode : Opcode.values()) {
      codes.append(opcode.code()).append('=').append(opcode).append(' ');
    }

    assertThat(codes.toString().trim())
        .isEqualTo(
            "1=NOP 2=HALT 3=CLI 4=STI 5=WFI 6=RET 7=IRET 8=TRAP 16=MOV 17=MOV_IMM 18=MOVHI 19=NOT"
                + " 20=NEG 32=ADD 33=ADD_IMM 34=SUB 35=SUB_IMM 36=MUL 37=MUL_IMM 38=DIV 39=DIV_IMM"
                + " 40=DIVU 41=DIVU_IMM 42=REM 43=REM_IMM 44=REMU 45=REMU_IMM 46=AND 47=AND_IMM"
                + " 48=OR 49=OR_IMM 50=XOR 51=XOR_IMM 52=SHL 53=SHL_IMM 54=SHR 55=SHR_IMM 56=SAR"
                + " 57=SAR_IMM 58=MULH 59=MULHU 64=LD1 65=LD2 66=LD4 67=LD8 68=LD1S 69=LD2S 70=LD4S"
                + " 72=ST1 73=ST2 74=ST4 75=ST8 80=JEQ 81=JEQ_IMM 82=JNE 83=JNE_IMM 84=JLT"
                + " 85=JLT_IMM 86=JLE 87=JLE_IMM 88=JGT 89=JGT_IMM 90=JGE 91=JGE_IMM 92=JLTU"
                + " 93=JLTU_IMM 94=JLEU 95=JLEU_IMM 96=JGTU 97=JGTU_IMM 98=JGEU 99=JGEU_IMM 104=JMP"
                + " 105=JMP_REG 106=CALL 107=CALL_REG 108=PUSH 109=POP 112=IN 113=OUT 114=RDTSC"
                + " 115=RDRAND");
  }

  @ParameterizedTest
  @EnumSource
  void whatIsEncodedDecodesToTheSame(Opcode opcode) {
    Dice dice = new Dice(opcode.code());
    for (int i = 0; i < 200; i++) {
      long word = (dice.next() & opcode.format().usedBits() & ~0xffL) | opcode.code();

      Instruction instruction = Instruction.decode(word).orElseThrow();

      assertThat(instruction.opcode()).isEqualTo(opcode);
      assertThat(instruction.encode()).isEqualTo(word);
    }
  }

  @ParameterizedTest
  @EnumSource
  void anyUnusedBitThatIsSetMakesAnIllegalInstruction(Opcode opcode) {
    for (int bit = 8; bit < 64; bit++) {
      boolean used = (opcode.format().usedBits() >>> bit & 1) != 0;
      long word = opcode.code() | 1L << bit;

      assertThat(Instruction.decode(word).isPresent()).as("bit %s", bit).isEqualTo(used);
    }
  }

  @Test
  void opcodesWithoutARowAreIllegal() {
    for (int code = 0; code < 256; code++) {
      assertThat(Instruction.decode(code).isPresent()).isEqualTo(Opcode.ofCode(code).isPresent());
    }
  }

  @Test
  void operandsOutOfRangeOrNotTakenAreRefused() {
    assertThatThrownBy(() -> Instruction.of(Opcode.ADD, 16, 0))
        .isInstanceOf(IllegalArgumentException.class);
    assertThatThrownBy(() -> Instruction.of(Opcode.ADD, 0, -1))
        .isInstanceOf(IllegalArgumentException.class);
    assertThatThrownBy(() -> Instruction.of(Opcode.JEQ_IMM, 0, 0x8000, 0))
        .isInstanceOf(IllegalArgumentException.class);
    assertThatThrownBy(() -> Instruction.of(Opcode.NOP, 1))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("NOP takes");
    assertThatThrownBy(() -> new Instruction(Opcode.NOP, 0, 0, 0, 1))
        .isInstanceOf(IllegalArgumentException.class);
  }
}
