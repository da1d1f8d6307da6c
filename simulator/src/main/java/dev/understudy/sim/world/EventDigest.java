package dev.understudy.sim.world;

import dev.understudy.base.Bytes;
import dev.understudy.base.StateDigest;
import dev.understudy.disk.ContentDigest;
import dev.understudy.disk.DiskReply;
import dev.understudy.disk.DiskRequest;
import dev.understudy.sim.net.Flight;

/**
 * Adds to a digest all of an event that can still matter, apart from its time and its kind. What is
 * left out here would make two different worlds look equal.
 */
final class EventDigest implements WorldEvent.Cases<StateDigest> {
  private final StateDigest digest;
  private final OfRequest requests = new OfRequest();
  private final OfReply replies = new OfReply();

  EventDigest(StateDigest digest) {
    this.digest = digest;
  }

  @Override
  public StateDigest channelArrives(WorldEvent.ChannelArrives event) {
    addFlight(event.flight());
    return add(event.flight().payload());
  }

  @Override
  public StateDigest frameArrives(WorldEvent.FrameArrives event) {
    addFlight(event.flight());
    return add(event.flight().payload());
  }

  @Override
  public StateDigest requestArrives(WorldEvent.RequestArrives event) {
    addFlight(event.flight());
    return add(event.flight().payload());
  }

  @Override
  public StateDigest replyArrives(WorldEvent.ReplyArrives event) {
    addFlight(event.flight());
    return add(event.flight().payload());
  }

  @Override
  public StateDigest diskAnswers(WorldEvent.DiskAnswers event) {
    digest.add(event.place());
    return add(event.reply());
  }

  @Override
  public StateDigest announcementArrives(WorldEvent.AnnouncementArrives event) {
    addFlight(event.flight());
    digest.add(event.flight().payload().address());
    return add(event.flight().payload().tenure());
  }

  @Override
  public StateDigest timerDue(WorldEvent.TimerDue event) {
    digest.add(event.host());
    return add(event.arming());
  }

  @Override
  public StateDigest frameForGuest(WorldEvent.FrameForGuest event) {
    digest.add(event.host());
    return add(event.frame());
  }

  @Override
  public StateDigest frameFromPeer(WorldEvent.FrameFromPeer event) {
    digest.add(event.host());
    return add(event.frame());
  }

  @Override
  public StateDigest replyForHost(WorldEvent.ReplyForHost event) {
    digest.add(event.host());
    return add(event.reply());
  }

  @Override
  public StateDigest cloneOrdered(WorldEvent.CloneOrdered event) {
    digest.add(event.host());
    digest.add(event.joiner());
    return add(event.quietWithinNs());
  }

  /** Adds only that it exists: its time is the time at which it is scheduled. */
  @Override
  public StateDigest wake(WorldEvent.Wake event) {
    return add(event.host());
  }

  @Override
  public StateDigest clientWakes(WorldEvent.ClientWakes event) {
    return add(event.client());
  }

  @Override
  public StateDigest faultHeals(WorldEvent.FaultHeals event) {
    return add(event.fault());
  }

  @Override
  public StateDigest faultStrikes(WorldEvent.FaultStrikes event) {
    return add(event.fault());
  }

  @Override
  public StateDigest userActs(WorldEvent.UserActs event) {
    return digest;
  }

  @Override
  public StateDigest clusterActs(WorldEvent.ClusterActs event) {
    return digest;
  }

  @Override
  public StateDigest operatorActs(WorldEvent.OperatorActs event) {
    return digest;
  }

  private StateDigest add(long value) {
    digest.add(value);
    return digest;
  }

  private StateDigest add(byte[] bytes) {
    digest.add(bytes);
    return digest;
  }

  private StateDigest add(DiskRequest request) {
    digest.add(request.incarnation());
    return request.match(requests);
  }

  private StateDigest add(DiskReply reply) {
    digest.add(reply.incarnation());
    return reply.match(replies);
  }

  private StateDigest add(Bytes data) {
    ContentDigest content = ContentDigest.of(data);
    digest.add(content.high());
    return add(content.low());
  }

  private void addFlight(Flight<?> flight) {
    digest.add(flight.from());
    digest.add(flight.to());
  }

  private final class OfRequest implements DiskRequest.Cases<StateDigest> {
    @Override
    public StateDigest read(DiskRequest.Read read) {
      digest.add(1);
      digest.add(read.sequence());
      digest.add(read.firstBlock());
      return add(read.blockCount());
    }

    @Override
    public StateDigest write(DiskRequest.Write write) {
      digest.add(2);
      digest.add(write.sequence());
      digest.add(write.firstBlock());
      return add(write.data());
    }

    @Override
    public StateDigest testAndSet(DiskRequest.TestAndSet asked) {
      digest.add(3);
      digest.add(asked.rival());
      return add(asked.generation());
    }

    @Override
    public StateDigest renew(DiskRequest.Renew asked) {
      digest.add(4);
      digest.add(asked.generation());
      return add(asked.joiner());
    }
  }

  private final class OfReply implements DiskReply.Cases<StateDigest> {
    @Override
    public StateDigest readDone(DiskReply.ReadDone done) {
      digest.add(1);
      digest.add(done.sequence());
      return add(done.data());
    }

    @Override
    public StateDigest writeDone(DiskReply.WriteDone done) {
      digest.add(2);
      return add(done.sequence());
    }

    @Override
    public StateDigest refused(DiskReply.Refused refused) {
      digest.add(3);
      digest.add(refused.sequence());
      return add(refused.reason().ordinal());
    }

    @Override
    public StateDigest testAndSetAnswered(DiskReply.TestAndSetAnswered answer) {
      digest.add(4);
      digest.add(answer.generation());
      return add(answer.outcome().ordinal());
    }

    @Override
    public StateDigest renewAnswered(DiskReply.RenewAnswered answer) {
      digest.add(5);
      digest.add(answer.generation());
      digest.add(answer.joiner());
      return add(answer.outcome().ordinal());
    }
  }
}
