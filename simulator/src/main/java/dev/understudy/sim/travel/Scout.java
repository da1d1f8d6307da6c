package dev.understudy.sim.travel;

import dev.understudy.sim.world.Engines;
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
final class Scout {
  private final WatchingEngine even;
  private final WatchingEngine odd;

  /** What a trap's guest was like when a stretch began. */
  private record Before(Trap trap, @Nullable Machine machine, long value, long count) {}

  Scout(Engines engines) {
    even = watching(engines.even());
    odd = engines.even() == engines.odd() ? even : watching(engines.odd());
  }

  private static WatchingEngine watching(Engine engine) {
    return engine instanceof WatchingEngine same ? same : new WatchingEngine(engine);
  }

  /** The same engines, which the worlds must run on that it watches. */
  Engines engines() {
    return new Engines(even, odd);
  }

  /**
   * Runs a world until everything has happened up to a time.
   *
   * @return whether one of the traps may have been sprung; they must be of guests
   */
  boolean runs(World at, long timeNs, List<Trap> traps) {
    List<Before> befores = new ArrayList<>();
    for (Trap trap : traps) {
      @Nullable Machine machine = Guests.machine(at, trap.guest());
      long count = machine == null ? -1 : machine.retired();
      befores.add(new Before(trap, machine, Guests.value(at, trap), count));
    }
    traps.stream().map(Trap::guest).distinct().forEach(host -> watch(at, host, traps));
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

  private void watch(World at, int host, List<Trap> traps) {
    @Nullable Machine machine = Guests.machine(at, host);
    if (machine != null) {
      Watched watched = watched(traps.stream().filter(trap -> trap.guest() == host).toList());
      (machine.engine() == odd ? odd : even).watch(machine, watched);
    }
  }

  private static Watched watched(List<Trap> traps) {
    TreeSet<Integer> pcs = new TreeSet<>();
    TreeSet<Integer> registers = new TreeSet<>();
    TreeSet<Integer> words = new TreeSet<>();
    long callsFromSp = Watched.NEVER;
    long returnsToSp = Watched.NEVER;
    for (Trap trap : traps) {
      if (trap instanceof Trap.Comes comes) {
        pcs.add(comes.address());
      } else if (trap instanceof Trap.Register register) {
        registers.add(register.number());
      } else if (trap instanceof Trap.Word word) {
        words.add(word.address());
      } else if (trap instanceof Trap.Calls calls) {
        callsFromSp = Math.min(callsFromSp, calls.sp());
      } else if (trap instanceof Trap.Returns returns) {
        returnsToSp = Math.min(returnsToSp, returns.sp());
      }
    }
    return new Watched(pcs, registers, words, callsFromSp, returnsToSp);
  }

  /** What no engine sees: a guest that came or went, and what devices did behind its last step. */
  private static boolean differs(Before before, World at) {
    @Nullable Machine machine = Guests.machine(at, before.trap().guest());
    if (machine != before.machine()) {
      return true;
    }
    long is = Guests.value(at, before.trap());
    if (before.trap() instanceof Trap.Comes comes) {
      boolean moved = machine != null && machine.retired() > before.count();
      return is == comes.address() && (moved || is != before.value());
    }
    boolean isValue = before.trap() instanceof Trap.Register || before.trap() instanceof Trap.Word;
    return isValue && is != before.value();
  }
}
