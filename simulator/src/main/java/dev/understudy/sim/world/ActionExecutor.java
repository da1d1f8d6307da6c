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
 * Carries out what hosts and clients want done, one action after the other, until nothing is left
 * to do at this instant. It is the way from the hosts out into the world; {@link EventHandler} is
 * the way in. It has no state of its own.
 */
final class ActionExecutor {
  private final World world;
  private final ForClients clients = new ForClients();

  ActionExecutor(World world) {
    this.world = world;
  }

  /** Takes the steps of a replica, until there are none left or a fault stops the host. */
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

  /**
   * Lets a host do what it has not done yet, because it was paused or because its world is a fork.
   */
  void catchUp(Host host) {
    if (host.mayAct()) {
      carryOutSteps(host); // What it had begun comes before what waits.
    }
    WorldEvent late;
    while (!host.paused() && (late = host.nextWaiting()) != null) {
      late.match(world.eventHandler());
    }
    if (host.isUp()) {
      carryOutSteps(host);
    }
  }

  /** Carries out the steps of one host's replica: what each means to the world. */
  private final class Taking implements ReplicaStep.Either<World>, Action.Cases<World> {
    private final Host host;

    Taking(Host host) {
      this.host = host;
    }

    @Override
    public World action(Action action) {
      world.tell(watcher -> watcher.did(world.nowNs(), host.number(), action));
      return action.match(this);
    }

    @Override
    public World note(Note note) {
      if (note instanceof Note.Appended entry) {
        world.volume().add(entry);
      }
      world.tell(watcher -> watcher.noted(world.nowNs(), host.number(), note));
      world.faultInjector().noted(world, note);
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
      world.faultInjector().sent(world, send.outputIndex());
      return world;
    }

    @Override
    public World sendStorage(Action.SendStorage send) {
      world.networks().sendRequest(world.schedule(), host, send.request());
      return world;
    }

    @Override
    public World showConsole(Action.ShowConsole show) {
      world.show(host, show);
      world.faultInjector().sent(world, show.outputIndex());
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

    /**
     * Does nothing: the event of a disarmed timer comes all the same, and the replica ignores its
     * arming.
     */
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

  /** Schedules a call of the replica for the time at which it wants one. */
  void scheduleWake(Host host) {
    long clockNs = host.requireReplica().wakeAtNs();
    if (clockNs == Long.MAX_VALUE) {
      return;
    }
    long wakeNs = host.timeWhenClockShows(clockNs, world.nowNs());
    // When an event is scheduled already for an earlier time, the later wish is looked at then.
    if (wakeNs < host.wakeNs()) {
      host.wakeAt(wakeNs);
      world.at(
          wakeNs,
          ActorNumbers.host(host.place()),
          EventRank.WAKE,
          new WorldEvent.Wake(host.number(), host.incarnation(), wakeNs));
    }
  }

  /** Does something to a replica. A guest that was stopped and can run again starts here. */
  void touch(Host host, Consumer<Replica> what) {
    boolean stoodStill = !host.canRun();
    host.touched(world.nowNs());
    world.tellCalled(host, null);
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
          ActorNumbers.CLIENTS,
          EventRank.CLIENT,
          new WorldEvent.ClientWakes(wake.client()));
      return world;
    }
  }
}
