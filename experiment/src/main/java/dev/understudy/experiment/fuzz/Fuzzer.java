package dev.understudy.experiment.fuzz;

import dev.understudy.experiment.run.Experiment;
import dev.understudy.experiment.run.Outcome;
import dev.understudy.experiment.scenario.RecurringFaults;
import dev.understudy.experiment.scenario.Scenario;
import dev.understudy.hypervisor.device.DiskKind;
import dev.understudy.hypervisor.log.Entry;
import dev.understudy.sim.oracle.Breach;
import dev.understudy.sim.oracle.RunTrace;
import dev.understudy.sim.world.EngineAssignment;
import dev.understudy.sim.world.SometimesProperty;
import dev.understudy.vm.compiled.CompilingEngine;
import dev.understudy.vm.machine.Engine;
import dev.understudy.vm.machine.Interpreter;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import java.util.function.IntFunction;

/**
 * Draws worlds around one program and runs them. World number n of a seed is always the same.
 *
 * <p>Each has two phases: things go wrong, judged for safety; then everything that heals has
 * healed, and every request has to be answered and the guest to end. Beyond what is promised the
 * second phase is not asked for.
 */
public final class Fuzzer {
  /** What stands in for an oracle when two engines differ. */
  public static final String ENGINES = "engines";

  private static final int OTHER_ENGINE_EVERY = 8;

  /** Compiles what ran this often: a small world must get to compiled code too. */
  private static final int THRESHOLD = 16;

  private static final int REGIONS = 256;

  /** A world of hundreds of faults takes seconds. */
  private static final int SHRINKING_LONG_WORLDS = 60;

  private static final int SHRINKING_WORLDS = 400;

  private final Experiment base;
  private final IntFunction<Scenario> worlds;
  private final boolean beyond;
  private final int shrinkingWorlds;
  private final Set<SometimesProperty> reachable;

  private Fuzzer(
      Experiment base,
      IntFunction<Scenario> worlds,
      boolean beyond,
      int shrinkingWorlds,
      Set<SometimesProperty> reachable) {
    this.base = base;
    this.worlds = worlds;
    this.beyond = beyond;
    this.shrinkingWorlds = shrinkingWorlds;
    this.reachable = reachable;
  }

  /**
   * Runs the program once undisturbed, to know how long it takes and what it does.
   *
   * @param base the program and its scenario, whose own faults are left out
   * @param beyond whether to exceed what is promised: several faults instead of one
   * @throws IllegalArgumentException if a promise is broken without any fault
   */
  public static Fuzzer of(Experiment base, long seed, boolean beyond) {
    Experiment small = base.with(calm(base.scenario()).forSweep());
    Outcome undisturbed = undisturbed(small);
    FaultFreeRun faultFree = FaultFreeRun.of(undisturbed);
    return new Fuzzer(
        small,
        number -> new ScenarioDraw(small.scenario(), faultFree, seed, number, beyond).scenario(),
        beyond,
        SHRINKING_WORLDS,
        reachable(undisturbed));
  }

  /**
   * Worlds of one fault after the other on a pool of hosts, each of which heals in time for the
   * next.
   *
   * @param base the program and its scenario; without clients nobody could tell that it goes on
   * @param lengthNs for how long there are faults
   * @throws IllegalArgumentException if there are no clients, or a promise is broken without any
   *     fault
   */
  public static Fuzzer soak(Experiment base, long seed, long lengthNs) {
    if (base.scenario().clients().isEmpty()) {
      throw new IllegalArgumentException(
          "a soak is for guests that serve clients, and " + base.scenario().name() + " has none");
    }
    Scenario pool = SoakDraw.pool(calm(base.scenario()));
    Outcome undisturbed = undisturbed(base.with(pool.forSweep()));
    long guestBytes = base.image().memorySize() + pool.disk().bytesOfGuest();
    return new Fuzzer(
        base.with(pool),
        number -> new SoakDraw(pool, guestBytes, seed, number, lengthNs).scenario(),
        false,
        SHRINKING_LONG_WORLDS,
        reachableInSoak(undisturbed));
  }

  /** Nothing goes wrong by itself. */
  private static Scenario calm(Scenario scenario) {
    return scenario.builder().faults(List.of()).recurringFaults(RecurringFaults.NONE).scenario();
  }

  private static Outcome undisturbed(Experiment experiment) {
    Outcome undisturbed = experiment.run();
    if (!undisturbed.isKept()) {
      throw new IllegalArgumentException(
          "a promise is broken without any fault: " + undisturbed.first().orElseThrow());
    }
    return undisturbed;
  }

  /** How many worlds may be run to make a failure smaller. */
  public int shrinkingWorlds() {
    return shrinkingWorlds;
  }

  /** World number {@code number}, from 0. */
  public Scenario scenario(int number) {
    return worlds.apply(number);
  }

  public FuzzRun run(int number) {
    Experiment experiment = base.with(scenario(number));
    Outcome outcome = judged(experiment);
    if (number % OTHER_ENGINE_EVERY == 0) {
      outcome = compared(outcome, experiment.with(otherEngines(number / OTHER_ENGINE_EVERY)));
    }
    return FuzzRun.of(number, outcome);
  }

  /** Compiled guests on both hosts, on the backup's, on the primary's, in turn. */
  private static EngineAssignment otherEngines(int turn) {
    Engine compiling = CompilingEngine.create(THRESHOLD, REGIONS);
    return switch (turn % 3) {
      case 0 -> EngineAssignment.all(compiling);
      case 1 -> new EngineAssignment(Interpreter.INSTANCE, compiling);
      default -> new EngineAssignment(compiling, Interpreter.INSTANCE);
    };
  }

  /** What executes the guest must not show: not in one observable thing. */
  static Outcome compared(Outcome outcome, Experiment otherEngine) {
    String trace = otherEngine.run().traceHash();
    return trace.equals(outcome.traceHash())
        ? outcome
        : outcome.with(
            new Breach(ENGINES, 0, "compiled and interpreted guests are not the same run"));
  }

  /** Runs a world and judges it as this campaign does. */
  public Outcome judged(Experiment experiment) {
    return beyond ? experiment.runBeyond() : experiment.run();
  }

  /** The experiment behind a run, to shrink or to show it. */
  public Experiment experiment(Scenario scenario) {
    return base.with(scenario);
  }

  /** What this guest's devices and clients make possible, so that a long campaign must see it. */
  public Set<SometimesProperty> reachable() {
    return EnumSet.copyOf(reachable);
  }

  /** Its networks lose nothing unless the scenario's do. */
  private static Set<SometimesProperty> reachableInSoak(Outcome undisturbed) {
    Set<SometimesProperty> all = reachable(undisturbed);
    all.removeAll(
        List.of(
            SometimesProperty.FRAME_LOST,
            SometimesProperty.FRAME_DUPLICATED,
            SometimesProperty.FRAME_OVERTAKEN));
    return all;
  }

  private static Set<SometimesProperty> reachable(Outcome undisturbed) {
    RunTrace trace = undisturbed.trace();
    EnumSet<SometimesProperty> all = EnumSet.allOf(SometimesProperty.class);
    DiskKind disk = undisturbed.experiment().scenario().disk().kind();
    if (trace.issued().isEmpty() || disk == DiskKind.OWN) {
      all.remove(SometimesProperty.IO_REISSUED);
    }
    if (trace.logged().stream().noneMatch(one -> one.entry().type() == Entry.Type.TIMER_FIRED)) {
      all.remove(SometimesProperty.TIMER_OVERDUE);
    }
    boolean served = !undisturbed.experiment().scenario().clients().isEmpty();
    if (!served) {
      all.remove(SometimesProperty.RETRIED);
    }
    if (!undisturbed.experiment().scenario().cluster().isThere()) {
      all.removeAll(List.of(SometimesProperty.CLONED, SometimesProperty.CLONE_INTERRUPTED));
    }
    long detectionNs = undisturbed.experiment().scenario().protocol().config().detectionTimeoutNs();
    if (FaultFreeRun.of(undisturbed).lengthNs() < 2 * detectionNs) {
      // It is over before a peer can be missed.
      all.remove(SometimesProperty.ALONE);
    }
    if (trace.emitted().stream().filter(one -> !one.kind().isLast()).count() < OUTPUTS_MANY) {
      all.removeAll(List.of(SometimesProperty.OUTPUT_REPEATED, SometimesProperty.OUTPUT_LOST));
    }
    return all;
  }

  /** With fewer outputs than this a crash rarely meets one on its way. */
  private static final int OUTPUTS_MANY = 20;
}
