package dev.understudy.vm.machine;

import static dev.understudy.vm.machine.GuestProgram.SIZE;
import static dev.understudy.vm.machine.GuestProgram.wordAt;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.understudy.vm.isa.Opcode;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;

class SnapshotTest {

  @Test
  void restoringGoesBackToEveryBit() {
    Machine machine = counting();
    machine.runUntil(10);
    MachineSnapshot snapshot = machine.snapshot();
    StateHash hash = machine.stateHash();

    machine.raise(4);
    machine.runUntil(1000);
    assertThat(machine.stateHash()).isNotEqualTo(hash);

    machine.restore(snapshot);
    assertThat(machine.stateHash()).isEqualTo(hash);
    assertThat(machine.retired()).isEqualTo(10);
    assertThat(machine.pendingLines()).isZero();
  }

  @Test
  void aForkAndItsOriginDoNotSeeEachOther() {
    Machine origin = counting();
    origin.runUntil(10);
    Machine fork = origin.fork();

    origin.runUntil(301);
    assertThat(wordAt(fork, 0x8000)).isEqualTo(3);
    fork.runUntil(31);
    assertThat(wordAt(fork, 0x8000)).isEqualTo(10);
    assertThat(wordAt(origin, 0x8000)).isEqualTo(100);

    fork.runUntil(301);
    assertThat(fork.stateHash()).isEqualTo(origin.stateHash());
  }

  @Test
  void aForkBorrowsNoMemoryUntilItRuns() {
    Machine origin = counting();
    origin.runUntil(10);
    Machine fork = origin.fork();

    assertThat(fork.core().memory()).isEmpty();
    fork.stateHash();
    fork.snapshot();
    byte[] bytes = new byte[3];
    assertThat(fork.read(SIZE - 3, bytes)).isTrue();
    assertThat(fork.core().memory()).isEmpty();
    fork.runUntil(11);
    assertThat(fork.core().memory()).hasSize(SIZE);
  }

  @Test
  void parkedMachinesTakeTurnsOnOneArray() {
    MemoryPool pool = new MemoryPool();
    Image image = counting(new GuestProgram()).image();
    Machine one = Machine.boot(image, Interpreter.INSTANCE, pool);
    Machine two = Machine.boot(image, Interpreter.INSTANCE, pool);
    one.runUntil(30);
    byte[] array = one.core().memory();

    for (int count = 60; count < 600; count += 30) {
      one.park();
      assertThat(one.core().memory()).isEmpty();
      two.runUntil(count);
      assertThat(two.core().memory()).isSameAs(array);
      two.park();
      one.runUntil(count);
      assertThat(one.core().memory()).isSameAs(array);
      assertThat(one.stateHash()).isEqualTo(two.stateHash());
    }
  }

  @Test
  void anArrayThatWasDroppedHasNothingLeftOfWhatItHeld() {
    MemoryPool pool = new MemoryPool();
    Machine prefix = Machine.boot(counting(new GuestProgram()).image(), Interpreter.INSTANCE, pool);
    prefix.runUntil(30);
    MachineSnapshot start = prefix.snapshot();
    prefix.runUntil(300);
    StateHash later = prefix.stateHash();
    Machine alone = Machine.of(start, Interpreter.INSTANCE, new MemoryPool());

    for (int count = 200; count < 400; count += 10) {
      Machine tail = Machine.of(start, Interpreter.INSTANCE, pool);
      Machine beside = Machine.of(start, Interpreter.INSTANCE, pool);
      tail.runUntil(count);
      alone.restore(start);
      alone.runUntil(count);
      assertThat(tail.stateHash()).isEqualTo(alone.stateHash());
      tail.drop();
      beside.runUntil(count);
      assertThat(beside.stateHash()).isEqualTo(alone.stateHash());
      beside.drop();
    }
    assertThat(prefix.stateHash()).isEqualTo(later);
  }

  @Test
  void aMachineThatWasDroppedIsGoneUntilItIsRestored() {
    Machine machine = counting();
    machine.runUntil(30);
    MachineSnapshot before = machine.snapshot();
    machine.runUntil(60);
    machine.drop();

    assertThatThrownBy(() -> machine.runUntil(90)).isInstanceOf(IllegalStateException.class);
    assertThatThrownBy(machine::stateHash).isInstanceOf(IllegalStateException.class);
    assertThatThrownBy(machine::fork).isInstanceOf(IllegalStateException.class);
    assertThatThrownBy(() -> machine.read(0, new byte[3]))
        .isInstanceOf(IllegalStateException.class);
    machine.restore(before);
    assertThat(machine.stateHash()).isEqualTo(before.stateHash());
    machine.runUntil(90);
  }

  @Test
  void aSnapshotSharesThePagesThatDidNotChange() {
    Machine machine = counting();
    machine.runUntil(1);
    PageTable before = machine.snapshot().memory();
    machine.runUntil(500);
    PageTable after = machine.snapshot().memory();

    assertThat(after.distance(before, SIZE)).isEqualTo(1);
    assertThat(after.page(8)).isNotSameAs(before.page(8));
    assertThat(after.page(1)).isSameAs(before.page(1));
    assertThat(machine.snapshot().memory()).isSameAs(after);
  }

  @Test
  void aPageThatIsAsItWasIsNotUnlikeThoughSnapshotsWereTakenMeanwhile() {
    Machine machine = counting();
    machine.runUntil(30);
    MachineSnapshot before = machine.snapshot();
    byte[] was = before.page(9);
    machine.write(9 * Page.BYTES, new byte[] {1, 2, 3});
    Machine fork = machine.fork();
    assertThat(fork.snapshot().pagesUnlike(before)).containsExactly(9);

    machine.write(9 * Page.BYTES, was);

    assertThat(machine.snapshot().pagesUnlike(before)).isEmpty();
  }

  @Test
  void aSnapshotMakesAMachineOnAnotherPool() {
    Machine machine = counting();
    machine.runUntil(77);

    Machine copy = Machine.of(machine.snapshot(), Interpreter.INSTANCE, new MemoryPool());

    assertThat(copy.stateHash()).isEqualTo(machine.stateHash());
    copy.runUntil(200);
    machine.runUntil(200);
    assertThat(copy.stateHash()).isEqualTo(machine.stateHash());
    assertThat(machine.snapshot().retired()).isEqualTo(200);
    assertThat(machine.snapshot().pc()).isEqualTo(machine.pc());
    assertThat(machine.snapshot().memorySize()).isEqualTo(SIZE);
  }

  @Test
  void aSeamStopSurvivesSnapshotsForksAndParking() {
    Machine machine = new GuestProgram().emit(Opcode.IN, 3, 0x20).emit(Opcode.HALT).boot();
    machine.runUntil(5);
    Machine fork = machine.fork();
    machine.park();

    fork.completeRead(8);
    machine.completeRead(9);

    assertThat(fork.register(3)).isEqualTo(8);
    assertThat(machine.register(3)).isEqualTo(9);
    assertThat(machine.runUntil(5)).isEqualTo(Stop.HALTED);
  }

  @Test
  void aPortIsRefusedOnAParkedMachineToo() {
    Machine machine = new GuestProgram().emit(Opcode.OUT, 0x99, 3).boot();
    machine.runUntil(5);
    machine.park();

    machine.refusePort();

    assertThat(machine.stop()).isEqualTo(Stop.FAULTED);
    assertThat(machine.fault().orElseThrow().detail()).isEqualTo(0x99);
  }

  @Test
  void aSnapshotOfAnotherMemorySizeIsRefused() {
    Machine small = new GuestProgram().boot();
    Machine large = new GuestProgram(2 * SIZE).boot();

    assertThatThrownBy(() -> large.restore(small.snapshot()))
        .isInstanceOf(IllegalStateException.class);
  }

  @Test
  void devicesWriteIntoParkedMemoryAndOfflineCopiesKeepTheirContents() {
    Machine machine = counting();
    MachineSnapshot before = machine.snapshot();
    machine.park();

    assertThat(machine.write(0x9000, new byte[] {1, 2, 3})).isTrue();

    assertThat(wordAt(machine, 0x9000)).isEqualTo(0x030201);
    machine.restore(before);
    assertThat(wordAt(machine, 0x9000)).isZero();
  }

  @Test
  void aMachineThatStoppedWithAFaultCanBeTakenApartAndPutTogether() {
    Machine machine = new GuestProgram().set(1, 7).emit(Opcode.DIVU, 1, 2).boot();
    machine.runUntil(100);
    MachineSnapshot whole = machine.snapshot();

    Machine again = Machine.of(assembled(whole), machine.engine(), machine.pool());

    assertThat(machine.fault()).isPresent();
    assertThat(again.fault()).isEqualTo(machine.fault());
    assertThat(again.quickHash()).isEqualTo(machine.quickHash());
    assertThat(again.stateHash()).isEqualTo(machine.stateHash());
    assertThat(again.stop()).isEqualTo(machine.stop());
  }

  @Test
  void aFaultThatIsNoneIsRefused() {
    Machine machine = new GuestProgram().emit(Opcode.DIVU, 1, 2).boot();
    machine.runUntil(100);
    MachineSnapshot whole = machine.snapshot();
    long[] unknown = {0xff00, 0};

    assertThatThrownBy(() -> assembled(whole, new long[0]))
        .isInstanceOf(IllegalArgumentException.class);
    assertThatThrownBy(() -> assembled(whole, unknown))
        .isInstanceOf(IllegalArgumentException.class);
  }

  private static MachineSnapshot assembled(MachineSnapshot whole) {
    return assembled(whole, whole.fault());
  }

  private static MachineSnapshot assembled(MachineSnapshot whole, long[] fault) {
    TreeMap<Integer, byte[]> pages = new TreeMap<>();
    for (int page : whole.pagesUnlike(null)) {
      pages.put(page, whole.page(page));
    }
    return MachineSnapshot.assemble(whole.processor(), fault, whole.memorySize(), pages);
  }

  /** Every third instruction stores how often the loop was entered. */
  private static GuestProgram counting(GuestProgram guest) {
    return guest
        .emit(Opcode.NOP)
        .emit(Opcode.ADD_IMM, 1, 1)
        .emit(Opcode.ST8, 2, 0x8000, 1)
        .emit(Opcode.JMP, GuestProgram.START + 8);
  }

  private static Machine counting() {
    return counting(new GuestProgram()).boot();
  }
}
