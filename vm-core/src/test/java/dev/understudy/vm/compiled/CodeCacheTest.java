package dev.understudy.vm.compiled;

import static org.assertj.core.api.Assertions.assertThat;

import dev.understudy.vm.isa.CodeBuilder;
import dev.understudy.vm.isa.CodeBuilder.Label;
import dev.understudy.vm.isa.Opcode;
import dev.understudy.vm.machine.Image;
import dev.understudy.vm.machine.Machine;
import dev.understudy.vm.machine.MemoryPool;
import java.lang.ref.WeakReference;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Compiled code has a bound, and what goes is gone. */
class CodeCacheTest {
  private static final int LOOPS = 40;
  private static final int COLLECTIONS = 50;

  private final Census census = new Census();

  @Test
  void noMoreRegionsAreKeptThanAllowed() {
    Machine machine = run(3);
    assertThat(census.all).hasSizeGreaterThan(LOOPS / 2);
    assertThat(census.all.stream().filter(one -> one.code() != null)).hasSize(3);
    assertThat(machine.register(3)).isEqualTo(LOOPS * 100L);
  }

  @Test
  void theClassOfEvictedCodeIsUnloaded() {
    Machine machine = run(1);
    WeakReference<Class<?>> evicted = census.classes.get(0);
    for (int i = 0; i < COLLECTIONS && evicted.get() != null; i++) {
      System.gc();
    }
    assertThat(evicted.get()).isNull();
    assertThat(machine.retired()).isPositive();
  }

  private Machine run(int maxRegions) {
    CodeBuilder code = new CodeBuilder(0x1000);
    for (int i = 0; i < LOOPS; i++) {
      code.set(1, 100);
      Label loop = code.label();
      code.emit(Opcode.ADD_IMM, 3, 1).emit(Opcode.SUB_IMM, 1, 1);
      code.emitTo(loop, Opcode.JGT_IMM, 1, 0);
      // So that the next loop is in a region of its own.
      code.emit(Opcode.MOV_IMM, 2, code.here() + 16).emit(Opcode.JMP_REG, 2);
    }
    code.emit(Opcode.HALT);
    byte[] memory = new byte[Image.MIN_MEMORY];
    code.writeTo(memory);
    Image image = Image.of(memory, 0x1000, memory.length);
    CompilingEngine engine = new CompilingEngine(10, maxRegions, census);
    Machine machine = Machine.boot(image, engine, new MemoryPool());
    machine.runUntil(1_000_000);
    return machine;
  }

  private static final class Census extends Statistics {
    final List<CompiledRegion> all = new ArrayList<>();
    final List<WeakReference<Class<?>>> classes = new ArrayList<>();

    @Override
    void compiled(CompiledRegion compiled) {
      super.compiled(compiled);
      all.add(compiled);
      CompiledCode code = compiled.code();
      if (code != null) {
        classes.add(new WeakReference<>(code.getClass()));
      }
    }
  }
}
