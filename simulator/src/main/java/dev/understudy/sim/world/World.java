package dev.understudy.sim.world;

import com.google.common.collect.ImmutableList;
import dev.understudy.disk.Reply;
import dev.understudy.disk.Request;
import dev.understudy.disk.SharedDisk;
import dev.understudy.ft.replica.Action;
import dev.understudy.ft.replica.Replica;
import dev.understudy.hypervisor.Input;
import dev.understudy.hypervisor.log.Payload;
import dev.understudy.sim.chance.Chance;
import dev.understudy.sim.client.Command;
import dev.understudy.sim.client.Crowd;
import dev.understudy.sim.net.Flight;
import dev.understudy.sim.net.Traffic;
import dev.understudy.sim.time.EventQueue;
import dev.understudy.vm.machine.MemoryPool;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalInt;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * Hosts, networks, disk, clients and desk under one virtual time.
 *
 * <p>Advance it with {@link #step} until {@link #isOver}; fork it whenever you like. The host that
 * is behind runs next, up to the next event, or as far as no other host could reach it with
 * anything sent meanwhile.
 */
public final class World {
  private final Setup setup;
  private final List<Host> hosts;
  private final Wires wires;
  private final Storage storage;
  private final Console console;
  private final Desk desk;
  private final Crowd crowd;
  private final Mishaps mishaps;
  private final EventQueue<WorldEvent> queue;
  private final TraceHash trace;
  private final List<Watcher> watchers;
  private long nowNs;
  private long steps;
  private long stretchMax = Long.MAX_VALUE;
  private Action.@Nullable End end;

  /** A world in which nothing has happened yet. */
  public World(Setup setup, MemoryPool pool, List<? extends Watcher> watchers) {
    this.setup = setup;
    Chance chance = Chance.seeded(setup.seed());
    this.hosts = Boot.hosts(setup, pool, chance);
    this.crowd = new Crowd(setup.clients(), chance);
    this.wires = new Wires(setup, chance);
    this.storage = Boot.storage(setup);
    this.console = new Console();
    this.desk = new Desk(setup.gestures());
    this.queue = new EventQueue<>(Actors.count(hosts.size()));
    this.trace = new TraceHash(hosts.size());
    this.watchers = new ArrayList<>(watchers);
    this.watchers.add(trace);
    this.mishaps = new Mishaps(setup.faults());
    begin();
  }

  private World(World other) {
    setup = other.setup;
    hosts = new ArrayList<>();
    other.hosts.forEach(host -> hosts.add(host.fork()));
    wires = other.wires.fork();
    storage = other.storage.fork();
    console = other.console.fork();
    desk = other.desk.fork();
    crowd = other.crowd.fork();
    mishaps = other.mishaps.fork();
    queue = other.queue.fork();
    trace = other.trace.fork();
    watchers = new ArrayList<>();
    for (Watcher watcher : other.watchers) {
      watchers.add(watcher == other.trace ? trace : watcher.fork());
    }
    nowNs = other.nowNs;
    steps = other.steps;
    stretchMax = other.stretchMax;
    end = other.end;
  }

  /** A copy that goes its own way, watchers included. */
  public World fork() {
    return new World(this);
  }

  private void begin() {
    mishaps.begin(this);
    hosts.stream().filter(Host::alive).forEach(this::attend);
    carryOut(crowd.start(0));
    if (!desk.isDone()) {
      at(desk.current().atNs(), Actors.DESK, Kind.DESK, new WorldEvent.DeskActs());
    }
  }

  // ---- time goes on

  /** One stretch of one host, or one event. False when nothing can happen any more. */
  public boolean step() {
    Host host = slowest();
    long eventNs = queue.nextTimeNs();
    if (host == null || host.nextInstructionNs() > eventNs) {
      if (queue.isEmpty() || eventNs > setup.deadlineNs()) {
        nowNs = setup.deadlineNs();
        return false;
      }
      steps++;
      nowNs = eventNs;
      queue.take().event().happen(this);
      return true;
    }
    if (host.nextInstructionNs() > setup.deadlineNs()) {
      nowNs = setup.deadlineNs();
      return false;
    }
    steps++;
    stretch(host, Math.min(setup.deadlineNs(), Math.min(eventNs, horizonFor(host))));
    return true;
  }

  /** Runs the world until it is over. */
  public void run() {
    while (!isOver() && step()) {
      // Everything happens in step().
    }
  }

  /** Lets no host execute more than so many instructions in a step: to look in between. */
  public void stopEvery(long instructions) {
    stretchMax = instructions;
  }

  /**
   * Every client was answered and somebody is there to answer more, the guest has ended if it ever
   * does, and no fault is to come.
   */
  public boolean isOver() {
    boolean served =
        !setup.clients().isEmpty() && crowd.isDone() && desk.isDone() && primary().isPresent();
    return (end != null || served || nobodyLeft()) && mishaps.areOver();
  }

  private boolean nobodyLeft() {
    return hosts.stream().noneMatch(host -> host.alive() && !host.requireReplica().halted());
  }

  private @Nullable Host slowest() {
    Host slowest = null;
    for (Host host : hosts) {
      if (host.canRun()
          && (slowest == null || host.nextInstructionNs() < slowest.nextInstructionNs())) {
        slowest = host;
      }
    }
    return slowest;
  }

  /** Until then nothing that another host does from now on can arrive here. */
  private long horizonFor(Host host) {
    long horizonNs = Long.MAX_VALUE;
    for (Host other : hosts) {
      if (other != host && other.canRun()) {
        horizonNs = Math.min(horizonNs, other.nextInstructionNs() + wires.leastLatencyNs());
      }
    }
    return horizonNs;
  }

  private void stretch(Host host, long horizonNs) {
    long count = host.requireReplica().count();
    long limit = count > Long.MAX_VALUE - stretchMax ? Long.MAX_VALUE : count + stretchMax;
    host.run(horizonNs, Math.min(limit, mishaps.countLimit(this, host)));
    nowNs = host.momentNs();
    host.requireReplica().settle(host.clockAt(nowNs));
    attend(host);
    mishaps.counted(this, host);
  }

  // ---- what a host wants

  /** Carries out what a replica wants, until a mishap on the way takes the host away. */
  private void attend(Host host) {
    while (host.alive() && host.requireReplica().hasActions()) {
      for (Action action : host.requireReplica().takeActions()) {
        tell(watcher -> watcher.did(nowNs, host.number(), action));
        carryOut(host, action);
        mishaps.witnessed(this, action);
        if (!host.alive()) {
          return;
        }
      }
    }
    if (host.alive()) {
      scheduleWake(host);
    }
  }

  private void carryOut(Host host, Action action) {
    if (action instanceof Action.SendChannel send) {
      wires.sendChannel(this, host, send.frame());
    } else if (action instanceof Action.SendFrame send) {
      wires.sendFrame(this, host, send.frame().toArray());
    } else if (action instanceof Action.SendStorage send) {
      wires.sendRequest(this, host, send.request());
    } else if (action instanceof Action.ShowConsole show) {
      console.show(show.offset(), show.text());
    } else if (action instanceof Action.Announce announce) {
      wires.announce(
          this, host, new WorldEvent.Announcement(announce.address(), announce.tenure()));
    } else if (action instanceof Action.ArmTimer arm) {
      long dueNs =
          host.timeWhenClockShows(arm.atHostNs(), nowNs) + host.timerJitterNs(arm.arming());
      at(
          dueNs,
          Actors.host(host.number()),
          Kind.TIMER,
          new WorldEvent.TimerDue(host.number(), host.incarnation(), arm.arming()));
    } else if (action instanceof Action.End ended && end == null) {
      end = ended;
    }
  }

  private void scheduleWake(Host host) {
    long clockNs = host.requireReplica().wakeAtNs();
    if (clockNs == Long.MAX_VALUE) {
      return;
    }
    long wakeNs = host.timeWhenClockShows(clockNs, nowNs);
    // A later wish than the one scheduled is looked at when that one comes.
    if (wakeNs < host.wakeNs()) {
      host.wakeAt(wakeNs);
      at(
          wakeNs,
          Actors.host(host.number()),
          Kind.WAKE,
          new WorldEvent.Wake(host.number(), host.incarnation(), wakeNs));
    }
  }

  // ---- what happens (called by events)

  void channelArrives(Flight<byte[]> flight) {
    if (wires.arrivesOnChannel(flight)) {
      long incarnation = hosts.get(flight.to()).incarnation();
      new WorldEvent.FrameFromPeer(flight.to(), incarnation, flight.payload()).happen(this);
    }
  }

  void frameFromPeer(WorldEvent.FrameFromPeer event) {
    if (isHere(event)) {
      Host host = hosts.get(event.host());
      tell(watcher -> watcher.channelDelivered(nowNs, host.number(), event.frame()));
      touch(host, replica -> replica.channelFrame(event.frame(), host.clockAt(nowNs)));
    }
  }

  void replyArrives(Flight<Reply> flight) {
    if (wires.replyArrives(flight)) {
      long incarnation = hosts.get(flight.to()).incarnation();
      new WorldEvent.ReplyForHost(flight.to(), incarnation, flight.payload()).happen(this);
    }
  }

  void replyForHost(WorldEvent.ReplyForHost event) {
    if (isHere(event)) {
      Host host = hosts.get(event.host());
      touch(host, replica -> replica.storageReply(event.reply(), host.clockAt(nowNs)));
    }
  }

  void timerDue(WorldEvent.TimerDue event) {
    if (isHere(event)) {
      offer(hosts.get(event.host()), new Input.TimerDue(event.arming()));
    }
  }

  void wake(WorldEvent.Wake event) {
    Host host = hosts.get(event.host());
    if (!isHere(event) || host.wakeNs() != event.atNs()) {
      return;
    }
    host.wakeAt(Long.MAX_VALUE);
    long clockNs = host.clockAt(nowNs);
    if (clockNs >= host.requireReplica().wakeAtNs()) {
      touch(host, replica -> replica.tick(clockNs));
    } else {
      scheduleWake(host);
    }
  }

  void frameForGuest(WorldEvent.FrameForGuest event) {
    if (isHere(event)) {
      offer(hosts.get(event.host()), new Input.FrameArrived(Payload.wrap(event.frame())));
    }
  }

  void requestArrives(Flight<Request> flight) {
    if (!wires.requestArrives(flight)) {
      return;
    }
    Reply reply = storage.serve(flight.payload());
    if (reply != null) {
      tell(watcher -> watcher.served(nowNs, flight.payload(), reply));
      at(
          nowNs + storage.serviceNs(),
          Actors.DISK,
          Kind.DISK,
          new WorldEvent.DiskAnswers(flight.from(), reply));
    }
  }

  void diskAnswers(int host, Reply reply) {
    wires.sendReply(this, hosts.get(host), reply);
  }

  void announcementArrives(Flight<WorldEvent.Announcement> flight) {
    wires.heard(flight);
  }

  void frameArrives(Flight<byte[]> flight) {
    byte[] frame = flight.payload();
    OptionalInt owner = wires.hostOf(flight);
    if (owner.isPresent()) {
      Host host = hosts.get(owner.getAsInt());
      new WorldEvent.FrameForGuest(host.number(), host.incarnation(), frame).happen(this);
      return;
    }
    int client = wires.clientOf(flight);
    if (client > 0) {
      tell(watcher -> watcher.clientHeard(nowNs, client, frame));
      carryOut(crowd.onFrame(client, frame, nowNs));
    }
  }

  void clientWakes(int client) {
    carryOut(crowd.onTimer(client, nowNs));
  }

  void deskActs() {
    if (desk.isDone()) {
      return;
    }
    OptionalInt owner = wires.owner();
    if (owner.isPresent()) {
      Host host = hosts.get(owner.getAsInt());
      if (host.alive() && !host.paused() && host.requireReplica().acts()) {
        gesture(host);
      }
    }
    if (!desk.isDone()) {
      long againNs = Math.max(desk.current().atNs(), nowNs + Desk.PATIENCE_NS);
      at(againNs, Actors.DESK, Kind.DESK, new WorldEvent.DeskActs());
    }
  }

  /** Goes on to the next gesture only when a failover can't take this one back. */
  private void gesture(Host host) {
    Replica replica = host.requireReplica();
    boolean known = replica.guest().gesturesTaken() > desk.taken();
    if (!known) {
      offer(host, desk.current().input());
    } else if (replica.isLogSafe()) {
      desk.advance();
    }
  }

  void faultStrikes(int fault) {
    mishaps.strike(this, fault);
  }

  void faultHeals(int fault) {
    mishaps.heal(this, fault);
  }

  private void offer(Host host, Input input) {
    touch(
        host,
        replica -> {
          boolean taken = replica.offer(input, host.clockAt(nowNs));
          tell(watcher -> watcher.offered(nowNs, host.number(), input, taken));
        });
  }

  /** Does something to a replica; a guest that stood still and can run again starts here. */
  private void touch(Host host, Consumer<Replica> what) {
    boolean stoodStill = !host.canRun();
    host.touched(nowNs);
    what.accept(host.requireReplica());
    if (stoodStill && host.canRun()) {
      host.anchor(nowNs);
    }
    attend(host);
  }

  /** Whether an event still finds whom it was meant for; a paused host finds it later. */
  private boolean isHere(WorldEvent.OfHost event) {
    Host host = hosts.get(event.host());
    if (!host.alive() || host.incarnation() != event.incarnation()) {
      return false;
    }
    if (host.paused()) {
      host.postpone(event);
      return false;
    }
    return true;
  }

  private void carryOut(List<Command> commands) {
    for (Command command : commands) {
      if (command instanceof Command.Send send) {
        tell(watcher -> watcher.clientSent(nowNs, send.client(), send.frame()));
        wires.sendFromClient(this, send.client(), send.frame());
      } else if (command instanceof Command.WakeAt wake) {
        at(
            Math.max(nowNs, wake.timeNs()),
            Actors.CROWD,
            Kind.CLIENT,
            new WorldEvent.ClientWakes(wake.client()));
      }
    }
  }

  // ---- what befalls hosts (called by mishaps)

  void crash(Host host) {
    host.crash();
  }

  void pause(Host host) {
    host.pause();
  }

  void resume(Host host) {
    if (host.paused()) {
      host.resume(nowNs).forEach(event -> event.happen(this));
      if (host.alive()) {
        attend(host);
      }
    }
  }

  void cut(Wires.Net net, int from, int to) {
    wires.cut(net, from, to);
    tellOfLinks();
  }

  void mend(Wires.Net net, int from, int to) {
    wires.heal(net, from, to);
    tellOfLinks();
  }

  /** A host notices when its link to the clients goes dead: a network card knows its carrier. */
  private void tellOfLinks() {
    for (Host host : hosts) {
      if (host.alive() && host.linkChanged(!wires.isIsolated(host.number()))) {
        boolean up = !wires.isIsolated(host.number());
        touch(host, replica -> replica.clientLink(up, host.clockAt(nowNs)));
      }
    }
  }

  /** Whom a target means now; null if nobody. */
  @Nullable Host hostOf(Fault.Target target) {
    if (target instanceof Fault.Target.Primary) {
      return Roles.primary(hosts, storage.disk());
    }
    if (target instanceof Fault.Target.Backup) {
      return Roles.backup(hosts);
    }
    return target instanceof Fault.Target.Numbered numbered && numbered.host() < hosts.size()
        ? hosts.get(numbered.host())
        : null;
  }

  /** For people; -1 is everybody, and the disk comes after the hosts. */
  String nameOf(int endpoint) {
    if (endpoint < 0) {
      return "all";
    }
    return endpoint < hosts.size() ? hosts.get(endpoint).name() : "disk";
  }

  // ---- for those who belong to the world

  /** The other host of this host's pair; -1 if it is in none. */
  int peerOf(Host host) {
    return hostOfIncarnation(host.requireReplica().identity().peer());
  }

  void at(long timeNs, int actor, Kind kind, WorldEvent event) {
    queue.schedule(timeNs, actor, kind.number(), event);
  }

  void tell(Consumer<Watcher> news) {
    watchers.forEach(news);
  }

  Wires wires() {
    return wires;
  }

  Storage storage() {
    return storage;
  }

  List<Host> hosts() {
    return hosts;
  }

  // ---- what one may look at

  public Setup setup() {
    return setup;
  }

  /** Virtual time of what happened last. */
  public long nowNs() {
    return nowNs;
  }

  /** How many steps the world has made. */
  public long steps() {
    return steps;
  }

  public Crowd crowd() {
    return crowd;
  }

  public SharedDisk disk() {
    return storage.disk();
  }

  /** What went over the logging channel. */
  public Traffic channelTraffic() {
    return wires.channelTraffic();
  }

  /** What the console shows. */
  public byte[] console() {
    return console.bytes();
  }

  /** How the guest ended; null while it has not, as far as anybody outside knows. */
  public Action.@Nullable End end() {
    return end;
  }

  /** The incarnation of a host that ran. */
  public long incarnationOf(int host) {
    return hosts.get(host).incarnation();
  }

  /** The host with this incarnation; -1 if there is none. */
  public int hostOfIncarnation(long incarnation) {
    for (Host host : hosts) {
      if (host.incarnation() == incarnation) {
        return host.number();
      }
    }
    return -1;
  }

  /** The replica on a host; null for a host that is down. */
  public @Nullable Replica replica(int host) {
    return hosts.get(host).replica();
  }

  /** The host that runs the guest live; of two that do, the one that the disk names. */
  public OptionalInt primary() {
    Host host = Roles.primary(hosts, storage.disk());
    return host == null ? OptionalInt.empty() : OptionalInt.of(host.number());
  }

  public Mishaps mishaps() {
    return mishaps;
  }

  /** Hash of everything observable so far. */
  public String traceHash() {
    return trace.text();
  }

  public ImmutableList<Watcher> watchers() {
    return ImmutableList.copyOf(watchers);
  }
}
