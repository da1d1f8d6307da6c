package dev.understudy.sim.world;

import org.jspecify.annotations.Nullable;

/** What befalls hosts and wires, and what they notice of it. Keeps nothing itself. */
final class Harm {
  private final World world;
  private final Errands errands;

  Harm(World world, Errands errands) {
    this.world = world;
    this.errands = errands;
  }

  void crash(Host host) {
    host.crash();
    world.pool().fall(host.place());
    world.understudies().look();
  }

  /** A place is up again, empty. */
  void reboot(int place) {
    world.pool().rise(place);
    world.understudies().look();
  }

  void pause(Host host) {
    host.pause();
  }

  void resume(Host host) {
    if (host.paused()) {
      host.resume(world.nowNs());
      errands.catchUp(host);
      world.understudies().look();
    }
  }

  void atFullSpeed(int place) {
    Host host = world.pool().at(place);
    if (host != null) {
      host.slow(1);
    }
  }

  void cut(Wires.Net net, int from, int to) {
    world.wires().cut(net, from, to);
    tellOfLinks();
  }

  void mend(Wires.Net net, int from, int to) {
    world.wires().heal(net, from, to);
    tellOfLinks();
    world.understudies().look();
  }

  /**
   * A host notices when a link to clients or disk goes dead, in either direction: a card knows its
   * carrier, and asks the switch or the array at the other end all the time. That the disk is out
   * is another thing: the array answers then, for all of its hosts alike.
   */
  private void tellOfLinks() {
    for (Host host : world.hosts()) {
      boolean up = !isIsolated(host.place());
      if (host.alive() && host.linkChanged(up)) {
        errands.touch(host, replica -> replica.serviceLinks(up, host.clockAt(world.nowNs())));
      }
    }
  }

  /**
   * Whether a host can't serve anybody: one with a disk of its own can, without the third party.
   */
  private boolean isIsolated(int place) {
    Wires wires = world.wires();
    boolean needsStorage = !world.setup().hasOwnDisks();
    return wires.isCutFromClients(place) || (needsStorage && wires.isCutFromStorage(place));
  }

  /** Whom a target means now; null if nobody. */
  @Nullable Host hostOf(Fault.Target target) {
    if (target instanceof Fault.Target.Primary) {
      return Roles.primary(world.hosts(), world.storage().disk());
    }
    if (target instanceof Fault.Target.Backup) {
      return Roles.backup(world.hosts());
    }
    if (target instanceof Fault.Target.Destination) {
      return Roles.destination(world.hosts());
    }
    return target instanceof Fault.Target.Numbered numbered
            && numbered.host() < world.pool().places()
        ? world.pool().at(numbered.host())
        : null;
  }

  /** For people; -1 is everybody, and who arbitrates comes after the hosts. */
  String nameOf(int endpoint) {
    if (endpoint < 0) {
      return "all";
    }
    return endpoint < world.pool().places()
        ? world.pool().profile(endpoint).name()
        : world.setup().arbiterName();
  }
}
