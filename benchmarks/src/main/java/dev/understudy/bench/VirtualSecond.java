package dev.understudy.bench;

import dev.understudy.bench.Measurement.Effort;
import dev.understudy.bench.Measurement.Spread;
import dev.understudy.experiment.run.SetupFactory;
import dev.understudy.experiment.scenario.Scenario;
import dev.understudy.programs.Program;
import dev.understudy.programs.Programs;
import dev.understudy.sim.world.Setup;
import dev.understudy.sim.world.World;
import dev.understudy.vm.asm.Assembler;
import dev.understudy.vm.compiled.CompilingEngine;
import dev.understudy.vm.machine.MemoryPool;
import java.util.List;

/**
 * What a second of a simulated world costs: two hosts, networks, disk and clients, as the program's
 * scenario has them, nothing recorded into files and nothing judged.
 *
 * @param virtualMs how long the run takes in the world
 * @param realPerVirtual time; below 1 the world goes faster than ours
 */
record VirtualSecond(String program, double virtualMs, Spread realPerVirtual) {

  private static final List<String> PROGRAMS = List.of("bank", "kv");

  /** One measurement for each program that is named; without names for all. */
  static List<VirtualSecond> of(List<String> programs, Effort effort) {
    return PROGRAMS.stream()
        .filter(program -> programs.isEmpty() || programs.contains(program))
        .map(program -> of(program, effort))
        .toList();
  }

  static VirtualSecond of(String name, Effort effort) {
    Program program = Programs.find(name).orElseThrow();
    Scenario scenario = Scenario.parse(name + ".toml", program.scenario()).orThrow();
    Setup setup =
        SetupFactory.faultTolerant(CompilingEngine.create())
            .setup(
                scenario,
                Assembler.assemble(name + ".asm", program.source(), Programs::include).orThrow());
    MemoryPool pool = new MemoryPool();
    long virtualNs = run(setup, pool);
    Measurement measure = Measurement.of(effort, List.of(() -> run(setup, pool)));
    return new VirtualSecond(name, virtualNs / 1e6, measure.timePer(0, virtualNs));
  }

  private static long run(Setup setup, MemoryPool pool) {
    World world = new World(setup, pool, List.of());
    world.run();
    return world.nowNs();
  }
}
