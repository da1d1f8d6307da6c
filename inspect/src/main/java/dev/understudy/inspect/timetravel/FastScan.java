package dev.understudy.inspect.timetravel;

import dev.understudy.sim.world.EngineAssignment;
import dev.understudy.sim.world.World;
import dev.understudy.vm.compiled.Watched;
import dev.understudy.vm.compiled.WatchingEngine;
import dev.understudy.vm.machine.Engine;
import dev.understudy.vm.machine.Machine;
import java.util.ArrayList;
import java.util.List;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/**
 * Runs worlds at full speed and says where somebody has to look closer: in which stretch of time a
 * trap may have been sprung. It may say so without need; it never keeps silent of one that was.
 */
final class FastScan {
  private final WatchingEngine even;
  private final WatchingEngine odd;

  /** What a trap's guest was like when a stretch began. */
  private record Before(
      StopCondition.OfGuest trap, @Nullable Machine machine, long value, long count) {}

  FastScan(EngineAssignment engines) {
    even = watching(engines.even());
    odd = engines.even() == engines.odd() ? even : watching(engines.odd());
  }

  private static WatchingEngine watching(Engine engine) {
    return engine instanceof WatchingEngine same ? same : new WatchingEngine(engine);
  }

  /** The same engines, which the worlds must run on that it watches. */
  EngineAssignment engines() {
    return new EngineAssignment(even, odd);
  }

  /**
   * Runs a world until everything has happened up to a time.
   *
   * @return whether one of the traps may have been sprung
   */
  boolean runs(World at, long timeNs, List<StopCondition.OfGuest> traps) {
    List<Before> befores = new ArrayList<>();
    for (StopCondition.OfGuest trap : traps) {
      @Nullable Machine machine = InspectedGuests.machine(at, trap.host());
      long count = machine == null ? -1 : machine.retired();
      befores.add(new Before(trap, machine, trap.valueIn(at), count));
    }
    traps.stream()
        .map(StopCondition.OfGuest::host)
        .distinct()
        .forEach(host -> watch(at, host, traps));
    at.stopEvery(Long.MAX_VALUE);
    while (at.stepUntil(timeNs)) {
      // Everything happens there.
    }
    boolean sprung = even.wasSprung();
    sprung |= odd.wasSprung();
    even.forget();
    odd.forget();
    return sprung || befores.stream().anyMatch(before -> differs(before, at));
  }

  private void watch(World at, int host, List<StopCondition.OfGuest> traps) {
    @Nullable Machine machine = InspectedGuests.machine(at, host);
    if (machine != null) {
      Watched watched = watched(traps.stream().filter(trap -> trap.host() == host).toList());
      (machine.engine() == odd ? odd : even).watch(machine, watched);
    }
  }

  private static Watched watched(List<StopCondition.OfGuest> traps) {
    Wanted wanted = new Wanted();
    traps.forEach(trap -> trap.match(wanted));
    return wanted.watched();
  }

  /** What an engine is to watch for the traps of one guest. */
  private static final class Wanted implements StopCondition.OfGuest.Cases<Wanted> {
    private final TreeSet<Integer> pcs = new TreeSet<>();
    private final TreeSet<Integer> registers = new TreeSet<>();
    private final TreeSet<Integer> words = new TreeSet<>();
    private long callsFromSp = Watched.NEVER;
    private long returnsToSp = Watched.NEVER;

    Watched watched() {
      return new Watched(pcs, registers, words, callsFromSp, returnsToSp);
    }

    @Override
    public Wanted comes(StopCondition.Comes trap) {
      pcs.add(trap.address());
      return this;
    }

    @Override
    public Wanted register(StopCondition.Register trap) {
      registers.add(trap.number());
      return this;
    }

    @Override
    public Wanted word(StopCondition.Word trap) {
      words.add(trap.address());
      return this;
    }

    @Override
    public Wanted calls(StopCondition.Calls trap) {
      callsFromSp = Math.min(callsFromSp, trap.sp());
      return this;
    }

    @Override
    public Wanted returns(StopCondition.Returns trap) {
      returnsToSp = Math.min(returnsToSp, trap.sp());
      return this;
    }
  }

  /** What no engine sees: a guest that came or went, and what devices did behind its last step. */
  private static boolean differs(Before before, World at) {
    @Nullable Machine machine = InspectedGuests.machine(at, before.trap().host());
    if (machine != before.machine()) {
      return true;
    }
    long is = before.trap().valueIn(at);
    boolean moved = machine != null && machine.retired() > before.count();
    return before.trap().isSprung(new GuestStep(moved, before.value(), is, null, null));
  }
}
