package dev.understudy.browser.engine;

import dev.understudy.experiment.run.Experiment;
import dev.understudy.experiment.run.SetupFactory;
import dev.understudy.experiment.scenario.RecurringFaults;
import dev.understudy.experiment.scenario.Scenario;
import dev.understudy.inspect.timetravel.RecordedTrace;
import dev.understudy.programs.Programs;
import dev.understudy.sim.world.EngineAssignment;
import dev.understudy.sim.world.Fault;
import dev.understudy.sim.world.RuleSet;
import dev.understudy.sim.world.Setup;
import dev.understudy.vm.machine.Image;
import dev.understudy.vm.machine.Interpreter;
import java.util.ArrayList;
import java.util.List;

/**
 * What is to be run. Guests are interpreted: no class can be made while a page runs.
 *
 * @param name the guest's
 * @param rules the standard ones, or those with a planted bug
 * @param sources the lines that the guest was assembled from
 * @param command how a terminal is asked for this run
 * @param recorded what has to come of it; anything, if it was not recorded
 */
record RunPlan(
    String name,
    Image image,
    Scenario scenario,
    Mode mode,
    RuleSet rules,
    SourceLines sources,
    RunCommandLine command,
    RecordedTrace recorded) {

  /**
   * How it is run.
   *
   * @param faultTolerant two replicas; else one host alone
   * @param marksEveryEntry all of memory is compared at every entry
   */
  record Mode(boolean faultTolerant, boolean marksEveryEntry) {}

  /** What the run depends on, all of it. */
  Setup setup() {
    EngineAssignment engines = EngineAssignment.all(Interpreter.INSTANCE);
    Setup setup =
        new SetupFactory(mode.faultTolerant(), engines, mode.marksEveryEntry())
            .setup(played(), image);
    return rules.equals(RuleSet.STANDARD) ? setup : setup.withRules(rules);
  }

  /** Only a guest that ships is known to show what ships beside it, whatever the scenario says. */
  private Scenario played() {
    return isShipped(scenario.program(), image)
        ? scenario
        : scenario.builder().program("").scenario();
  }

  /** Whether a guest is the program of this name that ships. */
  static boolean isShipped(String name, Image image) {
    return Programs.find(name).isPresent() && Experiment.image(name).hash().equals(image.hash());
  }

  /** This run with one more fault. */
  RunPlan with(Fault fault) {
    List<Fault> faults = new ArrayList<>(scenario.allFaults());
    faults.add(fault);
    Scenario branched =
        scenario.builder().faults(faults).recurringFaults(RecurringFaults.NONE).scenario();
    branched.refusals().stream()
        .filter(refusal -> !scenario.refusals().contains(refusal))
        .findFirst()
        .ifPresent(
            refusal -> {
              throw new RequestRefusedException(
                  fault.text() + ": " + refusal.message() + ", expected " + refusal.expected());
            });
    return new RunPlan(
        name,
        image,
        branched,
        mode,
        rules,
        sources,
        command.withFaults(faults),
        RecordedTrace.nothing());
  }
}
