package dev.understudy.sim.world;

import dev.understudy.disk.DiskReply;
import dev.understudy.disk.DiskRequest;
import dev.understudy.sim.net.Flight;

/**
 * Something that happens at a point of virtual time, and to whom. {@link EventHandler} carries it
 * out. Events are immutable, because forks of a world share them.
 *
 * @see EventRelevance whether an event can still have an effect
 */
sealed interface WorldEvent {

  /** Calls the one of {@code cases} that this event is. */
  <R> R match(Cases<R> cases);

  /** An event that happens to one incarnation of one host, and waits while that host is paused. */
  sealed interface OfHost extends WorldEvent {
    int host();

    long incarnation();
  }

  /** Something that the cluster service has set in motion, at the end of which is a backup. */
  sealed interface OfClusterService extends WorldEvent {}

  /** A frame comes to the end of the logging channel. */
  record ChannelArrives(Flight<byte[]> flight) implements WorldEvent {
    @Override
    public <R> R match(Cases<R> cases) {
      return cases.channelArrives(this);
    }
  }

  /** A frame out of the logging channel is there for a host to take. */
  record FrameFromPeer(int host, long incarnation, byte[] frame) implements OfHost {
    @Override
    public <R> R match(Cases<R> cases) {
      return cases.frameFromPeer(this);
    }
  }

  /** The disk's answer comes to a host. */
  record ReplyArrives(Flight<DiskReply> flight) implements WorldEvent {
    @Override
    public <R> R match(Cases<R> cases) {
      return cases.replyArrives(this);
    }
  }

  /** The disk's answer is there for a host to take. */
  record ReplyForHost(int host, long incarnation, DiskReply reply) implements OfHost {
    @Override
    public <R> R match(Cases<R> cases) {
      return cases.replyForHost(this);
    }
  }

  /** The guest's timer is due. */
  record TimerDue(int host, long incarnation, long arming) implements OfHost {
    @Override
    public <R> R match(Cases<R> cases) {
      return cases.timerDue(this);
    }
  }

  /** A host is called at the time at which it wanted to be. */
  record Wake(int host, long incarnation, long atNs) implements OfHost {
    @Override
    public <R> R match(Cases<R> cases) {
      return cases.wake(this);
    }
  }

  /**
   * A client's frame reaches the host that has the guest's address. It waits there while the host
   * is paused.
   */
  record FrameForGuest(int host, long incarnation, byte[] frame) implements OfHost {
    @Override
    public <R> R match(Cases<R> cases) {
      return cases.frameForGuest(this);
    }
  }

  /** A request reaches the disk. */
  record RequestArrives(Flight<DiskRequest> flight) implements WorldEvent {
    @Override
    public <R> R match(Cases<R> cases) {
      return cases.requestArrives(this);
    }
  }

  /** The disk has its answer ready. */
  record DiskAnswers(int place, DiskReply reply) implements WorldEvent {
    @Override
    public <R> R match(Cases<R> cases) {
      return cases.diskAnswers(this);
    }
  }

  /** An announcement reaches the switch. */
  record AnnouncementArrives(Flight<Announcement> flight) implements WorldEvent {
    @Override
    public <R> R match(Cases<R> cases) {
      return cases.announcementArrives(this);
    }
  }

  /** A frame reaches the switch, or, behind it, a client. */
  record FrameArrives(Flight<byte[]> flight) implements WorldEvent {
    @Override
    public <R> R match(Cases<R> cases) {
      return cases.frameArrives(this);
    }
  }

  /** A client is called at the time at which it wanted to be. */
  record ClientWakes(int client) implements WorldEvent {
    @Override
    public <R> R match(Cases<R> cases) {
      return cases.clientWakes(this);
    }
  }

  /** A person presses a key or moves the mouse, or tries that again. */
  record UserActs() implements WorldEvent {
    @Override
    public <R> R match(Cases<R> cases) {
      return cases.userActs(this);
    }
  }

  /** A planned fault strikes. */
  record FaultStrikes(int fault) implements WorldEvent {
    @Override
    public <R> R match(Cases<R> cases) {
      return cases.faultStrikes(this);
    }
  }

  /** The cluster service orders a clone, if one is still needed. */
  record ClusterActs() implements OfClusterService {
    @Override
    public <R> R match(Cases<R> cases) {
      return cases.clusterActs(this);
    }
  }

  /**
   * A host is to clone its guest to the host with this incarnation.
   *
   * @param joiner the incarnation of the destination
   * @param quietWithinNs how long the source may wait until no disk request is pending; 0: pending
   *     requests are cloned with the guest
   */
  record CloneOrdered(int host, long incarnation, long joiner, long quietWithinNs)
      implements OfHost, OfClusterService {
    @Override
    public <R> R match(Cases<R> cases) {
      return cases.cloneOrdered(this);
    }
  }

  /** An operator orders something, or looks how far an operation has come. */
  record OperatorActs() implements WorldEvent {
    @Override
    public <R> R match(Cases<R> cases) {
      return cases.operatorActs(this);
    }
  }

  /** What a fault broke works again. */
  record FaultHeals(int fault) implements WorldEvent {
    @Override
    public <R> R match(Cases<R> cases) {
      return cases.faultHeals(this);
    }
  }

  /**
   * A claim to an address on the client network.
   *
   * @param address claimed
   * @param tenure of the claim; the highest wins
   */
  record Announcement(long address, long tenure) {}

  /** One function for each kind of event, so that none can be forgotten. */
  interface Cases<R> {
    R channelArrives(ChannelArrives event);

    R frameFromPeer(FrameFromPeer event);

    R replyArrives(ReplyArrives event);

    R replyForHost(ReplyForHost event);

    R timerDue(TimerDue event);

    R wake(Wake event);

    R frameForGuest(FrameForGuest event);

    R requestArrives(RequestArrives event);

    R diskAnswers(DiskAnswers event);

    R announcementArrives(AnnouncementArrives event);

    R frameArrives(FrameArrives event);

    R clientWakes(ClientWakes event);

    R userActs(UserActs event);

    R faultStrikes(FaultStrikes event);

    R clusterActs(ClusterActs event);

    R cloneOrdered(CloneOrdered event);

    R operatorActs(OperatorActs event);

    R faultHeals(FaultHeals event);
  }
}
