package dev.understudy.vm.compiled;

import dev.understudy.vm.machine.Engine;
import dev.understudy.vm.machine.Machine;
import dev.understudy.vm.machine.Stop;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * An engine that can watch some of its machines while they run at the speed of compiled code: what
 * may do something that is watched is left out of what is compiled, executed alone and looked at.
 *
 * <p>It takes a machine through the same states as any engine, watched or not. Watched words must
 * not be negative addresses.
 */
public final class WatchingEngine implements Engine {
  private static final int REGIONS_MAX = 1000;
  private static final int KNOWN_MAX = 8;

  private final Engine plain;
  private final List<Watcher> watchers = new ArrayList<>();

  /** What was watched lately, with the code that was compiled for that. */
  private final List<Known> known = new ArrayList<>();

  /** The engine is any: one that compiles is there only where something is watched. */
  private record Watcher(Machine machine, Engine engine, WatchpointDetector detector) {}

  private record Known(Watchpoints watchpoints, CodeCache cache, Heat heat) {}

  /** One that leaves to another what is not watched. */
  public WatchingEngine(Engine plain) {
    this.plain = plain;
  }

  /** Watches this very machine, no fork of it. */
  public void watch(Machine machine, Watchpoints watchpoints) {
    Known lately = known(watchpoints);
    WatchpointDetector detector = new WatchpointDetector(watchpoints);
    CompilingEngine engine = CompilingEngine.watching(lately.cache(), lately.heat(), detector);
    watchers.add(new Watcher(machine, engine, detector));
  }

  private Known known(Watchpoints watchpoints) {
    for (Known one : known) {
      if (one.watchpoints().equals(watchpoints)) {
        return one;
      }
    }
    if (known.size() == KNOWN_MAX) {
      known.remove(0);
    }
    Known made =
        new Known(watchpoints, new CodeCache(REGIONS_MAX), new Heat(Heat.STANDARD_THRESHOLD));
    known.add(made);
    return made;
  }

  /** Watches no more. */
  public void forget() {
    watchers.clear();
  }

  /** Whether a machine did what is watched since the last question, or may have. */
  public boolean wasHit() {
    boolean was = false;
    for (Watcher watcher : watchers) {
      was |= watcher.detector().wasHit();
    }
    return was;
  }

  @Override
  public Stop run(Machine machine, long untilCount) {
    for (Watcher watcher : watchers) {
      if (watcher.machine() == machine) {
        watcher.detector().begins(machine.core());
        return watcher.engine().run(machine, untilCount);
      }
    }
    return plain.run(machine, untilCount);
  }

  /** What watches this machine; null if nothing does. For tests. */
  @Nullable Statistics statistics(Machine machine) {
    for (Watcher watcher : watchers) {
      if (watcher.machine() == machine && watcher.engine() instanceof CompilingEngine compiling) {
        return compiling.statistics();
      }
    }
    return null;
  }
}
