package dev.understudy.experiment.run;

import static org.assertj.core.api.Assertions.assertThat;

import dev.understudy.sim.world.EngineAssignment;
import dev.understudy.sim.world.Setup;
import dev.understudy.vm.compiled.CompilingEngine;
import dev.understudy.vm.machine.Interpreter;
import dev.understudy.vm.machine.MemoryPool;
import org.junit.jupiter.api.Test;

/** What runs on one engine is compiled once for all of it. */
class SharedCodeTest {
  private static final int THRESHOLD = 20;
  private static final Setup BANK = ShippedSetups.sweep("bank", 7);

  @Test
  void aPrimaryAndItsBackupCompileAsMuchAsOneOfThem() {
    CompilingEngine primary = CompilingEngine.create(THRESHOLD, 1000);
    CompilingEngine backup = CompilingEngine.create(THRESHOLD, 1000);
    ShippedSetups.run(BANK.withEngines(new EngineAssignment(primary, backup))).finish();
    CompilingEngine engine = CompilingEngine.create(THRESHOLD, 1000);
    ShippedSetups.run(BANK.withEngines(EngineAssignment.all(engine))).finish();
    long shared = engine.statistics().regions();
    assertThat(shared).isPositive();
    assertThat(primary.statistics().regions()).isEqualTo(shared);
    assertThat(backup.statistics().regions()).isEqualTo(shared);
  }

  @Test
  void forksOfOneWorldCompileNothingAgain() {
    CompilingEngine eager = CompilingEngine.create(0, 1000);
    Run run = Run.of(BANK.withEngines(EngineAssignment.all(eager)), new MemoryPool());
    run.world().stepUntil(3_000_000);
    RunReport first = run.fork().finish();
    long regions = eager.statistics().regions();
    long instructions = eager.statistics().instructions();
    assertThat(regions).isPositive();
    for (int i = 0; i < 20; i++) {
      assertThat(run.fork().finish().traceHash()).isEqualTo(first.traceHash());
    }
    assertThat(eager.statistics().regions()).isEqualTo(regions);
    assertThat(eager.statistics().instructions()).isGreaterThan(10 * instructions);
  }

  /** A threshold of 0 compiles whatever is reached: slow, and the same. */
  @Test
  void whatIsCompiledAtOnceDoesTheSame() {
    for (String program : new String[] {"bank", "threads", "disklog"}) {
      CompilingEngine eager = CompilingEngine.create(0, 1000);
      Setup setup = ShippedSetups.sweep(program, 7, "crash primary@5ms");
      RunReport expected =
          ShippedSetups.run(setup.withEngines(EngineAssignment.all(Interpreter.INSTANCE))).finish();
      RunReport actual = ShippedSetups.run(setup.withEngines(EngineAssignment.all(eager))).finish();
      assertThat(actual.traceHash()).as(program).isEqualTo(expected.traceHash());
      assertThat(eager.statistics().regions()).as(program).isBetween(1L, 100L);
    }
  }
}
