package dev.understudy.sim.world;

import dev.understudy.ft.protocol.CloneEnd;
import dev.understudy.ft.protocol.Identity;
import dev.understudy.ft.protocol.State;
import dev.understudy.ft.replica.Note;
import dev.understudy.ft.replica.NoteListener;
import dev.understudy.ft.replica.Replica;
import dev.understudy.hypervisor.Platform;
import org.jspecify.annotations.Nullable;

/**
 * The cluster service at work: it sees a primary without a backup, chooses a place, starts a host
 * there and orders the clone (paper §3.1). It has no state of its own.
 *
 * <p>What it saw may be out of date a moment later: the primary dies, the destination dies, a host
 * that was taken for dead goes on after a pause. The service need not care: whether a clone becomes
 * a backup is decided between source, destination and disk.
 */
final class ClusterService {
  private final World world;
  private final ClusterConfig cluster;

  ClusterService(World world) {
    this.world = world;
    this.cluster = world.setup().cluster();
  }

  /** Takes note of what happened in a host, because a backup may be missing afterwards. */
  void noted(Host host, Note note) {
    note.match(new Listening(host));
  }

  private final class Listening implements NoteListener {
    private final Host host;

    Listening(Host host) {
      this.host = host;
    }

    @Override
    public Boolean cloneEnded(Note.CloneEnded ended) {
      if (ended.how() == CloneEnd.NOT_CONVERGING) {
        host.giveUpCloning();
      } else if (ended.how() == CloneEnd.SILENT) {
        fellSilent(world.hostOfIncarnation(ended.joiner()));
      }
      look();
      return true;
    }

    @Override
    public Boolean stateChanged(Note.StateChanged changed) {
      look();
      return true;
    }

    @Override
    public Boolean halted(Note.Halted halted) {
      look();
      return true;
    }
  }

  /**
   * Notes that a clone to a place fell silent. Other places are tried before it, as the way to it
   * may be cut for good.
   */
  private void fellSilent(int number) {
    if (number >= 0) {
      world.pool().fellSilent(world.hosts().get(number).place());
    }
  }

  /** Orders a clone if a backup is missing and there is a place for one. */
  void look() {
    boolean wanted = cluster.isThere() && world.operator().protects();
    if (wanted && source() != null && freePlace() >= 0 && !isOrdered()) {
      long atNs = world.nowNs() + cluster.replaceAfterNs();
      world.at(atNs, ActorNumbers.FAULTS, EventRank.FAULT, new WorldEvent.ClusterActs());
    }
  }

  /** Whether a clone is under way, or will be as soon as the service gets to it. */
  boolean areAtWork() {
    Host primary = primary();
    boolean cloning = primary != null && primary.requireReplica().protocol().cloning() != null;
    return cloning || isOrdered();
  }

  private boolean isOrdered() {
    return world.pending().stream()
        .anyMatch(next -> next.event() instanceof WorldEvent.OfClusterService);
  }

  private @Nullable Host primary() {
    return Roles.primary(world.hosts(), world.storage().disk());
  }

  /**
   * The host that runs a guest without a backup, which can be cloned as far as is known; null if
   * there is none.
   */
  private @Nullable Host source() {
    Host primary = primary();
    if (primary == null) {
      return null;
    }
    Replica replica = primary.requireReplica();
    boolean needsOne =
        replica.state() == State.ALONE
            && replica.identity().hasPeer()
            && replica.protocol().cloning() == null
            && !replica.guest().ended()
            && !primary.hasGivenUpCloning();
    return needsOne ? primary : null;
  }

  /**
   * The place that could take a guest; -1 if there is none. Of several it is the first to which no
   * clone fell silent, or else the one where that was longest ago.
   */
  int freePlace() {
    HostPool pool = world.pool();
    int best = -1;
    for (int place = 0; place < pool.places(); place++) {
      boolean could = pool.isFree(place) && isReachable(place);
      if (could && (best < 0 || pool.silences(place) < pool.silences(best))) {
        best = place;
      }
    }
    return best;
  }

  /**
   * Whether there is a free place to which no cable of the primary is cut. The service itself can't
   * know that.
   */
  boolean areWithinReach() {
    Host primary = primary();
    for (int place = 0; place < world.pool().places(); place++) {
      boolean could = world.pool().isFree(place) && isReachable(place);
      if (could && primary != null && !world.networks().isChannelCut(primary.place(), place)) {
        return true;
      }
    }
    return false;
  }

  private boolean isReachable(int place) {
    return !world.networks().isCutFromClients(place) && !world.networks().isCutFromStorage(place);
  }

  /** Gives the order for a clone, if it still makes sense. */
  void act() {
    Host source = source();
    int place = freePlace();
    if (source != null && place >= 0 && world.operator().protects()) {
      cloneTo(source, place);
    }
  }

  /** Starts a host at a free place and has a guest cloned to it. */
  void cloneTo(Host source, int place) {
    order(source, place, 0);
  }

  /**
   * Starts a host at a free place and has a guest cloned to it that has a backup. There is no hurry
   * then: the source may wait as long as the pause of a clone may take until no disk request is
   * pending (paper §3.3).
   */
  void moveTo(Host source, int place) {
    order(source, place, cluster.limits().pauseNs());
  }

  private void order(Host source, int place, long quietWithinNs) {
    long joiner = world.pool().nextIncarnation();
    // This comes before the host starts, because a fork made while it starts must contain the
    // order.
    var order =
        new WorldEvent.CloneOrdered(source.number(), source.incarnation(), joiner, quietWithinNs);
    world.at(world.nowNs(), ActorNumbers.FAULTS, EventRank.FAULT, order);
    start(place, source.requireReplica().identity());
  }

  private void start(int place, Identity present) {
    HostPool pool = world.pool();
    Setup setup = world.setup();
    Identity next = new Identity(present.generation() + 1, pool.nextIncarnation(), present.self());
    Platform platform = new Platform(setup.engines().of(place), world.memory(), setup.seamRules());
    long clockNs = pool.profile(place).clock().readsAt(world.nowNs());
    Replica replica = Replica.joiner(next, platform, setup.replica(), clockNs);
    Host host = pool.start(place, world.chance(), replica);
    world.tell(watcher -> watcher.started(world.nowNs(), host.number(), place, host.name()));
    world.executor().carryOutSteps(host);
  }

  void cloneOrdered(Host source, WorldEvent.CloneOrdered event) {
    long clockNs = source.clockAt(world.nowNs());
    world
        .executor()
        .touch(
            source,
            replica ->
                replica.requestClone(
                    event.joiner(), cluster.limits(), event.quietWithinNs(), clockNs));
  }
}
