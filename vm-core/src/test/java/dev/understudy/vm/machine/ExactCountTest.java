package dev.understudy.vm.machine;

import static org.assertj.core.api.Assertions.assertThat;

import dev.understudy.vm.isa.Opcode;
import dev.understudy.vm.random.Dice;
import dev.understudy.vm.random.ProgramGenerator;
import dev.understudy.vm.random.RandomWorld;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** A machine is in one state at each count, however it got there. */
class ExactCountTest {
  private static final int LENGTH = 1200;
  private static final int MEAN_GAP = 40;

  @Test
  void eachCountIsReachedExactly() {
    Machine machine =
        new GuestProgram().emit(Opcode.ADD_IMM, 1, 1).emit(Opcode.JMP, GuestProgram.START).boot();

    for (int count = 0; count < 100; count++) {
      assertThat(machine.runUntil(count)).isEqualTo(Stop.COUNT);
      assertThat(machine.retired()).isEqualTo(count);
      assertThat(machine.register(1)).isEqualTo((count + 1) / 2);
    }
    assertThat(machine.runUntil(5_000_001)).isEqualTo(Stop.COUNT);
    assertThat(machine.register(1)).isEqualTo(2_500_001);
  }

  @ParameterizedTest
  @ValueSource(longs = {0, 100, 200, 300, 400, 500})
  void inOneGoInPiecesAndOneByOneAllPassThroughTheSameStates(long firstSeed) {
    for (long seed = firstSeed; seed < firstSeed + 12; seed++) {
      Image image = ProgramGenerator.program(seed);
      Run oneByOne = new Run(image, seed);
      List<StateHash> states = oneByOne.everyState(LENGTH);

      Run inOneGo = new Run(image, seed);
      inOneGo.to(LENGTH);
      assertThat(inOneGo.hash()).as("seed %s in one go", seed).isEqualTo(oneByOne.hash());

      Dice dice = new Dice(seed ^ 0x5eed);
      Run inPieces = new Run(image, seed);
      for (int count = 0; count < LENGTH; ) {
        count = Math.min(LENGTH, count + dice.between(1, dice.oneIn(3) ? 300 : 20));
        inPieces.to(count);
        StateHash expected = states.get(Math.min(count, states.size() - 1));
        assertThat(inPieces.hash()).as("seed %s in pieces at %s", seed, count).isEqualTo(expected);
      }
      assertThat(inPieces.machine.retired()).isEqualTo(oneByOne.machine.retired());
      assertThat(inPieces.machine.fault()).isEqualTo(oneByOne.machine.fault());
    }
  }

  @ParameterizedTest
  @ValueSource(longs = {1000, 1100, 1200, 1300})
  void snapshotsForksAndParkingChangeNothing(long firstSeed) {
    for (long seed = firstSeed; seed < firstSeed + 12; seed++) {
      Image image = ProgramGenerator.program(seed);
      List<StateHash> states = new Run(image, seed).everyState(LENGTH);
      Dice dice = new Dice(seed ^ 0xf02c);
      MemoryPool pool = new MemoryPool();
      List<Run> runs = new ArrayList<>();
      runs.add(new Run(image, seed, pool));
      for (int step = 0; step < 60; step++) {
        Run run = dice.of(runs);
        disturb(run, runs, dice);
        int count = Math.min(LENGTH, run.count + dice.between(0, 60));
        run.to(count);
        StateHash expected = states.get(Math.min(count, states.size() - 1));
        assertThat(run.hash()).as("seed %s step %s at %s", seed, step, count).isEqualTo(expected);
      }
    }
  }

  private static void disturb(Run run, List<Run> runs, Dice dice) {
    switch (dice.below(6)) {
      case 0 -> run.machine.park();
      case 1 -> {
        if (runs.size() < 6) {
          runs.add(run.fork());
        }
      }
      case 2 -> run.become(dice.of(runs));
      case 3 -> run.machine.snapshot();
      default -> {}
    }
  }

  /** A machine, its world, and how far it was taken. */
  private static final class Run {
    final Machine machine;
    RandomWorld world;
    int count;

    Run(Image image, long seed) {
      this(image, seed, new MemoryPool());
    }

    Run(Image image, long seed, MemoryPool pool) {
      this(Machine.boot(image, Interpreter.INSTANCE, pool), new RandomWorld(seed, MEAN_GAP), 0);
    }

    private Run(Machine machine, RandomWorld world, int count) {
      this.machine = machine;
      this.world = world;
      this.count = count;
    }

    void to(int target) {
      world.run(machine, target);
      count = target;
      if (!machine.stop().isEnd()) {
        assertThat(machine.retired()).isEqualTo(target);
        assertThat(machine.canonical()).isTrue();
      }
    }

    /** By count; the last one is that of the end, if the program ended. */
    List<StateHash> everyState(int length) {
      List<StateHash> states = new ArrayList<>();
      states.add(hash());
      while (count < length && !machine.stop().isEnd()) {
        to(count + 1);
        states.add(hash());
      }
      return states;
    }

    Run fork() {
      return new Run(machine.fork(), world.fork(), count);
    }

    /** Back or forth to where another run of the same program is. */
    void become(Run other) {
      machine.restore(other.machine.snapshot());
      world = other.world.fork();
      count = other.count;
    }

    StateHash hash() {
      return machine.stateHash();
    }
  }
}
