package dev.understudy.experiment.question;

import dev.understudy.experiment.mutant.Mutant;
import dev.understudy.experiment.run.Experiment;
import dev.understudy.experiment.scenario.FaultText;
import dev.understudy.sim.world.Fault;
import dev.understudy.sim.world.RuleSet;
import java.util.Arrays;
import java.util.List;

/**
 * One run.
 *
 * @param text the command that runs it, or what is different from the scene before
 */
public record Scene(String text, Experiment experiment) {
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
        command.toString(), shipped.with(shipped.scenario().withSeed(SEED).withFaults(plan)));
  }

  /** This scene with a bug from the kill matrix in it. */
  Scene with(String mutant) {
    Mutant bug = Mutant.find(mutant).orElseThrow();
    return new Scene(
        "the same with the planted bug `" + mutant + "`: " + bug.breaks(),
        experiment.with(bug.rules()));
  }

  /** This scene under other rules. */
  Scene under(String text, RuleSet rules) {
    return new Scene("the same, but " + text, experiment.with(rules));
  }
}
