package dev.understudy.sim.run;

import com.google.common.collect.ImmutableList;
import dev.understudy.programs.Programs;
import dev.understudy.sim.scenario.FaultText;
import dev.understudy.sim.scenario.Scenario;
import dev.understudy.sim.world.Fault;
import dev.understudy.sim.world.Setup;
import dev.understudy.vm.asm.Assembler;
import dev.understudy.vm.machine.Image;
import dev.understudy.vm.machine.Interpreter;
import dev.understudy.vm.machine.MemoryPool;
import java.util.Arrays;

/** Programs that ship, with their scenarios, ready to run. */
public final class Theatre {
  private Theatre() {}

  public static Image image(String program) {
    String source = Programs.find(program).orElseThrow().source();
    return Assembler.assemble(program + ".asm", source, Programs::include).image().orElseThrow();
  }

  public static Scenario scenario(String program) {
    String toml = Programs.find(program).orElseThrow().scenario();
    return Scenario.parse(program + ".toml", toml).orThrow();
  }

  /** The program's scenario under fault tolerance, with these faults. */
  public static Setup setup(String program, long seed, String... faults) {
    return setup(scenario(program), image(program), seed, faults);
  }

  /** The same with the small workload that the scenario has for sweeps. */
  public static Setup sweep(String program, long seed, String... faults) {
    return setup(scenario(program).forSweep(), image(program), seed, faults);
  }

  public static Setup setup(Scenario scenario, Image image, long seed, String... faults) {
    ImmutableList<Fault> plan =
        Arrays.stream(faults)
            .map(text -> FaultText.parse(text, "test").fault().orElseThrow())
            .collect(ImmutableList.toImmutableList());
    Scenario changed = scenario.withSeed(seed).withFaults(plan);
    return Staging.faultTolerant(Interpreter.INSTANCE).setup(changed, image);
  }

  public static Setup solo(String program, long seed) {
    return Staging.solo(Interpreter.INSTANCE)
        .setup(scenario(program).withSeed(seed).withFaults(ImmutableList.of()), image(program));
  }

  public static Run run(Setup setup) {
    return Run.of(setup, new MemoryPool());
  }
}
