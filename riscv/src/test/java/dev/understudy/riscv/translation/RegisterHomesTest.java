package dev.understudy.riscv.translation;

import static org.assertj.core.api.Assertions.assertThat;

import dev.understudy.riscv.isa.Operation;
import dev.understudy.riscv.isa.RiscvInstruction;
import java.util.Arrays;
import java.util.SortedMap;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;

class RegisterHomesTest {
  private final SortedMap<Integer, RiscvInstruction> code = new TreeMap<>();
  private int here = 0x10000;

  private void add(Operation operation, int rd, int rs1, int rs2, int immediate) {
    code.put(here, new RiscvInstruction(operation, rd, rs1, rs2, immediate));
    here += RiscvInstruction.BYTES;
  }

  @Test
  void whatALoopUsesComesBeforeWhatIsUsedOftenElsewhere() {
    for (int register = 3; register < 20; register++) {
      add(Operation.ADD, register, register, register, 0);
    }
    add(Operation.ADD, 28, 29, 30, 0);
    add(Operation.BNE, 0, 28, 31, -4);

    int[] homes = RegisterHomes.of(code);

    assertThat(homes[28]).isNotEqualTo(RegisterFile.NONE);
    assertThat(homes[29]).isNotEqualTo(RegisterFile.NONE);
    assertThat(homes[30]).isNotEqualTo(RegisterFile.NONE);
    assertThat(homes[31]).isNotEqualTo(RegisterFile.NONE);
    assertThat(Arrays.stream(homes).filter(home -> home == RegisterFile.NONE)).hasSize(18);
  }

  @Test
  void noTwoHaveOneAndTheStackPointerHasIts() {
    int[] homes = RegisterHomes.of(code);

    assertThat(homes[2]).isEqualTo(15);
    assertThat(homes[0]).isEqualTo(RegisterFile.ZERO);
    assertThat(Arrays.stream(homes).filter(home -> home != RegisterFile.NONE))
        .doesNotHaveDuplicates()
        .doesNotContain(RegisterFile.SCRATCH, RegisterFile.SCRATCH_2)
        .hasSize(14);
  }
}
