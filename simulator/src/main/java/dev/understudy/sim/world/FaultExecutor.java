package dev.understudy.sim.world;

import java.util.Optional;
import java.util.OptionalInt;

/**
 * What each fault does to a world, and how that is undone. For each kind there is a method that
 * works out how it would strike now; it returns empty if there is nothing that it could hit. The
 * executor has no state of its own.
 */
final class FaultExecutor implements FaultEffect.Cases<Optional<FaultExecutor.Strike>> {

  /**
   * How a fault would strike now.
   *
   * @param whom what it would hit, for reports
   * @param effect makes it strike in this world
   * @param undoing undoes that later, in the world that has come of this one by then
   */
  record Strike(String whom, Runnable effect, Undoing undoing) {}

  /** Undoes what a fault did. It is immutable, so that forks can share it. */
  interface Undoing {
    /**
     * Undoes it.
     *
     * @param later the executor of the world in which it is undone
     */
    void in(FaultExecutor later);
  }

  private final World world;
  private final ActionExecutor executor;
  private final FaultTargets targets;

  FaultExecutor(World world, ActionExecutor executor) {
    this.world = world;
    this.executor = executor;
    this.targets = new FaultTargets(world.pool(), world.disk(), world.setup().arbiterName());
  }

  /** How a fault would strike now; empty if it can't. */
  Optional<Strike> prepare(FaultEffect effect) {
    return effect.match(this);
  }

  /** The host whose instructions are counted for a fault; empty if there is none. */
  Optional<Host> counted(FaultEffect effect) {
    return targets.hostOf(effect.counted());
  }

  private Optional<Host> alive(FaultTarget target) {
    return targets.hostOf(target).filter(Host::alive);
  }

  // ---- hosts

  @Override
  public Optional<Strike> crash(FaultEffect.Crash blow) {
    Optional<Host> host = alive(blow.target());
    return host.isPresent() ? crash(host.get()) : emptyPlace(blow.target());
  }

  private Optional<Strike> crash(Host host) {
    int place = host.place();
    Runnable effect =
        () -> {
          host.crash();
          world.pool().takeDown(place);
          world.clusterService().look();
        };
    return Optional.of(new Strike(host.name(), effect, later -> later.reboot(place)));
  }

  /** A place without a host can go down as well: no host can be started there then. */
  private Optional<Strike> emptyPlace(FaultTarget target) {
    OptionalInt named = target.namedPlace();
    if (named.isEmpty() || world.pool().isDown(named.getAsInt())) {
      return Optional.empty();
    }
    int place = named.getAsInt();
    return Optional.of(
        new Strike(
            targets.nameOf(place),
            () -> world.pool().takeDown(place),
            later -> later.reboot(place)));
  }

  /** Brings a place up again, without a host. */
  private void reboot(int place) {
    world.pool().bringUp(place);
    world.clusterService().look();
  }

  @Override
  public Optional<Strike> pause(FaultEffect.Pause blow) {
    return alive(blow.target())
        .map(
            host -> {
              int number = host.number();
              return new Strike(host.name(), host::pause, later -> later.resume(number));
            });
  }

  private void resume(int number) {
    Host host = world.hosts().get(number);
    if (host.paused()) {
      host.resume(world.nowNs());
      world.tell(watcher -> watcher.resumed(world.nowNs(), number));
      executor.catchUp(host);
      world.clusterService().look();
    }
  }

  @Override
  public Optional<Strike> slow(FaultEffect.Slow blow) {
    return alive(blow.target())
        .map(
            host -> {
              int place = host.place();
              return new Strike(
                  host.name(), () -> host.slow(blow.factor()), later -> later.fullSpeed(place));
            });
  }

  private void fullSpeed(int place) {
    Host host = world.pool().at(place);
    if (host != null) {
      host.slow(1);
    }
  }

  // ---- networks

  @Override
  public Optional<Strike> cut(FaultEffect.Cut blow) {
    OptionalInt from = targets.endpointOf(blow.from());
    OptionalInt to = targets.endpointOf(blow.to());
    return from.isPresent() && to.isPresent()
        ? Optional.of(cut(blow.net(), from.getAsInt(), to.getAsInt()))
        : Optional.empty();
  }

  private Strike cut(NetworkName net, int from, int to) {
    Runnable effect =
        () -> {
          world.networks().cut(net, from, to);
          tellOfLinks();
        };
    String whom = targets.nameOf(from) + " to " + targets.nameOf(to);
    return new Strike(whom, effect, later -> later.mend(net, from, to));
  }

  private void mend(NetworkName net, int from, int to) {
    world.networks().heal(net, from, to);
    tellOfLinks();
    world.clusterService().look();
  }

  /**
   * Tells hosts which of their links work. A host notices when a link to clients or disk fails, in
   * either direction: a network card knows its carrier, and asks the switch or the array at the
   * other end all the time. It does not notice that the disk is out: the array itself still answers
   * then, for all its hosts.
   */
  private void tellOfLinks() {
    for (Host host : world.hosts()) {
      boolean up = !isIsolated(host.place());
      if (host.alive() && host.linkChanged(up)) {
        executor.touch(host, replica -> replica.serviceLinks(up, host.clockAt(world.nowNs())));
      }
    }
  }

  /**
   * Whether a host can serve no client. A host with a disk of its own needs no link to the third
   * party for that.
   */
  private boolean isIsolated(int place) {
    WorldNetworks networks = world.networks();
    boolean needsStorage = !world.setup().hasOwnDisks();
    return networks.isCutFromClients(place) || (needsStorage && networks.isCutFromStorage(place));
  }

  // ---- the disk

  @Override
  public Optional<Strike> diskOutage(FaultEffect.DiskOutage blow) {
    String whom = world.setup().arbiterName();
    return Optional.of(
        new Strike(whom, () -> world.storage().goOut(), later -> later.world.storage().comeBack()));
  }
}
