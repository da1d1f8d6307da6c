package dev.understudy.vm.compiled;

import static org.assertj.core.api.Assertions.assertThat;

import dev.understudy.vm.machine.Engine;
import dev.understudy.vm.machine.Image;
import dev.understudy.vm.machine.Interpreter;
import dev.understudy.vm.machine.Machine;
import dev.understudy.vm.machine.MemoryPool;
import dev.understudy.vm.random.Dice;
import dev.understudy.vm.random.RandomWorld;
import java.util.Arrays;

/** Two machines with one program in equal worlds, on the interpreter and on another engine. */
final class EngineComparison {
  private final String name;
  private final Side interpreted;
  private final Side compiled;
  private final byte[] expectedMemory;
  private final byte[] actualMemory;

  /**
   * @param name for messages: how to have the same again
   * @param meanGap see {@link RandomWorld}
   */
  EngineComparison(
      String name, Image image, Engine engine, long seed, int meanGap, MemoryPool pool) {
    this.name = name;
    this.interpreted = new Side(image, Interpreter.INSTANCE, seed, meanGap, pool);
    this.compiled = new Side(image, engine, seed, meanGap, pool);
    this.expectedMemory = new byte[image.memorySize()];
    this.actualMemory = new byte[image.memorySize()];
  }

  /** Takes both to the count, or to their end, and compares everything. */
  boolean to(long count) {
    interpreted.to(count);
    compiled.to(count);
    compare(count);
    return !interpreted.machine.stop().isEnd();
  }

  /** Runs to the count with stops at random distances. */
  void toWithStops(long count, Dice dice, int mostBetween) {
    long at = 0;
    boolean goesOn = true;
    while (goesOn && at < count) {
      at = Math.min(count, at + dice.between(1, mostBetween));
      goesOn = to(at);
    }
  }

  /**
   * Writes both memories as a device does.
   *
   * @return true if that hit an instruction that was compiled
   */
  boolean write(int address, byte[] bytes) {
    boolean hits =
        compiled.machine.core().watch() instanceof CodeTable code && code.covers(address);
    interpreted.machine.write(address, bytes);
    compiled.machine.write(address, bytes);
    return hits;
  }

  Machine compiledMachine() {
    return compiled.machine;
  }

  Machine interpretedMachine() {
    return interpreted.machine;
  }

  /**
   * Registers, pc, count, interrupt state and memory are covered by the hash. What it costs depends
   * on the marks of changed pages, so memory is compared beside it: were a mark missing, only one
   * of the two would show a difference.
   */
  private void compare(long count) {
    Machine expected = interpreted.machine;
    Machine actual = compiled.machine;
    expected.read(0, expectedMemory);
    actual.read(0, actualMemory);
    if (expected.stop() != actual.stop()
        || !expected.stateHash().equals(actual.stateHash())
        || !Arrays.equals(expectedMemory, actualMemory)
        || !expected.fault().equals(actual.fault())) {
      explain(expected, actual, count);
    }
  }

  private void explain(Machine expected, Machine actual, long count) {
    String where = name + " at " + count;
    assertThat(actual.retired()).as("retired: " + where).isEqualTo(expected.retired());
    assertThat(Integer.toHexString(actual.pc()))
        .as("pc: " + where)
        .isEqualTo(Integer.toHexString(expected.pc()));
    for (int register = 0; register < 16; register++) {
      assertThat(actual.register(register))
          .as("r" + register + ": " + where)
          .isEqualTo(expected.register(register));
    }
    assertThat(actualMemory).as("memory: " + where).isEqualTo(expectedMemory);
    assertThat(actual.stop()).as("stop: " + where).isEqualTo(expected.stop());
    assertThat(actual.fault()).as("fault: " + where).isEqualTo(expected.fault());
    assertThat(actual.stateHash()).as("hash: " + where).isEqualTo(expected.stateHash());
  }

  void park() {
    interpreted.machine.park();
    compiled.machine.park();
  }

  private static final class Side {
    final Machine machine;
    final RandomWorld world;

    Side(Image image, Engine engine, long seed, int meanGap, MemoryPool pool) {
      this.machine = Machine.boot(image, engine, pool);
      this.world = new RandomWorld(seed, meanGap);
    }

    void to(long count) {
      world.run(machine, count);
    }
  }
}
