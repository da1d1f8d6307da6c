package dev.understudy.sim.world;

import com.google.common.collect.ImmutableList;
import dev.understudy.base.StateDigest;
import dev.understudy.disk.SharedDisk;
import dev.understudy.ft.replica.Action;
import dev.understudy.ft.replica.Replica;
import dev.understudy.hypervisor.VirtualMachine;
import dev.understudy.sim.client.ClientPool;
import dev.understudy.sim.net.Traffic;
import dev.understudy.sim.random.Chance;
import dev.understudy.sim.time.EventQueue.Scheduled;
import dev.understudy.vm.machine.MemoryPool;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
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
  private final HostPool pool;
  private final MemoryPool memory;
  private final Chance chance;
  private final WorldNetworks networks;
  private final StorageServer storage;
  private final ConsoleScreen console;
  private final UserInputs userInputs;
  private final ClientPool clientPool;
  private final FaultInjector faultInjector;
  private final Operator operator;
  private final Schedule schedule;
  private final RunVolume volume;
  private final @Nullable TraceHash trace;
  private final List<Watcher> watchers;
  private final ActionExecutor executor = new ActionExecutor(this);
  private final EventHandler deliveries = new EventHandler(this, executor);
  private final FaultExecutor faultExecutor = new FaultExecutor(this, executor);
  private final ClusterService clusterService;
  private long steps;
  private long stretchMax = Long.MAX_VALUE;
  private Action.@Nullable End end;
  private @Nullable FaultPointListener listener;

  /** A world in which nothing has happened yet. */
  public World(Setup setup, MemoryPool memory, List<? extends Watcher> watchers) {
    this(setup, memory, watchers, new TraceHash(setup.hosts().size()));
  }

  /** The same without a trace hash: for those who run it a million times. */
  public static World untraced(Setup setup, MemoryPool memory, List<? extends Watcher> watchers) {
    return new World(setup, memory, watchers, null);
  }

  private World(
      Setup setup, MemoryPool memory, List<? extends Watcher> watchers, @Nullable TraceHash trace) {
    this.setup = setup;
    this.chance = Chance.seeded(setup.seed());
    this.memory = memory;
    this.pool = InitialState.pool(setup, memory, chance);
    this.clientPool = new ClientPool(setup.clients(), chance);
    this.networks = new WorldNetworks(setup, chance);
    this.storage = InitialState.storage(setup);
    this.console = new ConsoleScreen();
    this.userInputs = new UserInputs(setup.gestures());
    this.schedule = new Schedule(pool.places());
    this.volume = new RunVolume(setup.limits());
    this.trace = trace;
    this.watchers = new ArrayList<>(watchers);
    if (trace != null) {
      this.watchers.add(trace);
    }
    this.faultInjector = new FaultInjector(setup.faults());
    this.operator = new Operator(setup.orders());
    this.clusterService = new ClusterService(this);
    begin();
  }

  private World(World other) {
    setup = other.setup;
    memory = other.memory;
    chance = other.chance;
    pool = other.pool.fork();
    networks = other.networks.fork();
    storage = other.storage.fork();
    console = other.console.fork();
    userInputs = other.userInputs.fork();
    clientPool = other.clientPool.fork();
    faultInjector = other.faultInjector.fork();
    operator = other.operator.fork();
    schedule = other.schedule.fork();
    volume = other.volume.fork();
    trace = other.trace == null ? null : other.trace.fork();
    watchers = new ArrayList<>(other.watchers.size());
    for (Watcher watcher : other.watchers) {
      watchers.add(trace != null && watcher == other.trace ? trace : watcher.fork());
    }
    steps = other.steps;
    stretchMax = other.stretchMax;
    end = other.end;
    clusterService = new ClusterService(this);
  }

  /** A copy that goes its own way, watchers included. */
  public World fork() {
    return new World(this);
  }

  private void begin() {
    faultInjector.begin(this);
    hosts().stream().filter(Host::alive).forEach(executor::carryOutSteps);
    executor.carryOut(clientPool.start(0));
    if (!userInputs.isDone()) {
      at(userInputs.current().atNs(), ActorNumbers.DESK, EventRank.DESK, new WorldEvent.DeskActs());
    }
    operator.begin(this);
  }

  // ---- time goes on

  /** One stretch of one host, or one event. False when nothing can happen any more. */
  public boolean step() {
    if (stepUntil(setup.deadlineNs())) {
      return true;
    }
    schedule.advanceTo(setup.deadlineNs());
    return false;
  }

  /**
   * The same, unless it is later than this. Called until it is false, it leaves the one world in
   * which everything up to this time has happened and nothing later, on all hosts.
   */
  public boolean stepUntil(long timeNs) {
    Host host = slowest();
    long eventNs = schedule.nextNs();
    if (host == null || host.nextInstructionNs() > eventNs) {
      if (schedule.isEmpty() || eventNs > timeNs) {
        return false;
      }
      if (listener != null && eventNs != nowNs()) {
        listener.before(this, eventNs);
      }
      steps++;
      schedule.take().match(deliveries);
      return true;
    }
    if (host.nextInstructionNs() > timeNs) {
      return false;
    }
    steps++;
    stretch(host, Math.min(timeNs, Math.min(eventNs, horizonFor(host))));
    return true;
  }

  /** The time of what happens next; {@link Long#MAX_VALUE} if nothing does. */
  public long nextNs() {
    Host host = slowest();
    long eventNs = schedule.nextNs();
    return host == null ? eventNs : Math.min(eventNs, host.nextInstructionNs());
  }

  /** The host whose instruction is what happens next; -1 if it is something else. */
  public int nextHost() {
    Host host = slowest();
    boolean runs =
        host != null && (schedule.isEmpty() || host.nextInstructionNs() <= schedule.nextNs());
    return host != null && runs ? host.number() : -1;
  }

  /**
   * When a host will have retired so many instructions, if nothing happens to it before; {@link
   * Long#MAX_VALUE} if it does not execute.
   */
  public long timeOf(int host, long count) {
    Host one = hosts().get(host);
    return one.canRun() ? one.timeOf(count) : Long.MAX_VALUE;
  }

  /** Whether a host stands still. */
  public boolean isPaused(int host) {
    return hosts().get(host).paused();
  }

  /**
   * Something goes wrong that was not planned, now or at a time when nothing has happened yet. A
   * world forked by a {@link FaultPointListener} goes on from just there.
   *
   * @return whether the fault could strike: a role that nobody holds can't be hit
   */
  public boolean inject(Fault fault, long atNs) {
    schedule.advanceTo(Math.max(nowNs(), atNs));
    return faultInjector.inject(this, fault);
  }

  /** Brings hosts to rest that were in the middle of something when this world was forked. */
  public void settle() {
    hosts().forEach(executor::catchUp);
  }

  /** Gives the guests' memory back to its pool, until they run again. */
  public void park() {
    forEachGuest(VirtualMachine::park);
  }

  /** Gives the guests' memory back for good: nobody runs this world any more. */
  public void drop() {
    forEachGuest(VirtualMachine::drop);
  }

  private void forEachGuest(Consumer<VirtualMachine> what) {
    for (Host host : hosts()) {
      if (host.alive() && host.requireReplica().hasGuest()) {
        what.accept(host.requireReplica().guest());
      }
    }
  }

  /**
   * Adds everything that can still matter, watchers aside; see {@link WorldKey}.
   *
   * @return false if it can't be told: a host stands still amid something
   */
  public boolean digestInto(StateDigest digest) {
    for (Host host : hosts()) {
      if (host.isAmidSomething()) {
        return false;
      }
    }
    pool.digestInto(digest);
    networks.digestInto(digest, pool::isLive);
    storage.digestInto(digest);
    clientPool.digestInto(digest);
    digest.add(userInputs.taken());
    faultInjector.digestInto(digest);
    operator.digestInto(digest);
    digest.add(end != null);
    schedule.digestInto(digest, pool);
    return true;
  }

  /** Whether a host may still do anything. */
  public boolean isLive(int host) {
    return hosts().get(host).isLive();
  }

  /** Whether anything is on its way over the logging channel. */
  public boolean isChannelInUse() {
    for (Scheduled<WorldEvent> scheduled : schedule.pending()) {
      if (scheduled.event() instanceof WorldEvent.ChannelArrives) {
        return true;
      }
    }
    return false;
  }

  /** What will happen, in order. */
  List<Scheduled<WorldEvent>> pending() {
    return schedule.pending();
  }

  /** Someone to be told of every moment at which a fault could strike; forks have none. */
  public void keepLookout(FaultPointListener newLookout) {
    listener = newLookout;
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
   * does, and no fault and no operation is to come; or the guest has made more than it may.
   */
  public boolean isOver() {
    return volume.isExceeded()
        || ((end != null || isServed() || nobodyLeft()) && faultInjector.areOver(this));
  }

  /** Of what the guest has made too much, if that ended the run: a sentence about the guest. */
  public Optional<String> excess() {
    return volume.excess();
  }

  private boolean isServed() {
    return !setup.clients().isEmpty()
        && userInputs.isDone()
        && operator.isDone()
        && clientPool.isDone()
        && primary().isPresent()
        && !clusterService.areAtWork();
  }

  /** Whether a guest may still retire instructions or make and let out outputs. */
  boolean guestGoesOn() {
    for (Host host : hosts()) {
      if (host.goesOn() && !(end != null && host.hasEnded())) {
        return true;
      }
    }
    return false;
  }

  /** Whether the host with this number may still come to its step with that number. */
  boolean isToMake(int host, long step) {
    return host < hosts().size() ? hosts().get(host).isToMake(step) : setup.grows();
  }

  private boolean nobodyLeft() {
    for (Host host : hosts()) {
      if (host.alive() && !host.requireReplica().halted()) {
        return false;
      }
    }
    return true;
  }

  private @Nullable Host slowest() {
    Host slowest = null;
    for (int place = 0; place < pool.places(); place++) {
      Host host = pool.at(place);
      if (host != null
          && host.canRun()
          && (slowest == null || host.nextInstructionNs() < slowest.nextInstructionNs())) {
        slowest = host;
      }
    }
    return slowest;
  }

  /** Until then nothing that another host does from now on can arrive here. */
  private long horizonFor(Host host) {
    long horizonNs = Long.MAX_VALUE;
    for (int place = 0; place < pool.places(); place++) {
      Host other = pool.at(place);
      if (other != null && other != host && other.canRun()) {
        horizonNs = Math.min(horizonNs, other.nextInstructionNs() + networks.leastLatencyNs());
      }
    }
    return horizonNs;
  }

  private void stretch(Host host, long horizonNs) {
    long count = host.requireReplica().count();
    long limit = count > Long.MAX_VALUE - stretchMax ? Long.MAX_VALUE : count + stretchMax;
    host.run(horizonNs, Math.min(limit, faultInjector.countLimit(this, host)));
    schedule.advanceTo(host.momentNs());
    host.requireReplica().settle(host.clockAt(nowNs()));
    executor.carryOutSteps(host);
    if (listener != null && host.alive() && host.requireReplica().count() > count) {
      listener.retired(this, host.number(), host.requireReplica().count());
    }
    faultInjector.counted(this, host);
  }

  // ---- for those who belong to the world

  /** The other host of this host's pair; -1 if it is in none. */
  int peerOf(Host host) {
    return hostOfIncarnation(host.requireReplica().identity().peer());
  }

  void at(long timeNs, int actor, EventRank kind, WorldEvent event) {
    schedule.at(timeNs, actor, kind, event);
  }

  void tell(Consumer<Watcher> news) {
    watchers.forEach(news);
  }

  /** A point between two things that a host does; faults may wait for it. */
  void point(Host host) {
    long number = host.nextMoment();
    if (listener != null) {
      listener.point(this, host.number(), number);
    }
    faultInjector.reached(this, host, number);
  }

  /** The guest's end came out: the first time counts. */
  void ended(Action.End how) {
    end = end == null ? how : end;
    operator.guestEnded(this);
  }

  void show(Action.ShowConsole text) {
    console.show(text.offset(), text.text());
  }

  Schedule schedule() {
    return schedule;
  }

  EventHandler deliveries() {
    return deliveries;
  }

  ActionExecutor executor() {
    return executor;
  }

  FaultExecutor faultExecutor() {
    return faultExecutor;
  }

  UserInputs userInputs() {
    return userInputs;
  }

  WorldNetworks networks() {
    return networks;
  }

  StorageServer storage() {
    return storage;
  }

  List<Host> hosts() {
    return pool.hosts();
  }

  RunVolume volume() {
    return volume;
  }

  HostPool pool() {
    return pool;
  }

  MemoryPool memory() {
    return memory;
  }

  Chance chance() {
    return chance;
  }

  ClusterService clusterService() {
    return clusterService;
  }

  // ---- what one may look at

  public Setup setup() {
    return setup;
  }

  /** Virtual time of what happened last. */
  public long nowNs() {
    return schedule.nowNs();
  }

  /** How many steps the world has made. */
  public long steps() {
    return steps;
  }

  public ClientPool clientPool() {
    return clientPool;
  }

  public SharedDisk disk() {
    return storage.disk();
  }

  /** What went over the logging channel. */
  public Traffic channelTraffic() {
    return networks.channelTraffic();
  }

  /** What the console shows. */
  public byte[] console() {
    return console.bytes();
  }

  /** How the guest ended; null while it has not, as far as anybody outside knows. */
  public Action.@Nullable End end() {
    return end;
  }

  /** What a host's clock shows now. */
  public long clockOf(int host) {
    return hosts().get(host).clockAt(nowNs());
  }

  /** What a host is called: its place, and from the second start there on which start it is. */
  public String nameOf(int host) {
    return hosts().get(host).name();
  }

  /** The place where a host runs or ran, from 0, as the setup counts hosts. */
  public int placeOf(int host) {
    return hosts().get(host).place();
  }

  /** Whether there is a place that could take a new backup, and that the primary can reach. */
  public boolean hasFreePlace() {
    return clusterService.areWithinReach();
  }

  /** The incarnation of a host that ran. */
  public long incarnationOf(int host) {
    return hosts().get(host).incarnation();
  }

  /** The host with this incarnation; -1 if there is none. */
  public int hostOfIncarnation(long incarnation) {
    return incarnation < 1 || incarnation > hosts().size() ? -1 : (int) incarnation - 1;
  }

  /** How many hosts there have been so far, up or down, numbered from 0. */
  public int hostCount() {
    return hosts().size();
  }

  /** The replica on a host; null for a host that is down. */
  public @Nullable Replica replica(int host) {
    return hosts().get(host).replica();
  }

  /** The host that runs the guest live; of two that do, the one that the disk names. */
  public OptionalInt primary() {
    Host host = Roles.primary(hosts(), storage.disk());
    return host == null ? OptionalInt.empty() : OptionalInt.of(host.number());
  }

  /** The host that follows; empty if nobody does. */
  public OptionalInt backup() {
    Host host = Roles.backup(hosts());
    return host == null ? OptionalInt.empty() : OptionalInt.of(host.number());
  }

  public FaultInjector faultInjector() {
    return faultInjector;
  }

  public Operator operator() {
    return operator;
  }

  /** Hash of everything observable so far; empty for a world without. */
  public String traceHash() {
    return trace == null ? "" : trace.text();
  }

  public ImmutableList<Watcher> watchers() {
    return ImmutableList.copyOf(watchers);
  }

  /** The watcher of this kind: this world's own copy. */
  public <W extends Watcher> W watcher(Class<W> kind) {
    for (Watcher watcher : watchers) {
      if (kind.isInstance(watcher)) {
        return kind.cast(watcher);
      }
    }
    throw new IllegalArgumentException("nobody watches this world as a " + kind.getSimpleName());
  }
}
