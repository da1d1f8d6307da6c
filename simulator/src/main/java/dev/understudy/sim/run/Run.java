package dev.understudy.sim.run;

import dev.understudy.sim.oracle.Chronicle;
import dev.understudy.sim.oracle.Evidence;
import dev.understudy.sim.oracle.Oracle;
import dev.understudy.sim.oracle.Verdict;
import dev.understudy.sim.world.Setup;
import dev.understudy.sim.world.Watcher;
import dev.understudy.sim.world.World;
import dev.understudy.vm.machine.MemoryPool;
import java.util.ArrayList;
import java.util.List;

/** One run of one setup, under the eyes of all oracles. */
public final class Run {
  private final World world;
  private final Chronicle chronicle;

  private Run(World world, Chronicle chronicle) {
    this.world = world;
    this.chronicle = chronicle;
  }

  /** A run in which nothing has happened yet. */
  public static Run of(Setup setup, MemoryPool pool) {
    return of(setup, pool, List.of());
  }

  /** The same, watched by somebody besides. */
  public static Run of(Setup setup, MemoryPool pool, List<Watcher> watchers) {
    Chronicle chronicle = new Chronicle();
    List<Watcher> all = new ArrayList<>(watchers);
    all.add(chronicle);
    return new Run(new World(setup, pool, all), chronicle);
  }

  /** A copy that goes its own way. */
  public Run fork() {
    World copy = world.fork();
    Chronicle copied =
        copy.watchers().stream()
            .filter(Chronicle.class::isInstance)
            .map(Chronicle.class::cast)
            .findFirst()
            .orElseThrow();
    return new Run(copy, copied);
  }

  public World world() {
    return world;
  }

  /** What was observed so far. */
  public Chronicle chronicle() {
    return chronicle;
  }

  /** Runs to the end, judges, and gives an account. */
  public Account finish() {
    world.run();
    return account();
  }

  /** The account of what has happened so far. */
  public Account account() {
    Evidence evidence = Evidence.of(chronicle, world);
    List<Verdict> verdicts = Oracle.judgeAll(evidence);
    return Account.of(evidence, verdicts);
  }
}
