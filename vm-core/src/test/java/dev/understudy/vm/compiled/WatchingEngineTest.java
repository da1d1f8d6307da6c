package dev.understudy.vm.compiled;

import static org.assertj.core.api.Assertions.assertThat;

import dev.understudy.vm.isa.CodeBuilder;
import dev.understudy.vm.isa.CodeBuilder.Label;
import dev.understudy.vm.isa.Opcode;
import dev.understudy.vm.machine.Image;
import dev.understudy.vm.machine.Interpreter;
import dev.understudy.vm.machine.Machine;
import dev.understudy.vm.machine.MemoryPool;
import java.util.Objects;
import java.util.Set;
import java.util.SortedSet;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** A watched machine runs as any other, and what it did is noticed. */
class WatchingEngineTest {
  private static final int ORIGIN = 0x1000;
  private static final int TURNS = 50_000;
  private static final int BUFFER = 0x8000;

  private int loopAt;
  private int rareAt;

  /** A loop that stores its counter; once, in the middle, it goes through a rare branch. */
  private Image image() {
    CodeBuilder code = new CodeBuilder(ORIGIN);
    code.set(4, BUFFER);
    loopAt = code.here();
    Label loop = code.label();
    code.emit(Opcode.ADD_IMM, 1, 1).emit(Opcode.ST8, 4, 0, 1);
    code.emit(Opcode.JNE_IMM, 1, TURNS / 2, code.here() + 32);
    rareAt = code.here();
    code.emit(Opcode.MOV_IMM, 9, 7).emit(Opcode.ST8, 4, 64, 9);
    code.emit(Opcode.MOV_IMM, 9, 0);
    code.set(2, TURNS);
    code.emitTo(loop, Opcode.JLT, 1, 2);
    code.emit(Opcode.HALT);
    byte[] memory = new byte[1 << 16];
    code.writeTo(memory);
    return Image.of(memory, ORIGIN, memory.length);
  }

  private static SortedSet<Integer> just(int one) {
    return new TreeSet<>(Set.of(one));
  }

  private static Watchpoints word(int address) {
    return new Watchpoints(
        new TreeSet<>(), new TreeSet<>(), just(address), Watchpoints.NEVER, Watchpoints.NEVER);
  }

  private static Watchpoints register(int number) {
    return new Watchpoints(
        new TreeSet<>(), just(number), new TreeSet<>(), Watchpoints.NEVER, Watchpoints.NEVER);
  }

  private static Watchpoints pc(int address) {
    return new Watchpoints(
        just(address), new TreeSet<>(), new TreeSet<>(), Watchpoints.NEVER, Watchpoints.NEVER);
  }

  /** Slices in which something was noticed, of 40. */
  private int sprungSlices(Watchpoints watchpoints) {
    Image image = image();
    Machine oracle = Machine.boot(image, Interpreter.INSTANCE, new MemoryPool());
    WatchingEngine engine = new WatchingEngine(CompilingEngine.create());
    Machine machine = Machine.boot(image, engine, new MemoryPool());
    engine.watch(machine, watchpoints);
    int sprung = 0;
    for (int slice = 1; slice <= 40; slice++) {
      long until = slice * 7L * TURNS / 40;
      assertThat(machine.runUntil(until)).isEqualTo(oracle.runUntil(until));
      assertThat(machine.stateHash()).isEqualTo(oracle.stateHash());
      sprung += engine.wasHit() ? 1 : 0;
    }
    Statistics statistics = Objects.requireNonNull(engine.statistics(machine));
    assertThat(statistics.regions()).as("it ran compiled").isPositive();
    engine.forget();
    return sprung;
  }

  @Test
  void whatHappensOnceIsNoticedOnce() {
    image();
    assertThat(sprungSlices(pc(rareAt))).isEqualTo(1);
    assertThat(sprungSlices(word(BUFFER + 64))).isEqualTo(1);
    assertThat(sprungSlices(register(9))).as("and changes back at once").isEqualTo(1);
  }

  @Test
  void whatHappensAlwaysIsNoticedAlways() {
    image();
    assertThat(sprungSlices(pc(loopAt))).isGreaterThan(20);
    assertThat(sprungSlices(word(BUFFER))).isGreaterThan(20);
    assertThat(sprungSlices(register(1))).isGreaterThan(20);
  }

  @ParameterizedTest
  @ValueSource(ints = {0, 0x7000, BUFFER + 8, (1 << 16) - 8, 1 << 20})
  void whatNeverHappensIsNeverNoticed(int address) {
    assertThat(sprungSlices(word(address))).isZero();
    assertThat(sprungSlices(pc(address))).isZero();
    assertThat(sprungSlices(register(12))).isZero();
  }
}
