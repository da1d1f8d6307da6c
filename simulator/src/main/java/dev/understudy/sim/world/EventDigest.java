package dev.understudy.sim.world;

import dev.understudy.base.StateDigest;
import dev.understudy.disk.DiskReply;
import dev.understudy.disk.DiskRequest;
import dev.understudy.sim.net.Flight;

/**
 * Adds to a digest all of an event that can still matter, apart from its time and its kind. What is
 * left out here would make two different worlds look equal.
 */
final class EventDigest implements WorldEvent.Cases<StateDigest> {
  private final StateDigest digest;
  private final DiskTrafficDigest traffic;

  EventDigest(StateDigest digest) {
    this.digest = digest;
    this.traffic = new DiskTrafficDigest(digest);
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
    return traffic.add(request);
  }

  private StateDigest add(DiskReply reply) {
    return traffic.add(reply);
  }

  private void addFlight(Flight<?> flight) {
    digest.add(flight.from());
    digest.add(flight.to());
    digest.add(flight.incarnation());
  }
}
