package dev.understudy.vm.machine;

import static dev.understudy.vm.machine.GuestProgram.SIZE;
import static org.assertj.core.api.Assertions.assertThat;

import dev.understudy.vm.isa.Opcode;
import dev.understudy.vm.random.Dice;
import dev.understudy.vm.random.ProgramGenerator;
import dev.understudy.vm.random.RandomWorld;
import java.util.Arrays;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;

class StateHashTest {

  @Test
  void itDependsOnContentsNotOnHowTheyCameAbout() {
    for (long seed = 0; seed < 20; seed++) {
      Machine machine =
          Machine.boot(ProgramGenerator.program(seed), Interpreter.INSTANCE, new MemoryPool());
      RandomWorld world = new RandomWorld(seed, 30);
      for (int count = 100; count <= 500; count += 100) {
        world.run(machine, count);
        machine.stateHash();
      }
      byte[] contents = new byte[SIZE];
      machine.read(0, contents);

      Machine rebuilt =
          Machine.boot(Image.of(contents, 0, SIZE), Interpreter.INSTANCE, new MemoryPool());
      rebuilt.core().copyFrom(machine.core());

      assertThat(rebuilt.stateHash()).as("seed %s", seed).isEqualTo(machine.stateHash());
      assertThat(rebuilt.quickHash()).isEqualTo(machine.quickHash());
      assertThat(machine.snapshot().stateHash()).isEqualTo(machine.stateHash());
      assertThat(machine.fork().stateHash()).isEqualTo(machine.stateHash());
    }
  }

  @Test
  void writingWhatIsThereOrUndoingAWriteChangesNothing() {
    Machine machine = new GuestProgram().boot();
    StateHash before = machine.stateHash();
    byte[] ones = new byte[5000];
    Arrays.fill(ones, (byte) 1);

    machine.write(0x5000, new byte[5000]);
    assertThat(machine.stateHash()).isEqualTo(before);
    machine.write(0x5000, ones);
    StateHash written = machine.stateHash();
    assertThat(written).isNotEqualTo(before);
    machine.write(0x5000, new byte[5000]);
    assertThat(machine.stateHash()).isEqualTo(before);
    machine.write(0x5000, ones);
    assertThat(machine.stateHash()).isEqualTo(written);
  }

  @Test
  void eachByteAndItsPlaceCount() {
    Machine machine = new GuestProgram().boot();
    TreeSet<Long> highs = new TreeSet<>();
    TreeSet<Long> lows = new TreeSet<>();
    int states = 0;
    Dice dice = new Dice(3);
    for (int i = 0; i < 3000; i++) {
      int address = 0x3000 + dice.below(SIZE - 0x3000);
      byte[] old = new byte[1];
      machine.read(address, old);
      machine.write(address, new byte[] {(byte) (1 << dice.below(8))});
      StateHash hash = machine.stateHash();
      boolean isNew = highs.add(hash.high());
      assertThat(lows.add(hash.low())).isEqualTo(isNew);
      states += isNew ? 1 : 0;
      machine.write(address, old);
    }

    // About 3000 draws of 8 * 53248 single-bit states: hardly any is drawn twice.
    assertThat(states).isGreaterThan(2950);
  }

  @Test
  void exchangingTwoPagesOrTwoLeavesIsSeen() {
    byte[] one = new byte[2 << 20];
    one[0x3000] = 1;
    one[0x4000] = 2;
    byte[] two = new byte[2 << 20];
    two[0x3000] = 2;
    two[0x4000] = 1;
    byte[] far = new byte[2 << 20];
    far[0x3000 + (64 << 12)] = 1;
    far[0x4000 + (64 << 12)] = 2;

    assertThat(hash(one)).isNotEqualTo(hash(two)).isNotEqualTo(hash(far));
  }

  @Test
  void everyPartOfTheProcessorCounts() {
    Machine machine = new GuestProgram().boot();
    Core core = machine.core();
    TreeSet<Long> quick = new TreeSet<>();
    TreeSet<String> full = new TreeSet<>();
    quick.add(machine.quickHash());
    full.add(machine.stateHash().toString());
    for (int register = 0; register < 16; register++) {
      core.registers()[register]++;
      quick.add(machine.quickHash());
      full.add(machine.stateHash().toString());
    }
    core.pc += 8;
    quick.add(machine.quickHash());
    full.add(machine.stateHash().toString());
    core.retired++;
    quick.add(machine.quickHash());
    full.add(machine.stateHash().toString());
    for (int bit = 0; bit < 32; bit++) {
      core.status = 1 << bit;
      quick.add(machine.quickHash());
      full.add(machine.stateHash().toString());
    }

    assertThat(quick).hasSize(1 + 16 + 2 + 32);
    assertThat(full).hasSize(1 + 16 + 2 + 32);
  }

  @Test
  void theQuickHashLeavesMemoryOutAndTheFullOneCountsItsSize() {
    Machine machine = new GuestProgram().boot();
    long quick = machine.quickHash();
    machine.write(0x8000, new byte[] {1});
    assertThat(machine.quickHash()).isEqualTo(quick);

    Image small = Image.of(new byte[0], 0, SIZE);
    Image large = Image.of(new byte[0], 0, 2 * SIZE);
    assertThat(small.hash()).isNotEqualTo(large.hash());
  }

  @Test
  void aFaultIsPartOfTheState() {
    Machine divided = new GuestProgram().emit(Opcode.DIV, 1, 1).boot();
    StateHash before = divided.stateHash();
    divided.runUntil(1);

    assertThat(divided.stateHash()).isNotEqualTo(before);
  }

  @Test
  void itIsWrittenAs32HexadecimalDigits() {
    assertThat(new StateHash(0xabcL, -2).toString()).isEqualTo("0000000000000abcfffffffffffffffe");
  }

  private static StateHash hash(byte[] contents) {
    return Image.of(contents, 0, contents.length).hash();
  }
}
