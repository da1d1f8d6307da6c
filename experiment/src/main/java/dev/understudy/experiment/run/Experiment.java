package dev.understudy.experiment.run;

import dev.understudy.experiment.scenario.Scenario;
import dev.understudy.programs.Program;
import dev.understudy.programs.Programs;
import dev.understudy.riscv.elf.ElfReader;
import dev.understudy.riscv.elf.ElfRefusedException;
import dev.understudy.riscv.translation.TranslationRefusedException;
import dev.understudy.riscv.translation.Translator;
import dev.understudy.sim.oracle.Breach;
import dev.understudy.sim.oracle.Jury;
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
    Program shipped = found(program);
    return switch (shipped.language()) {
      case ASSEMBLY -> assemble(shipped, shipped.source());
      case C -> translate(Programs.elf(program));
    };
  }

  /**
   * The image of a program that ships in assembly, with another source made from its own.
   *
   * @throws IllegalArgumentException if it is written in another language
   */
  public static Image image(String program, UnaryOperator<String> change) {
    Program shipped = found(program);
    if (shipped.language() != Program.Language.ASSEMBLY) {
      throw new IllegalArgumentException(program + " is not written in assembly");
    }
    return assemble(shipped, change.apply(shipped.source()));
  }

  private static Program found(String program) {
    return Programs.find(program)
        .orElseThrow(() -> new IllegalArgumentException("no program " + program + " ships"));
  }

  private static Image assemble(Program shipped, String source) {
    return Assembler.assemble(shipped.fileName(), source, Programs::include).image().orElseThrow();
  }

  private static Image translate(byte[] elf) {
    try {
      return Translator.translate(ElfReader.read(elf)).image();
    } catch (ElfRefusedException | TranslationRefusedException e) {
      throw new IllegalStateException("a program that ships can't be used: " + e.getMessage(), e);
    }
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
      breaches.addAll(saidBefore(run.world()));
      breaches.add(new Breach(ASSERTION, run.world().nowNs(), text(problem)));
    }
    return new Outcome(this, report, run.trace(), breaches);
  }

  /**
   * What the judges have found until a check stopped the run. The host that ran into it still has
   * to tell what it did before.
   */
  private static List<Breach> saidBefore(World world) {
    try {
      world.settle();
    } catch (RuntimeException again) {
      // The same check may stop it once more; what it told by then is known.
    }
    return world.watcher(Jury.class).breaches();
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
