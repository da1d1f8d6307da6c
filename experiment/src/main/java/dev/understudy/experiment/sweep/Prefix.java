package dev.understudy.experiment.sweep;

import dev.understudy.sim.oracle.Jury;
import dev.understudy.sim.world.FaultPointListener;
import dev.understudy.sim.world.FaultTrigger;
import dev.understudy.sim.world.Setup;
import dev.understudy.sim.world.World;
import dev.understudy.vm.machine.MemoryPool;
import java.util.List;

/**
 * A run that is forked at its instants: one in which nothing goes wrong, or, for pairs of faults,
 * one in which the first has struck. Goes through it once.
 */
final class Prefix implements FaultPointListener {

  /** A visitor that is shown one instant after the other. */
  interface Visitor {
    /** May fork the world; false ends the prefix here. */
    boolean visit(World world, Jury jury, SweepInstant instant);
  }

  private final Jury jury;
  private final World world;
  private final InstructionWindow window;
  private final Visitor visitor;
  private final long lengthNs;
  private long instants;
  private boolean wanted = true;

  /**
   * A prefix that begins with a world that has run some way.
   *
   * @param lengthNs where it ends at the latest; its forks may go on
   */
  Prefix(World world, long lengthNs, InstructionWindow window, Visitor visitor) {
    this.world = world;
    this.lengthNs = lengthNs;
    this.jury = world.watcher(Jury.class);
    this.window = window;
    this.visitor = visitor;
  }

  /** A prefix that begins with the run. */
  static Prefix boot(SweepPlan plan, MemoryPool pool, Visitor visitor) {
    Setup setup = plan.prolonged();
    Jury jury = new Jury(setup, pool);
    World world = World.untraced(setup, pool, List.of(jury));
    return new Prefix(world, plan.setup().deadlineNs(), plan.window(), visitor);
  }

  /** Runs to the end, or until the visitor has had enough. */
  void run() {
    world.setFaultPointListener(this);
    if (!window.isEmpty()) {
      world.stopEvery(1);
    }
    while (wanted && !world.isOver() && world.stepUntil(lengthNs)) {
      // Everything happens in the calls below.
    }
    if (wanted) {
      jury.end(world);
    }
    world.park();
    jury.park();
  }

  World world() {
    return world;
  }

  Jury jury() {
    return jury;
  }

  @Override
  public void before(long timeNs) {
    show(new FaultTrigger.AtTime(timeNs), timeNs, SweepInstant.NOBODY);
  }

  @Override
  public void point(int host, long number) {
    show(new FaultTrigger.AtHostStep(host, number), world.nowNs(), SweepInstant.NOBODY);
  }

  @Override
  public void retired(int host, long count) {
    if (window.contains(count)) {
      show(new FaultTrigger.AtCount(count), world.nowNs(), host);
    }
  }

  private void show(FaultTrigger trigger, long atNs, int counter) {
    if (wanted) {
      wanted = visitor.visit(world, jury, new SweepInstant(instants++, trigger, atNs, counter));
    }
  }
}
