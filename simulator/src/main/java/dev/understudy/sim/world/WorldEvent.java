package dev.understudy.sim.world;

import dev.understudy.disk.Reply;
import dev.understudy.disk.Request;
import dev.understudy.sim.net.Flight;

/** Something that happens at a point of virtual time. Immutable: forks of a world share it. */
sealed interface WorldEvent {

  /** It is time. */
  void happen(World world);

  /** Something that befalls one incarnation of one host, and waits while that host is paused. */
  sealed interface OfHost extends WorldEvent {
    int host();

    long incarnation();
  }

  /** A frame comes to the end of the logging channel. */
  record ChannelArrives(Flight<byte[]> flight) implements WorldEvent {
    @Override
    public void happen(World world) {
      world.deliveries().channelArrives(flight);
    }
  }

  /** A frame out of the logging channel is there for a host to take. */
  record FrameFromPeer(int host, long incarnation, byte[] frame) implements OfHost {
    @Override
    public void happen(World world) {
      world.deliveries().frameFromPeer(this);
    }
  }

  /** The disk's answer comes to a host. */
  record ReplyArrives(Flight<Reply> flight) implements WorldEvent {
    @Override
    public void happen(World world) {
      world.deliveries().replyArrives(flight);
    }
  }

  /** The disk's answer is there for a host to take. */
  record ReplyForHost(int host, long incarnation, Reply reply) implements OfHost {
    @Override
    public void happen(World world) {
      world.deliveries().replyForHost(this);
    }
  }

  /** The guest's timer is due. */
  record TimerDue(int host, long incarnation, long arming) implements OfHost {
    @Override
    public void happen(World world) {
      world.deliveries().timerDue(this);
    }
  }

  /** A host wanted to be called on. */
  record Wake(int host, long incarnation, long atNs) implements OfHost {
    @Override
    public void happen(World world) {
      world.deliveries().wake(this);
    }
  }

  /** A client's frame reaches the host that has the guest's address. */
  record FrameForGuest(int host, long incarnation, byte[] frame) implements OfHost {
    @Override
    public void happen(World world) {
      world.deliveries().frameForGuest(this);
    }
  }

  /** A request reaches the disk. */
  record RequestArrives(Flight<Request> flight) implements WorldEvent {
    @Override
    public void happen(World world) {
      world.deliveries().requestArrives(flight);
    }
  }

  /** The disk has its answer ready. */
  record DiskAnswers(int place, Reply reply) implements WorldEvent {
    @Override
    public void happen(World world) {
      world.deliveries().diskAnswers(place, reply);
    }
  }

  /** An announcement reaches the switch. */
  record AnnouncementArrives(Flight<Announcement> flight) implements WorldEvent {
    @Override
    public void happen(World world) {
      world.deliveries().announcementArrives(flight);
    }
  }

  /** A frame reaches the switch, or, behind it, a client. */
  record FrameArrives(Flight<byte[]> flight) implements WorldEvent {
    @Override
    public void happen(World world) {
      world.deliveries().frameArrives(flight);
    }
  }

  /** A client wanted to be called on. */
  record ClientWakes(int client) implements WorldEvent {
    @Override
    public void happen(World world) {
      world.deliveries().clientWakes(client);
    }
  }

  /** Somebody presses a key or moves the mouse, or tries again. */
  record DeskActs() implements WorldEvent {
    @Override
    public void happen(World world) {
      world.deliveries().deskActs();
    }
  }

  /** A planned fault strikes. */
  record FaultStrikes(int fault) implements WorldEvent {
    @Override
    public void happen(World world) {
      world.mishaps().strike(world, fault);
    }
  }

  /** The cluster service orders a clone, if one is still needed. */
  record ClusterActs() implements WorldEvent {
    @Override
    public void happen(World world) {
      world.understudies().act();
    }
  }

  /**
   * A host is to clone its guest to the host with this incarnation.
   *
   * @param quietWithinNs how long the disk may take until it owes the guest nothing; 0: what is
   *     pending goes along
   */
  record CloneOrdered(int host, long incarnation, long joiner, long quietWithinNs)
      implements OfHost {
    @Override
    public void happen(World world) {
      world.deliveries().cloneOrdered(this);
    }
  }

  /** An operator orders something, or looks how it goes. */
  record OperatorActs() implements WorldEvent {
    @Override
    public void happen(World world) {
      world.operator().act(world);
    }
  }

  /** What a fault broke works again. */
  record FaultHeals(int fault) implements WorldEvent {
    @Override
    public void happen(World world) {
      world.mishaps().heal(world, fault);
    }
  }

  /** Who claims an address on the client network. */
  record Announcement(long address, long tenure) {}
}
