package dev.understudy.sim.world;

import java.util.Optional;
import java.util.OptionalInt;

/**
 * What each fault does to a world, and how it is undone. For each kind there is a method that works
 * out how it would strike now; empty if there is nobody whom it could hit. Keeps nothing itself.
 */
final class FaultExecutor implements FaultEffect.Cases<Optional<FaultExecutor.Strike>> {

  /**
   * A fault that can strike.
   *
   * @param whom it would hit, for people
   * @param effect what it does to this world
   * @param undoing how that is undone, in the world that has come of this one by then
   */
  record Strike(String whom, Runnable effect, Undoing undoing) {}

  /** Undoes what a fault did. Immutable, for forks. */
  interface Undoing {
    /**
     * Undoes it.
     *
     * @param later what undoes faults in the world where it is to be undone
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
          world.pool().fall(place);
          world.clusterService().look();
        };
    return Optional.of(new Strike(host.name(), effect, later -> later.reboot(place)));
  }

  /** A place that is up goes down though no host is there: nobody can be put there then. */
  private Optional<Strike> emptyPlace(FaultTarget target) {
    OptionalInt named = target.namedPlace();
    if (named.isEmpty() || world.pool().isDown(named.getAsInt())) {
      return Optional.empty();
    }
    int place = named.getAsInt();
    return Optional.of(
        new Strike(
            targets.nameOf(place), () -> world.pool().fall(place), later -> later.reboot(place)));
  }

  /** A place is up again, empty. */
  private void reboot(int place) {
    world.pool().rise(place);
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
   * A host notices when a link to clients or disk goes dead, in either direction: a card knows its
   * carrier, and asks the switch or the array at the other end all the time. That the disk is out
   * is another thing: the array answers then, for all of its hosts alike.
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
   * Whether a host can't serve anybody: one with a disk of its own can, without the third party.
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
