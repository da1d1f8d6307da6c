package dev.understudy.experiment.run;

import dev.understudy.experiment.scenario.Scenario;
import dev.understudy.programs.Programs;
import dev.understudy.sim.oracle.Breach;
import dev.understudy.sim.world.EngineAssignment;
import dev.understudy.sim.world.RuleSet;
import dev.understudy.sim.world.Setup;
import dev.understudy.sim.world.Watcher;
import dev.understudy.sim.world.World;
import dev.understudy.vm.asm.Assembler;
import dev.understudy.vm.machine.Image;
import dev.understudy.vm.machine.Interpreter;
import dev.understudy.vm.machine.MemoryPool;
import java.util.ArrayList;
import java.util.List;
import java.util.function.UnaryOperator;

/**
 * One world that can be run: a guest, the scenario around it, and the rules it goes by. Running it
 * twice gives the same outcome.
 *
 * @param rules the standard ones stand for those of the scenario's strategy; any others, which have
 *     a bug in them, take their place
 */
public record Experiment(Image image, Scenario scenario, RuleSet rules, EngineAssignment engines) {

  /** What stands in for an oracle when the product's own checks stop a run. */
  public static final String ASSERTION = "assertion";

  public static Experiment of(Image image, Scenario scenario) {
    return new Experiment(
        image, scenario, RuleSet.STANDARD, EngineAssignment.all(Interpreter.INSTANCE));
  }

  /**
   * A program that ships, with its own scenario.
   *
   * @throws IllegalArgumentException if there is no such program
   */
  public static Experiment shipped(String program) {
    String toml =
        Programs.find(program)
            .orElseThrow(() -> new IllegalArgumentException("no program " + program + " ships"))
            .scenario();
    return of(image(program), Scenario.parse(program + ".toml", toml).orThrow());
  }

  /** The image of a program that ships. */
  public static Image image(String program) {
    return image(program, UnaryOperator.identity());
  }

  /** The image of a program that ships, with another source made from its own. */
  public static Image image(String program, UnaryOperator<String> change) {
    String source =
        Programs.find(program)
            .orElseThrow(() -> new IllegalArgumentException("no program " + program + " ships"))
            .source();
    return Assembler.assemble(program + ".asm", change.apply(source), Programs::include)
        .image()
        .orElseThrow();
  }

  public Experiment with(Scenario other) {
    return new Experiment(image, other, rules, engines);
  }

  public Experiment with(RuleSet other) {
    return new Experiment(image, scenario, other, engines);
  }

  public Experiment with(EngineAssignment other) {
    return new Experiment(image, scenario, rules, other);
  }

  /** What the run depends on, all of it. */
  public Setup setup() {
    Setup setup = new SetupFactory(true, engines, false).setup(scenario, image);
    return rules.equals(RuleSet.STANDARD) ? setup : setup.withRules(rules);
  }

  public Outcome run() {
    return run(List.of());
  }

  /** This experiment where more goes wrong than is provided for: judged by safety alone. */
  public Outcome runBeyond() {
    return run(List.of(), true);
  }

  /**
   * Runs to the end and judges. A planted bug may also run into a check of the product's own: that
   * ends the run, as an {@link #ASSERTION}.
   */
  public Outcome run(List<Watcher> watchers) {
    return run(watchers, false);
  }

  private Outcome run(List<Watcher> watchers, boolean beyond) {
    Run run = Run.of(setup(), new MemoryPool(), watchers);
    List<Breach> breaches = new ArrayList<>();
    RunReport report = null;
    try {
      if (!runsToItsEnd(run.world())) {
        breaches.add(new Breach(ASSERTION, run.world().nowNs(), "the world stands still"));
      }
      report = beyond ? run.safety() : run.report();
      breaches.addAll(report.breaches());
    } catch (RuntimeException problem) {
      breaches.add(new Breach(ASSERTION, run.world().nowNs(), text(problem)));
    }
    return new Outcome(this, report, run.trace(), breaches);
  }

  private static boolean runsToItsEnd(World world) {
    Standstill standstill = new Standstill();
    while (!world.isOver() && world.step()) {
      if (standstill.at(world.nowNs())) {
        return false;
      }
    }
    return true;
  }

  private static String text(RuntimeException problem) {
    StackTraceElement[] stack = problem.getStackTrace();
    String where = stack.length == 0 ? "" : " in " + stack[0].getFileName();
    return problem.getMessage() + where;
  }
}
