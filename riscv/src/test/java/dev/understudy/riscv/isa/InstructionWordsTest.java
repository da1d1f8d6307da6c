package dev.understudy.riscv.isa;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Words as an assembler of others wrote them. */
class InstructionWordsTest {

  @ParameterizedTest
  @CsvSource({
    "00c58533, ADD,   10, 11, 12, 0",
    "fff50513, ADDI,  10, 10, 0, -1",
    "43f55513, SRAI,  10, 10, 0, 63",
    "41f5551b, SRAIW, 10, 10, 0, 31",
    "02c5c53b, DIVW,  10, 11, 12, 0",
    "80000537, LUI,   10, 0, 0, -2147483648",
    "00001517, AUIPC, 10, 0, 0, 4096",
    "ffdff0ef, JAL,   1, 0, 0, -4",
    "7ffff06f, JAL,   0, 0, 0, 1048574",
    "00008067, JALR,  0, 1, 0, 0",
    "fea61ee3, BNE,   0, 12, 10, -4",
    "7eb50fe3, BEQ,   0, 10, 11, 4094",
    "ff853503, LD,    10, 10, 0, -8",
    "feb53c23, SD,    0, 10, 11, -8",
    "0ff0000f, FENCE, 0, 0, 0, 255",
    "10500073, WFI,   0, 0, 0, 0",
    "30200073, MRET,  0, 0, 0, 0",
    "0105900b, MACHINE_OUT, 0, 11, 0, 16",
    "0145050b, MACHINE_IN,  10, 10, 0, 20"
  })
  void isDecoded(String word, Operation operation, int rd, int rs1, int rs2, int immediate) {
    assertThat(RiscvInstruction.decode(Integer.parseUnsignedInt(word, 16)))
        .contains(new RiscvInstruction(operation, rd, rs1, rs2, immediate));
  }

  /** Extensions that are not there, and words that are nothing. */
  @ParameterizedTest
  @CsvSource({
    "00000000",
    "ffffffff",
    "00000073", // ecall
    "00100073", // ebreak
    "0000100f", // fence.i
    "c0102573", // rdtime
    "1005252f", // lr.w
    "00052507", // flw
    "02a57553", // fadd.d
    "00001141" // c.addi
  })
  void isNoInstruction(String word) {
    assertThat(RiscvInstruction.decode(Integer.parseUnsignedInt(word, 16)))
        .isEqualTo(Optional.empty());
  }

  @Test
  void noWordIsTwoInstructions() {
    for (Operation one : Operation.values()) {
      for (Operation other : Operation.values()) {
        int mask = one.format().mask() & other.format().mask();
        assertThat(one == other || (one.match() & mask) != (other.match() & mask))
            .as("%s and %s", one, other)
            .isTrue();
      }
    }
  }
}
