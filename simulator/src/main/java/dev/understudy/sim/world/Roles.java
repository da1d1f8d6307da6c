package dev.understudy.sim.world;

import dev.understudy.disk.Generation;
import dev.understudy.disk.SharedDisk;
import dev.understudy.ft.protocol.State;
import dev.understudy.ft.replica.Replica;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Which host holds which role at this moment. A fault that names a role hits the host that holds it
 * when the fault strikes.
 */
final class Roles {
  private Roles() {}

  /**
   * The host that runs the guest live. Of several that do, it is the one that the disk has named,
   * or that led the newest pair when it was formed. Null if none does.
   */
  static @Nullable Host primary(List<Host> hosts, SharedDisk disk) {
    long named = named(disk);
    Host found = null;
    for (Host host : hosts) {
      Replica replica = host.replica();
      boolean acts = replica != null && !replica.halted() && replica.runsLive();
      if (acts && (found == null || host.incarnation() == named)) {
        found = host;
      }
    }
    return found;
  }

  /**
   * The incarnation that leads as far as the disk knows. Another host that still runs the guest
   * live has lost and does not know it yet.
   */
  static long named(SharedDisk disk) {
    Generation newest = disk.newestGeneration();
    return newest.isUnset() ? newest.primary() : newest.owner();
  }

  /** The backup in the newest pair that has one; null if no pair has. */
  static @Nullable Host backup(List<Host> hosts) {
    Host found = null;
    long newest = -1;
    for (Host host : hosts) {
      Replica replica = host.replica();
      if (replica != null && follows(replica) && replica.identity().generation() > newest) {
        found = host;
        newest = replica.identity().generation();
      }
    }
    return found;
  }

  /** The host that the guest is being cloned to; null if there is none. */
  static @Nullable Host destination(List<Host> hosts) {
    Host found = null;
    for (Host host : hosts) {
      Replica replica = host.replica();
      if (replica != null && host.alive() && replica.state() == State.JOINING) {
        found = host; // Hosts come in the order of their starts, so the last one wins.
      }
    }
    return found;
  }

  private static boolean follows(Replica replica) {
    return !replica.halted() && !replica.runsLive() && replica.hasGuest();
  }
}
