package dev.understudy.testkit.junit;

import dev.understudy.experiment.fuzz.Fuzzer;
import dev.understudy.experiment.run.Experiment;
import dev.understudy.experiment.run.Outcome;
import dev.understudy.experiment.scenario.FaultText;
import dev.understudy.experiment.scenario.Scenario;
import dev.understudy.sim.world.Fault;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/** A guest program with the world around it, not yet run. Immutable: each change gives another. */
public final class Guest {
  private final Experiment experiment;

  Guest(Experiment experiment) {
    this.experiment = experiment;
  }

  /**
   * This guest with further faults.
   *
   * @param faults as on the command line: {@code "crash primary@5ms"}
   * @throws IllegalArgumentException if one can't be read
   */
  public Guest with(String... faults) {
    List<Fault> all = new ArrayList<>(scenario().faults());
    for (String text : faults) {
      all.add(read(text));
    }
    return new Guest(experiment.with(scenario().withFaults(all)));
  }

  private static Fault read(String text) {
    FaultText.Result result = FaultText.parse(text, "fault");
    return result
        .fault()
        .orElseThrow(
            () ->
                new IllegalArgumentException(
                    "'"
                        + text
                        + "': "
                        + result
                            .problem()
                            .map(problem -> problem.message() + ", expected " + problem.expected())
                            .orElse("")));
  }

  public Guest withSeed(long seed) {
    return new Guest(experiment.with(scenario().withSeed(seed)));
  }

  /** The scenario around it; {@link Scenario#builder} changes anything. */
  public Scenario scenario() {
    return experiment.scenario();
  }

  public Guest with(Scenario scenario) {
    return new Guest(experiment.with(scenario));
  }

  /** Runs it under fault tolerance. */
  public Outcome run() {
    return experiment.run();
  }

  /** Runs it in random scenarios within what is promised; see docs/use/FUZZING.md. */
  public Stream<Outcome> fuzz(int runs, long seed) {
    Fuzzer fuzzer = Fuzzer.of(experiment, seed, false);
    return IntStream.range(0, runs)
        .mapToObj(number -> fuzzer.judged(fuzzer.experiment(fuzzer.scenario(number))));
  }
}
