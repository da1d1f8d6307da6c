package dev.understudy.sim.world;

import dev.understudy.ft.replica.Action;
import dev.understudy.ft.replica.Note;
import dev.understudy.ft.replica.Replica;
import dev.understudy.ft.replica.ReplicaStep;
import dev.understudy.hypervisor.Input;
import dev.understudy.sim.client.ClientCommand;
import java.util.List;
import java.util.function.Consumer;

/**
 * The way out: what hosts and clients want done. Their actions are carried out one after the other,
 * until nothing is left to do at this instant. Keeps nothing itself.
 */
final class ActionExecutor {
  private final World world;
  private final ForClients clients = new ForClients();

  ActionExecutor(World world) {
    this.world = world;
  }

  /** Takes the steps of a replica, until a mishap on the way takes the host away. */
  void carryOutSteps(Host host) {
    if (host.mayAct()) {
      takeSteps(host, new Taking(host));
      if (host.isUp()) {
        world.point(host);
      }
    }
    if (host.isUp()) {
      scheduleWake(host);
    }
  }

  private void takeSteps(Host host, Taking taking) {
    while (host.mayAct()) {
      world.point(host);
      ReplicaStep step = host.mayAct() ? host.requireReplica().nextStep() : null;
      if (step != null) {
        step.either(taking);
      }
    }
  }

  /** Lets a host do what it has not come to yet: because it stood still, or in a fork. */
  void catchUp(Host host) {
    if (host.mayAct()) {
      carryOutSteps(host); // What it was amid comes before what waits.
    }
    WorldEvent late;
    while (!host.paused() && (late = host.nextWaiting()) != null) {
      late.match(world.deliveries());
    }
    if (host.isUp()) {
      carryOutSteps(host);
    }
  }

  /** What each step of one host's replica means to the world. */
  private final class Taking implements ReplicaStep.Either<World>, Action.Cases<World> {
    private final Host host;

    Taking(Host host) {
      this.host = host;
    }

    @Override
    public World action(Action action) {
      world.tell(watcher -> watcher.did(world.nowNs(), host.number(), action));
      action.match(this);
      world.faultInjector().observed(world, action);
      return world;
    }

    @Override
    public World note(Note note) {
      if (note instanceof Note.Appended entry) {
        world.volume().add(entry);
      }
      world.tell(watcher -> watcher.noted(world.nowNs(), host.number(), note));
      world.faultInjector().observed(world, note);
      world.clusterService().noted(host, note);
      return world;
    }

    @Override
    public World sendChannel(Action.SendChannel send) {
      int to = world.hostOfIncarnation(send.to());
      if (to >= 0) {
        int place = world.hosts().get(to).place();
        world.networks().sendChannel(world.schedule(), host, place, send.frame());
      }
      return world;
    }

    @Override
    public World sendFrame(Action.SendFrame send) {
      world.networks().sendFrame(world.schedule(), host, send.frame().toArray());
      return world;
    }

    @Override
    public World sendStorage(Action.SendStorage send) {
      world.networks().sendRequest(world.schedule(), host, send.request());
      return world;
    }

    @Override
    public World showConsole(Action.ShowConsole show) {
      world.show(show);
      return world;
    }

    @Override
    public World announce(Action.Announce announce) {
      var claim = new WorldEvent.Announcement(announce.address(), announce.tenure());
      world.networks().announce(world.schedule(), host, claim);
      return world;
    }

    @Override
    public World armTimer(Action.ArmTimer arm) {
      schedule(host, arm);
      return world;
    }

    /** The time of a timer disarmed comes all the same; the replica knows its arming no more. */
    @Override
    public World disarmTimer(Action.DisarmTimer disarm) {
      return world;
    }

    @Override
    public World pace(Action.Pace pace) {
      host.throttle(world.nowNs(), pace.speedPerMille());
      return world;
    }

    @Override
    public World end(Action.End end) {
      world.ended(end);
      return world;
    }
  }

  private void schedule(Host host, Action.ArmTimer arm) {
    long dueNs =
        host.timeWhenClockShows(arm.atHostNs(), world.nowNs()) + host.timerJitterNs(arm.arming());
    world.at(
        dueNs,
        ActorNumbers.host(host.place()),
        EventRank.TIMER,
        new WorldEvent.TimerDue(host.number(), host.incarnation(), arm.arming()));
  }

  /** Sees to it that the replica is called on when it wants to be. */
  void scheduleWake(Host host) {
    long clockNs = host.requireReplica().wakeAtNs();
    if (clockNs == Long.MAX_VALUE) {
      return;
    }
    long wakeNs = host.timeWhenClockShows(clockNs, world.nowNs());
    // A later wish than the one scheduled is looked at when that one comes.
    if (wakeNs < host.wakeNs()) {
      host.wakeAt(wakeNs);
      world.at(
          wakeNs,
          ActorNumbers.host(host.place()),
          EventRank.WAKE,
          new WorldEvent.Wake(host.number(), host.incarnation(), wakeNs));
    }
  }

  /** Does something to a replica; a guest that stood still and can run again starts here. */
  void touch(Host host, Consumer<Replica> what) {
    boolean stoodStill = !host.canRun();
    host.touched(world.nowNs());
    what.accept(host.requireReplica());
    if (stoodStill && host.canRun()) {
      host.anchor(world.nowNs());
    }
    carryOutSteps(host);
  }

  /** Offers the guest something from the world. */
  void offer(Host host, Input input) {
    touch(
        host,
        replica -> {
          boolean taken = replica.offer(input, host.clockAt(world.nowNs()));
          world.tell(watcher -> watcher.offered(world.nowNs(), host.number(), input, taken));
        });
  }

  /** Carries out what clients want. */
  void carryOut(List<ClientCommand> commands) {
    for (ClientCommand command : commands) {
      command.match(clients);
    }
  }

  private final class ForClients implements ClientCommand.Cases<World> {
    @Override
    public World send(ClientCommand.Send send) {
      world.tell(watcher -> watcher.clientSent(world.nowNs(), send.client(), send.frame()));
      world.networks().sendFromClient(world.schedule(), send.client(), send.frame());
      return world;
    }

    @Override
    public World wakeAt(ClientCommand.WakeAt wake) {
      world.at(
          Math.max(world.nowNs(), wake.timeNs()),
          ActorNumbers.CROWD,
          EventRank.CLIENT,
          new WorldEvent.ClientWakes(wake.client()));
      return world;
    }
  }
}
