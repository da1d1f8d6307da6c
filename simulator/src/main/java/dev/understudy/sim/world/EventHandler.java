package dev.understudy.sim.world;

import dev.understudy.base.Bytes;
import dev.understudy.disk.DiskReply;
import dev.understudy.disk.DiskRequest;
import dev.understudy.ft.replica.Replica;
import dev.understudy.hypervisor.Input;
import dev.understudy.sim.net.Flight;
import java.util.OptionalInt;
import java.util.function.Consumer;

/**
 * Carries out the events of a world when their time has come. It is the way from the world into the
 * hosts; {@link ActionExecutor} carries out what hosts and clients want done in turn. It has no
 * state of its own.
 *
 * <p>Each method returns whether the event found the host or client it was meant for.
 */
final class EventHandler implements WorldEvent.Cases<Boolean> {
  private final World world;
  private final ActionExecutor executor;

  EventHandler(World world, ActionExecutor executor) {
    this.world = world;
    this.executor = executor;
  }

  // ---- clients and guest

  /**
   * A frame of the guest goes on to its client; a frame of a client goes on from the switch to the
   * host that has the guest's address.
   */
  @Override
  public Boolean frameArrives(WorldEvent.FrameArrives event) {
    tellFlown(NetworkName.CLIENT, event.flight());
    byte[] frame = event.flight().payload();
    OptionalInt owner = world.networks().hostOf(event.flight());
    if (owner.isPresent()) {
      Host host = world.pool().at(owner.getAsInt());
      return host != null
          && frameForGuest(new WorldEvent.FrameForGuest(host.number(), host.incarnation(), frame));
    }
    int client = world.networks().clientOf(event.flight());
    if (client > 0) {
      int from = world.hostOfIncarnation(event.flight().incarnation());
      world.tell(watcher -> watcher.clientReceived(world.nowNs(), client, from, frame));
      executor.carryOut(world.clientPool().onFrame(client, frame, world.nowNs()));
    }
    return client > 0;
  }

  @Override
  public Boolean frameForGuest(WorldEvent.FrameForGuest event) {
    return toHost(
        event, host -> executor.offer(host, new Input.FrameArrived(Bytes.wrap(event.frame()))));
  }

  @Override
  public Boolean clientWakes(WorldEvent.ClientWakes event) {
    executor.carryOut(world.clientPool().onTimer(event.client(), world.nowNs()));
    return true;
  }

  @Override
  public Boolean announcementArrives(WorldEvent.AnnouncementArrives event) {
    return world.networks().announced(event.flight());
  }

  /**
   * Offers the present user input to the guest, or goes on to the next one if the guest has it for
   * good.
   */
  @Override
  public Boolean userActs(WorldEvent.UserActs event) {
    if (world.userInputs().isDone()) {
      return false;
    }
    long dueNs = world.userInputs().current().atNs();
    boolean early = dueNs > world.nowNs();
    // This comes before what follows, because a fork made meanwhile must contain the next event.
    long againNs = early ? dueNs : world.nowNs() + UserInputs.PATIENCE_NS;
    world.at(againNs, ActorNumbers.USER, EventRank.USER, event);
    OptionalInt owner = world.networks().owner();
    Host host = early || owner.isEmpty() ? null : world.pool().at(owner.getAsInt());
    boolean reached = host != null && host.isUp() && host.requireReplica().runsLive();
    if (host != null && reached) {
      offerUserInput(host);
    }
    return reached;
  }

  /** Goes on to the next input only when no failover can undo that the guest took this one. */
  private void offerUserInput(Host host) {
    Replica replica = host.requireReplica();
    if (replica.guest().userInputsTaken() <= world.userInputs().taken()) {
      executor.offer(host, world.userInputs().current().input());
    } else if (replica.userInputsSafe() > world.userInputs().taken()) {
      world.userInputs().advance();
    }
  }

  // ---- the logging channel

  @Override
  public Boolean channelArrives(WorldEvent.ChannelArrives event) {
    Flight<byte[]> flight = event.flight();
    tellFlown(NetworkName.CHANNEL, flight);
    Host host = world.networks().arrivesOnChannel(flight) ? world.pool().at(flight.to()) : null;
    return host != null
        && frameFromPeer(
            new WorldEvent.FrameFromPeer(host.number(), host.incarnation(), flight.payload()));
  }

  @Override
  public Boolean frameFromPeer(WorldEvent.FrameFromPeer event) {
    return toHost(
        event,
        host -> {
          world.tell(
              watcher -> watcher.channelDelivered(world.nowNs(), host.number(), event.frame()));
          executor.touch(
              host, replica -> replica.channelFrame(event.frame(), host.clockAt(world.nowNs())));
        });
  }

  // ---- the disk

  @Override
  public Boolean requestArrives(WorldEvent.RequestArrives event) {
    Flight<DiskRequest> flight = event.flight();
    tellFlown(NetworkName.STORAGE, flight);
    DiskReply reply =
        world.networks().requestArrives(flight) ? world.storage().serve(flight.payload()) : null;
    if (reply == null) {
      return false;
    }
    world.tell(watcher -> watcher.served(world.nowNs(), flight.payload(), reply));
    world.at(
        world.nowNs() + world.storage().serviceNs(),
        ActorNumbers.DISK,
        EventRank.DISK,
        new WorldEvent.DiskAnswers(flight.from(), reply));
    return true;
  }

  @Override
  public Boolean diskAnswers(WorldEvent.DiskAnswers event) {
    world.networks().sendReply(world.schedule(), event.place(), event.reply());
    return true;
  }

  @Override
  public Boolean replyArrives(WorldEvent.ReplyArrives event) {
    Flight<DiskReply> flight = event.flight();
    tellFlown(NetworkName.STORAGE, flight);
    Host host = world.networks().replyArrives(flight) ? world.pool().at(flight.to()) : null;
    return host != null
        && replyForHost(
            new WorldEvent.ReplyForHost(host.number(), host.incarnation(), flight.payload()));
  }

  @Override
  public Boolean replyForHost(WorldEvent.ReplyForHost event) {
    return toHost(
        event,
        host -> {
          world.tell(watcher -> watcher.diskAnswered(world.nowNs(), host.number(), event.reply()));
          executor.touch(
              host, replica -> replica.storageReply(event.reply(), host.clockAt(world.nowNs())));
        });
  }

  // ---- a host's own time

  @Override
  public Boolean timerDue(WorldEvent.TimerDue event) {
    return toHost(event, host -> executor.offer(host, new Input.TimerDue(event.arming())));
  }

  @Override
  public Boolean wake(WorldEvent.Wake event) {
    return toHost(
        event,
        host -> {
          if (host.wakeNs() == event.atNs()) {
            wake(host);
          }
        });
  }

  private void wake(Host host) {
    host.wakeAt(Long.MAX_VALUE);
    long clockNs = host.clockAt(world.nowNs());
    if (clockNs >= host.requireReplica().wakeAtNs()) {
      executor.touch(host, replica -> replica.tick(clockNs));
    } else {
      executor.scheduleWake(host);
    }
  }

  // ---- faults, the cluster service, an operator

  @Override
  public Boolean faultStrikes(WorldEvent.FaultStrikes event) {
    world.faultInjector().strike(world, event.fault());
    return true;
  }

  @Override
  public Boolean faultHeals(WorldEvent.FaultHeals event) {
    world.faultInjector().heal(world, event.fault());
    return true;
  }

  @Override
  public Boolean clusterActs(WorldEvent.ClusterActs event) {
    world.clusterService().act();
    return true;
  }

  @Override
  public Boolean cloneOrdered(WorldEvent.CloneOrdered event) {
    return toHost(event, host -> world.clusterService().cloneOrdered(host, event));
  }

  @Override
  public Boolean operatorActs(WorldEvent.OperatorActs event) {
    world.operator().act(world);
    return true;
  }

  private void tellFlown(NetworkName network, Flight<?> flight) {
    world.tell(watcher -> watcher.flown(world.nowNs(), network, flight));
  }

  /** Hands over an event if its host is still there; a paused host gets it when it goes on. */
  private boolean toHost(WorldEvent.OfHost event, Consumer<Host> what) {
    Host host = world.hosts().get(event.host());
    if (!host.alive() || host.incarnation() != event.incarnation()) {
      return false;
    }
    if (host.paused()) {
      host.postpone(event);
      return false;
    }
    what.accept(host);
    return true;
  }
}
