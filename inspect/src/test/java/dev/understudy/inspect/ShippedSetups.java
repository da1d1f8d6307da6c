package dev.understudy.inspect;

import com.google.common.collect.ImmutableList;
import dev.understudy.experiment.run.Experiment;
import dev.understudy.experiment.scenario.FaultText;
import dev.understudy.experiment.scenario.Scenario;
import dev.understudy.sim.world.Fault;
import dev.understudy.sim.world.Setup;
import java.util.Arrays;

/** Programs that ship, with their scenarios, ready to be run and looked at. */
public final class ShippedSetups {
  private ShippedSetups() {}

  /** The program's scenario under fault tolerance, with these faults. */
  public static Setup setup(String program, long seed, String... faults) {
    Experiment shipped = Experiment.shipped(program);
    return setup(shipped, shipped.scenario(), seed, faults);
  }

  /** The one that the program has for sweeps: it is over sooner. */
  public static Setup sweep(String program, long seed, String... faults) {
    Experiment shipped = Experiment.shipped(program);
    return setup(shipped, shipped.scenario().forSweep(), seed, faults);
  }

  private static Setup setup(
      Experiment experiment, Scenario scenario, long seed, String... faults) {
    ImmutableList<Fault> plan =
        Arrays.stream(faults)
            .map(text -> FaultText.parse(text, "test").fault().orElseThrow())
            .collect(ImmutableList.toImmutableList());
    return experiment.with(scenario.withSeed(seed).withFaults(plan)).setup();
  }
}
