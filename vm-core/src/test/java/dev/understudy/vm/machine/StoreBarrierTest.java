package dev.understudy.vm.machine;

import static dev.understudy.vm.machine.GuestProgram.SP;
import static org.assertj.core.api.Assertions.assertThat;

import dev.understudy.vm.isa.FaultKind;
import dev.understudy.vm.isa.Opcode;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/** What engines that compile hear of stores into their code. */
class StoreBarrierTest {
  private final List<String> heard = new ArrayList<>();

  private final CodeWatch watch =
      new CodeWatch() {
        @Override
        public void stored(int address, int length) {
          heard.add(Integer.toHexString(address) + "+" + length);
        }

        @Override
        public void moved() {
          heard.add("moved");
        }
      };

  @Test
  void everyKindOfStoreIntoAMarkedPageIsReported() {
    Machine machine =
        watched(
            new GuestProgram()
                .handle(FaultKind.TRAP)
                .inHandler(Opcode.HALT)
                .set(SP, 0x5100)
                .emit(Opcode.ST1, 0, 0x5000, 1)
                .emit(Opcode.ST2, 0, 0x5ffe, 1)
                .emit(Opcode.PUSH, 1)
                .emit(Opcode.CALL, GuestProgram.START + 5 * 8)
                .emit(Opcode.TRAP, 0));

    machine.write(0x5800, new byte[3]);
    machine.runUntil(100);

    assertThat(heard).containsExactly("5800+3", "5000+1", "5ffe+2", "50f8+8", "50f0+8", "50d8+24");
  }

  @Test
  void ofAStoreAcrossPagesOnlyTheMarkedPartIsReported() {
    Machine machine =
        watched(new GuestProgram().emit(Opcode.ST8, 0, 0x4ffd, 1).emit(Opcode.ST4, 0, 0x5fff, 1));

    machine.runUntil(2);

    assertThat(heard).containsExactly("5000+5", "5fff+1");
    assertThat(machine.core().marks()[4]).isEqualTo(Core.DIRTY);
    assertThat(machine.core().marks()[5]).isEqualTo((byte) (Core.DIRTY | Core.CODE));
    assertThat(machine.core().marks()[6]).isEqualTo(Core.DIRTY);
  }

  @Test
  void snapshotsKeepTheMarkAndRestoringReportsWholePagesThatChange() {
    Machine machine = watched(new GuestProgram().emit(Opcode.ST1, 0, 0x5123, 15).emit(Opcode.NOP));
    machine.write(0x5000, new byte[] {1});
    MachineSnapshot snapshot = machine.snapshot();
    heard.clear();

    machine.restore(snapshot);
    assertThat(heard).isEmpty();
    machine.write(0x5001, new byte[] {1});
    machine.restore(snapshot);

    assertThat(heard).containsExactly("5001+1", "5000+4096");
    assertThat(machine.core().marks()[5]).isEqualTo(Core.CODE);
  }

  @Test
  void onAnotherArrayNothingIsMarked() {
    Machine machine = watched(new GuestProgram().emit(Opcode.NOP).emit(Opcode.NOP));
    machine.park();
    machine.runUntil(1);

    assertThat(heard).containsExactly("moved");
    assertThat(machine.core().marks()).containsOnly(0);
    assertThat(machine.fork().core().watch()).isSameAs(CodeWatch.NONE);
  }

  /** A machine whose page 5 is marked as holding code. */
  private Machine watched(GuestProgram guest) {
    Machine machine = guest.boot();
    machine.write(0x8000, new byte[1]);
    machine.stateHash();
    machine.core().watch(watch);
    machine.core().marks()[5] |= Core.CODE;
    return machine;
  }
}
