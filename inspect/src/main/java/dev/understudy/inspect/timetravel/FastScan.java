package dev.understudy.inspect.timetravel;

import dev.understudy.sim.world.EngineAssignment;
import dev.understudy.sim.world.World;
import dev.understudy.vm.compiled.WatchingEngine;
import dev.understudy.vm.compiled.Watchpoints;
import dev.understudy.vm.machine.Engine;
import dev.understudy.vm.machine.Machine;
import java.util.ArrayList;
import java.util.List;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/**
 * Runs worlds at full speed and says where a closer look is needed: in which stretch of time a trap
 * may have been sprung. It may say so without need; it never keeps silent of one that was.
 */
final class FastScan {
  private final WatchingEngine even;
  private final WatchingEngine odd;

  /** What the guest that a condition is about was like when a stretch began. */
  private record Before(
      StopCondition.OfGuest condition, @Nullable Machine machine, long value, long count) {}

  FastScan(EngineAssignment engines) {
    even = watching(engines.even());
    odd = engines.even() == engines.odd() ? even : watching(engines.odd());
  }

  private static WatchingEngine watching(Engine engine) {
    return engine instanceof WatchingEngine same ? same : new WatchingEngine(engine);
  }

  /** The engines that a world must run on to be watched; they run guests as the ones given do. */
  EngineAssignment engines() {
    return new EngineAssignment(even, odd);
  }

  /**
   * Runs a world until everything has happened up to a time.
   *
   * @return whether one of the conditions may have been met
   */
  boolean runs(World at, long timeNs, List<StopCondition.OfGuest> conditions) {
    List<Before> befores = new ArrayList<>();
    for (StopCondition.OfGuest condition : conditions) {
      @Nullable Machine machine = InspectedGuests.machine(at, condition.host());
      long count = machine == null ? -1 : machine.retired();
      befores.add(new Before(condition, machine, condition.valueIn(at), count));
    }
    conditions.stream()
        .map(StopCondition.OfGuest::host)
        .distinct()
        .forEach(host -> watch(at, host, conditions));
    at.stopEvery(Long.MAX_VALUE);
    while (at.stepUntil(timeNs)) {
      // Everything happens there.
    }
    boolean met = even.wasHit();
    met |= odd.wasHit();
    even.forget();
    odd.forget();
    return met || befores.stream().anyMatch(before -> differs(before, at));
  }

  private void watch(World at, int host, List<StopCondition.OfGuest> conditions) {
    @Nullable Machine machine = InspectedGuests.machine(at, host);
    if (machine != null) {
      Watchpoints watchpoints =
          watched(conditions.stream().filter(condition -> condition.host() == host).toList());
      (machine.engine() == odd ? odd : even).watch(machine, watchpoints);
    }
  }

  private static Watchpoints watched(List<StopCondition.OfGuest> conditions) {
    WatchSet wanted = new WatchSet();
    conditions.forEach(condition -> condition.match(wanted));
    return wanted.watchpoints();
  }

  /** What an engine is to watch for the conditions of one guest. */
  private static final class WatchSet implements StopCondition.OfGuest.Cases<WatchSet> {
    private final TreeSet<Integer> pcs = new TreeSet<>();
    private final TreeSet<Integer> registers = new TreeSet<>();
    private final TreeSet<Integer> words = new TreeSet<>();
    private long callsFromSp = Watchpoints.NEVER;
    private long returnsToSp = Watchpoints.NEVER;

    Watchpoints watchpoints() {
      return new Watchpoints(pcs, registers, words, callsFromSp, returnsToSp);
    }

    @Override
    public WatchSet atAddress(StopCondition.AtAddress stop) {
      pcs.add(stop.address());
      return this;
    }

    @Override
    public WatchSet register(StopCondition.Register stop) {
      registers.add(stop.number());
      return this;
    }

    @Override
    public WatchSet word(StopCondition.Word stop) {
      words.add(stop.address());
      return this;
    }

    @Override
    public WatchSet atCall(StopCondition.AtCall stop) {
      callsFromSp = Math.min(callsFromSp, stop.sp());
      return this;
    }

    @Override
    public WatchSet atReturn(StopCondition.AtReturn stop) {
      returnsToSp = Math.min(returnsToSp, stop.sp());
      return this;
    }
  }

  /** What no engine sees: a guest that came or went, and what devices did behind its last step. */
  private static boolean differs(Before before, World at) {
    @Nullable Machine machine = InspectedGuests.machine(at, before.condition().host());
    if (machine != before.machine()) {
      return true;
    }
    long is = before.condition().valueIn(at);
    boolean moved = machine != null && machine.retired() > before.count();
    return before.condition().isMet(new GuestStep(moved, before.value(), is, null, null));
  }
}
