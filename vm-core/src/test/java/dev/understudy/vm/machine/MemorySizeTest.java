package dev.understudy.vm.machine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.understudy.vm.isa.FaultKind;
import dev.understudy.vm.isa.Opcode;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class MemorySizeTest {

  @ParameterizedTest
  @ValueSource(ints = {64 << 10, (64 << 10) + 4096, 1 << 20, 256 << 20})
  void memoryEndsWhereItIsSaidTo(int size) {
    Machine machine =
        new GuestProgram(size)
            .set(1, size)
            .set(2, 0x55)
            .emit(Opcode.ST8, 1, -8, 2)
            .emit(Opcode.ST1, 1, 0, 2)
            .boot();
    StateHash fresh = machine.stateHash();

    assertThat(machine.runUntil(3)).isEqualTo(Stop.COUNT);
    MachineSnapshot snapshot = machine.snapshot();
    assertThat(machine.stateHash()).isNotEqualTo(fresh);
    assertThat(machine.runUntil(10)).isEqualTo(Stop.FAULTED);

    assertThat(machine.fault().orElseThrow().kind()).isEqualTo(FaultKind.MEMORY_ACCESS);
    assertThat(machine.fault().orElseThrow().detail()).isEqualTo(size);
    assertThat(machine.memorySize()).isEqualTo(size);
    machine.restore(snapshot);
    assertThat(GuestProgram.wordAt(machine, size - 8)).isEqualTo(0x55);
  }

  @ParameterizedTest
  @ValueSource(ints = {0, 4096, (64 << 10) - 4096, (64 << 10) + 8, (256 << 20) + 4096, -4096})
  void otherSizesAreRefused(int size) {
    assertThatThrownBy(() -> Image.of(new byte[0], 0, size))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("memory size " + size);
  }

  @Test
  void contentsMustFit() {
    assertThatThrownBy(() -> Image.of(new byte[Image.MIN_MEMORY + 1], 0, Image.MIN_MEMORY))
        .isInstanceOf(IllegalArgumentException.class);
  }

  @Test
  void anImageDoesNotChangeWithTheArraysThatItWasGivenOrReturned() {
    byte[] given = {1, 2, 3};
    Image image = Image.of(given, 0, Image.MIN_MEMORY);
    given[0] = 9;
    image.contents()[1] = 9;

    assertThat(image.contents()).containsExactly(1, 2, 3);
    assertThat(GuestProgram.wordAt(boot(image), 0)).isEqualTo(0x030201);
  }

  @Test
  void anImagesHashCoversContentsEntryAndSize() {
    StateHash hash = Image.of(new byte[] {1}, 8, Image.MIN_MEMORY).hash();

    assertThat(Image.of(new byte[] {1, 0, 0}, 8, Image.MIN_MEMORY).hash()).isEqualTo(hash);
    assertThat(Image.of(new byte[] {2}, 8, Image.MIN_MEMORY).hash()).isNotEqualTo(hash);
    assertThat(Image.of(new byte[] {1}, 0, Image.MIN_MEMORY).hash()).isNotEqualTo(hash);
    assertThat(Image.of(new byte[] {1}, 8, 2 * Image.MIN_MEMORY).hash()).isNotEqualTo(hash);
  }

  private static Machine boot(Image image) {
    return Machine.boot(image, Interpreter.INSTANCE, new MemoryPool());
  }
}
