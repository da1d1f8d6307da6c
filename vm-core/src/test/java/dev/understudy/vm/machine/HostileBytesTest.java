package dev.understudy.vm.machine;

import static org.assertj.core.api.Assertions.assertThat;

import dev.understudy.vm.random.ProgramGenerator;
import dev.understudy.vm.random.RandomWorld;
import org.junit.jupiter.api.Test;

/** Whatever lies in memory, a machine stops where it was told to, and the host never trips. */
class HostileBytesTest {

  @Test
  void randomBytesStopAtTheCountOrEndAndNeverThrow() {
    MemoryPool pool = new MemoryPool();
    int ended = 0;
    int jumped = 0;
    for (long seed = 0; seed < 3000; seed++) {
      Machine machine = Machine.boot(ProgramGenerator.noise(seed), Interpreter.INSTANCE, pool);
      int start = machine.pc();
      Stop stop = new RandomWorld(seed, 20).run(machine, 200);
      assertThat(machine.retired() == 200 || stop.isEnd()).as("seed %s", seed).isTrue();
      ended += stop.isEnd() ? 1 : 0;
      jumped += Integer.compareUnsigned(machine.pc() - start, 8 * 200) > 0 ? 1 : 0;
      machine.park();
    }

    assertThat(ended).isBetween(300, 2700);
    assertThat(jumped).isGreaterThan(300);
  }

  @Test
  void randomProgramsStopAtTheCountOrEndAndNeverThrow() {
    MemoryPool pool = new MemoryPool();
    for (long seed = 50_000; seed < 51_000; seed++) {
      Machine machine = Machine.boot(ProgramGenerator.program(seed), Interpreter.INSTANCE, pool);
      Stop stop = new RandomWorld(seed, 50).run(machine, 3000);
      assertThat(machine.retired() == 3000 || stop.isEnd()).as("seed %s", seed).isTrue();
      machine.park();
    }
  }
}
