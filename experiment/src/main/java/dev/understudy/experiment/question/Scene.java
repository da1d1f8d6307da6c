package dev.understudy.experiment.question;

import dev.understudy.experiment.mutant.Mutant;
import dev.understudy.experiment.run.Experiment;
import dev.understudy.experiment.scenario.FaultText;
import dev.understudy.experiment.scenario.Scenario;
import dev.understudy.ft.replica.Strategy;
import dev.understudy.sim.world.Fault;
import java.util.Arrays;
import java.util.List;

/**
 * One run.
 *
 * @param command what shows this run to somebody who types it
 * @param about what is different from a run of the system as it is; empty if nothing is
 */
public record Scene(String command, String about, Experiment experiment) {
  static final long SEED = 7;

  /** A shipped program in its own scenario, with these faults. */
  static Scene run(String program, String... faults) {
    List<Fault> plan =
        Arrays.stream(faults)
            .map(text -> FaultText.parse(text, "question").fault().orElseThrow())
            .toList();
    Experiment shipped = Experiment.shipped(program);
    StringBuilder command = new StringBuilder("./understudy run " + program + " --seed " + SEED);
    for (String fault : faults) {
      command.append(
          fault.startsWith("crash ")
              ? " --crash " + fault.substring("crash ".length())
              : " --fault \"" + fault + "\"");
    }
    return new Scene(
        command.toString(), "", shipped.with(shipped.scenario().withSeed(SEED).withFaults(plan)));
  }

  /** This scene with a bug from the kill matrix in it. */
  Scene with(String mutant) {
    Mutant bug = Mutant.find(mutant).orElseThrow();
    return new Scene(
        command + " --mutant " + mutant,
        "with a planted bug: " + bug.breaks(),
        experiment.with(bug.rules()));
  }

  /** This scene under another strategy. */
  Scene under(Strategy strategy) {
    Scenario scenario = experiment.scenario();
    return new Scene(
        command + " --strategy " + strategy.label(),
        "under another strategy: " + strategy.meaning(),
        experiment.with(
            scenario.builder().replication(scenario.replication().with(strategy)).scenario()));
  }
}
