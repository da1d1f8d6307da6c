package dev.understudy.sim.world;

/**
 * Whether an event can still have an effect: it has none if the host it is meant for does nothing
 * more.
 */
final class EventRelevance implements WorldEvent.Cases<Boolean> {
  private final HostPool pool;

  EventRelevance(HostPool pool) {
    this.pool = pool;
  }

  private boolean isLive(WorldEvent.OfHost event) {
    return pool.hosts().get(event.host()).isLive();
  }

  @Override
  public Boolean channelArrives(WorldEvent.ChannelArrives event) {
    return pool.isLive(event.flight().to());
  }

  @Override
  public Boolean replyArrives(WorldEvent.ReplyArrives event) {
    return pool.isLive(event.flight().to());
  }

  @Override
  public Boolean diskAnswers(WorldEvent.DiskAnswers event) {
    return pool.isLive(event.place());
  }

  @Override
  public Boolean wake(WorldEvent.Wake event) {
    return isLive(event) && pool.hosts().get(event.host()).wakeNs() == event.atNs();
  }

  @Override
  public Boolean frameFromPeer(WorldEvent.FrameFromPeer event) {
    return isLive(event);
  }

  @Override
  public Boolean replyForHost(WorldEvent.ReplyForHost event) {
    return isLive(event);
  }

  @Override
  public Boolean timerDue(WorldEvent.TimerDue event) {
    return isLive(event);
  }

  @Override
  public Boolean frameForGuest(WorldEvent.FrameForGuest event) {
    return isLive(event);
  }

  @Override
  public Boolean cloneOrdered(WorldEvent.CloneOrdered event) {
    return isLive(event);
  }

  @Override
  public Boolean requestArrives(WorldEvent.RequestArrives event) {
    return true;
  }

  @Override
  public Boolean announcementArrives(WorldEvent.AnnouncementArrives event) {
    return true;
  }

  @Override
  public Boolean frameArrives(WorldEvent.FrameArrives event) {
    return true;
  }

  @Override
  public Boolean clientWakes(WorldEvent.ClientWakes event) {
    return true;
  }

  @Override
  public Boolean userActs(WorldEvent.UserActs event) {
    return true;
  }

  @Override
  public Boolean faultStrikes(WorldEvent.FaultStrikes event) {
    return true;
  }

  @Override
  public Boolean clusterActs(WorldEvent.ClusterActs event) {
    return true;
  }

  @Override
  public Boolean operatorActs(WorldEvent.OperatorActs event) {
    return true;
  }

  @Override
  public Boolean faultHeals(WorldEvent.FaultHeals event) {
    return true;
  }
}
