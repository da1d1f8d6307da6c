package dev.understudy.sim.world;

import dev.understudy.base.Bytes;
import dev.understudy.disk.Reply;
import dev.understudy.disk.Request;
import dev.understudy.ft.replica.Replica;
import dev.understudy.hypervisor.Input;
import dev.understudy.sim.net.Flight;
import java.util.OptionalInt;

/** What comes of an event when its time is there. Keeps nothing itself. */
final class Deliveries {
  private final World world;
  private final Errands errands;

  Deliveries(World world, Errands errands) {
    this.world = world;
    this.errands = errands;
  }

  void channelArrives(Flight<byte[]> flight) {
    if (world.wires().arrivesOnChannel(flight)) {
      Host host = world.pool().at(flight.to());
      if (host != null) {
        new WorldEvent.FrameFromPeer(host.number(), host.incarnation(), flight.payload())
            .happen(world);
      }
    }
  }

  void frameFromPeer(WorldEvent.FrameFromPeer event) {
    if (isHere(event)) {
      Host host = world.hosts().get(event.host());
      world.tell(watcher -> watcher.channelDelivered(world.nowNs(), host.number(), event.frame()));
      errands.touch(
          host, replica -> replica.channelFrame(event.frame(), host.clockAt(world.nowNs())));
    }
  }

  void replyArrives(Flight<Reply> flight) {
    if (world.wires().replyArrives(flight)) {
      Host host = world.pool().at(flight.to());
      if (host != null) {
        new WorldEvent.ReplyForHost(host.number(), host.incarnation(), flight.payload())
            .happen(world);
      }
    }
  }

  void replyForHost(WorldEvent.ReplyForHost event) {
    if (isHere(event)) {
      Host host = world.hosts().get(event.host());
      world.tell(watcher -> watcher.diskAnswered(world.nowNs(), host.number(), event.reply()));
      errands.touch(
          host, replica -> replica.storageReply(event.reply(), host.clockAt(world.nowNs())));
    }
  }

  void timerDue(WorldEvent.TimerDue event) {
    if (isHere(event)) {
      errands.offer(world.hosts().get(event.host()), new Input.TimerDue(event.arming()));
    }
  }

  void wake(WorldEvent.Wake event) {
    Host host = world.hosts().get(event.host());
    if (!isHere(event) || host.wakeNs() != event.atNs()) {
      return;
    }
    host.wakeAt(Long.MAX_VALUE);
    long clockNs = host.clockAt(world.nowNs());
    if (clockNs >= host.requireReplica().wakeAtNs()) {
      errands.touch(host, replica -> replica.tick(clockNs));
    } else {
      errands.scheduleWake(host);
    }
  }

  void frameForGuest(WorldEvent.FrameForGuest event) {
    if (isHere(event)) {
      errands.offer(
          world.hosts().get(event.host()), new Input.FrameArrived(Bytes.wrap(event.frame())));
    }
  }

  void requestArrives(Flight<Request> flight) {
    if (!world.wires().requestArrives(flight)) {
      return;
    }
    Reply reply = world.storage().serve(flight.payload());
    if (reply != null) {
      world.tell(watcher -> watcher.served(world.nowNs(), flight.payload(), reply));
      world.at(
          world.nowNs() + world.storage().serviceNs(),
          Actors.DISK,
          Kind.DISK,
          new WorldEvent.DiskAnswers(flight.from(), reply));
    }
  }

  void diskAnswers(int place, Reply reply) {
    world.wires().sendReply(world, place, reply);
  }

  void announcementArrives(Flight<WorldEvent.Announcement> flight) {
    world.wires().heard(flight);
  }

  void frameArrives(Flight<byte[]> flight) {
    byte[] frame = flight.payload();
    OptionalInt owner = world.wires().hostOf(flight);
    if (owner.isPresent()) {
      Host host = world.pool().at(owner.getAsInt());
      if (host != null) {
        new WorldEvent.FrameForGuest(host.number(), host.incarnation(), frame).happen(world);
      }
      return;
    }
    int client = world.wires().clientOf(flight);
    if (client > 0) {
      int from = world.hostOfIncarnation(flight.incarnation());
      world.tell(watcher -> watcher.clientHeard(world.nowNs(), client, from, frame));
      errands.carryOut(world.crowd().onFrame(client, frame, world.nowNs()));
    }
  }

  void cloneOrdered(WorldEvent.CloneOrdered event) {
    if (isHere(event)) {
      world.understudies().cloneOrdered(world.hosts().get(event.host()), event);
    }
  }

  void clientWakes(int client) {
    errands.carryOut(world.crowd().onTimer(client, world.nowNs()));
  }

  void deskActs() {
    if (world.desk().isDone()) {
      return;
    }
    long dueNs = world.desk().current().atNs();
    boolean early = dueNs > world.nowNs();
    // First: a world that is forked amid what follows has the rest before it.
    long againNs = early ? dueNs : world.nowNs() + Desk.PATIENCE_NS;
    world.at(againNs, Actors.DESK, Kind.DESK, new WorldEvent.DeskActs());
    if (early) {
      return;
    }
    OptionalInt owner = world.wires().owner();
    if (owner.isPresent()) {
      Host host = world.pool().at(owner.getAsInt());
      if (host != null && host.alive() && !host.paused() && host.requireReplica().acts()) {
        gesture(host);
      }
    }
  }

  /** Goes on to the next gesture only when a failover can't take this one back. */
  private void gesture(Host host) {
    Replica replica = host.requireReplica();
    if (replica.guest().gesturesTaken() <= world.desk().taken()) {
      errands.offer(host, world.desk().current().input());
    } else if (replica.gesturesSafe() > world.desk().taken()) {
      world.desk().advance();
    }
  }

  /** Whether an event still finds whom it was meant for; a paused host finds it later. */
  private boolean isHere(WorldEvent.OfHost event) {
    Host host = world.hosts().get(event.host());
    if (!host.alive() || host.incarnation() != event.incarnation()) {
      return false;
    }
    if (host.paused()) {
      host.postpone(event);
      return false;
    }
    return true;
  }
}
