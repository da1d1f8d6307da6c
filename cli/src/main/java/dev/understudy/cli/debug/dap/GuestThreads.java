package dev.understudy.cli.debug.dap;

import dev.understudy.ft.replica.Replica;
import dev.understudy.inspect.timetravel.IndexedEvent;
import dev.understudy.inspect.timetravel.ReplayTimeline;
import dev.understudy.sim.world.World;
import dev.understudy.vm.machine.Machine;
import org.jspecify.annotations.Nullable;

/** The hosts at the cursor, and their guests; for the protocol they are threads. */
record GuestThreads(ReplayTimeline timeline) {

  World world() {
    return timeline.world();
  }

  static int thread(int host) {
    return host + 1;
  }

  int host(int thread) {
    int host = thread - 1;
    if (host < 0 || host >= world().hostCount()) {
      throw new RefusedException("there is no thread " + thread + " at this moment");
    }
    return host;
  }

  @Nullable Replica replica(int host) {
    return host >= 0 && host < world().hostCount() ? world().replica(host) : null;
  }

  @Nullable Machine machine(int host) {
    @Nullable Replica replica = replica(host);
    return replica == null || !replica.hasGuest() ? null : replica.guest().machine();
  }

  Machine running(int host) {
    @Nullable Machine machine = machine(host);
    if (machine == null) {
      throw new RefusedException(timeline().nameOf(host) + " is down");
    }
    return machine;
  }

  /** How people tell this host from the others. */
  String name(int host) {
    @Nullable Replica replica = replica(host);
    String state = replica == null ? "down" : replica.state().meaning();
    return timeline().nameOf(host) + " (" + state + ")";
  }

  boolean acts(int host) {
    @Nullable Replica replica = replica(host);
    return replica != null && replica.runsLive();
  }

  /** The host that serves the clients; if none does, the first host that is up. */
  int foremost() {
    if (world().primary().isPresent()) {
      return world().primary().getAsInt();
    }
    for (int host = 0; host < world().hostCount(); host++) {
      if (acts(host)) {
        return host;
      }
    }
    for (int host = 0; host < world().hostCount(); host++) {
      if (machine(host) != null) {
        return host;
      }
    }
    return 0;
  }

  /** How many hosts there ever are in this run. */
  int hostsEver() {
    int most = world().hostCount();
    for (IndexedEvent one : timeline.events()) {
      most = Math.max(most, one.actor() + 1);
    }
    return most;
  }
}
