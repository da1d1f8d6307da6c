package dev.understudy.sim.world;

import com.google.common.collect.ImmutableList;
import dev.understudy.base.Bytes;
import dev.understudy.base.StateDigest;
import dev.understudy.disk.SharedDisk;
import dev.understudy.ft.replica.Action;
import dev.understudy.ft.replica.Replica;
import dev.understudy.hypervisor.VirtualMachine;
import dev.understudy.sim.client.ClientPool;
import dev.understudy.sim.net.Traffic;
import dev.understudy.sim.random.Chance;
import dev.understudy.sim.time.EventQueue.Scheduled;
import dev.understudy.sim.time.Pace;
import dev.understudy.vm.machine.MemoryPool;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * Hosts, networks, disk, clients, users and operator under one virtual time.
 *
 * <p>Advance it with {@link #step} until {@link #isOver}; fork it at any time. The host whose next
 * instruction comes first runs, up to the next event, or as far as nothing that another host sends
 * meanwhile could reach it.
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
  private final EventHandler eventHandler = new EventHandler(this, executor);
  private final FaultExecutor faultExecutor;
  private final ClusterService clusterService;
  private long steps;
  private long instructionsMax = Long.MAX_VALUE;
  private Action.@Nullable End end;
  private @Nullable FaultPointListener listener;

  /** A world in which nothing has happened yet. */
  public World(Setup setup, MemoryPool memory, List<? extends Watcher> watchers) {
    this(setup, memory, watchers, new TraceHash(setup.hosts().size()));
  }

  /** A world without a trace hash, for sweeps that run very many. */
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
    this.userInputs = new UserInputs(setup.userInputs());
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
    this.faultExecutor = new FaultExecutor(this, executor);
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
    instructionsMax = other.instructionsMax;
    end = other.end;
    clusterService = new ClusterService(this);
    faultExecutor = new FaultExecutor(this, executor);
  }

  /** A copy that is independent of this world, with copies of its watchers. */
  public World fork() {
    return new World(this);
  }

  private void begin() {
    faultInjector.begin(this);
    hosts().stream().filter(Host::alive).forEach(executor::carryOutSteps);
    executor.carryOut(clientPool.start(0));
    if (!userInputs.isDone()) {
      at(userInputs.current().atNs(), ActorNumbers.USER, EventRank.USER, new WorldEvent.UserActs());
    }
    operator.begin(this);
  }

  // ---- time goes on

  /**
   * Runs one host for a stretch, or takes one event. Returns false when nothing can happen any
   * more.
   */
  public boolean step() {
    if (stepUntil(setup.deadlineNs())) {
      return true;
    }
    schedule.advanceTo(setup.deadlineNs());
    return false;
  }

  /**
   * Like {@link #step}, but does nothing and returns false if what happens next is later than
   * {@code timeNs}. Called until it returns false, it leaves the one world in which everything up
   * to this time has happened on all hosts, and nothing later.
   */
  public boolean stepUntil(long timeNs) {
    Host host = slowest();
    long eventNs = schedule.nextNs();
    if (host == null || host.nextInstructionNs() > eventNs) {
      if (schedule.isEmpty() || eventNs > timeNs) {
        return false;
      }
      if (listener != null && eventNs != nowNs()) {
        listener.before(eventNs);
      }
      steps++;
      schedule.take().match(eventHandler);
      return true;
    }
    if (host.nextInstructionNs() > timeNs) {
      return false;
    }
    steps++;
    runHost(host, Math.min(timeNs, Math.min(eventNs, horizonFor(host))));
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

  /** Whether a host is paused. */
  public boolean isPaused(int host) {
    return hosts().get(host).paused();
  }

  /**
   * Lets a fault strike that was not planned, now or at a time up to which nothing happens. A world
   * forked by a {@link FaultPointListener} goes on from the very point of the fork.
   *
   * @return whether the fault could strike; it can't if it names a role that no host holds
   */
  public boolean inject(Fault fault, long atNs) {
    schedule.advanceTo(Math.max(nowNs(), atNs));
    return faultInjector.inject(this, fault);
  }

  /** Completes the steps that hosts had begun when this world was forked. */
  public void settle() {
    hosts().forEach(executor::catchUp);
  }

  /** Gives the guests' memory back to its pool, until they run again. */
  public void park() {
    forEachGuest(VirtualMachine::park);
  }

  /** Gives the guests' memory back for good: this world will not run any more. */
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
   * @return false if that can't be expressed, because a host has begun steps that it has not
   *     completed
   */
  public boolean digestInto(StateDigest digest) {
    for (Host host : hosts()) {
      if (host.hasUnfinishedSteps()) {
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
    if (faultInjector.waitsForStep()) {
      hosts().forEach(host -> digest.add(host.points()));
    }
    digest.add(Bytes.wrap(console.bytes()));
    digest.add(console.nextOffset());
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

  /**
   * Sets a listener that is called at every point at which a fault could strike. Forks have none.
   */
  public void setFaultPointListener(FaultPointListener newLookout) {
    listener = newLookout;
  }

  /** Runs the world until it is over. */
  public void run() {
    while (!isOver() && step()) {
      // Everything happens in step().
    }
  }

  /**
   * Bounds how many instructions a host may execute in a step, so that a caller can look in
   * between.
   */
  public void stopEvery(long instructions) {
    instructionsMax = instructions;
  }

  /**
   * Whether the run is over: every client was answered and a host is there to answer more, the
   * guest has ended if it ever does, and no fault and no operation is to come; or the guest has
   * made more than it may.
   */
  public boolean isOver() {
    return volume.isExceeded()
        || ((end != null || isServed() || isDeserted()) && faultInjector.areOver(this));
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

  /** Whether every host has halted or died. */
  boolean isDeserted() {
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

  /** The time before which nothing can arrive here that another host does from now on. */
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

  private void runHost(Host host, long horizonNs) {
    long count = host.requireReplica().count();
    long limit =
        count > Long.MAX_VALUE - instructionsMax ? Long.MAX_VALUE : count + instructionsMax;
    host.run(horizonNs, Math.min(limit, faultInjector.countLimit(this, host)));
    schedule.advanceTo(host.guestTimeNs());
    tellCalled(host, host.pace());
    host.requireReplica().settle(host.clockAt(nowNs()));
    executor.carryOutSteps(host);
    if (listener != null && host.alive() && host.requireReplica().count() > count) {
      listener.retired(host.number(), host.requireReplica().count());
    }
    faultInjector.counted(this, host);
  }

  // ---- for the other classes of the world

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

  /**
   * Tells that a host is called on. A paused host, which learns of its links all the same, still
   * has to tell what it had decided before: that keeps its moment.
   *
   * @param pace by which its guest has executed just now; null if it has not
   */
  void tellCalled(Host host, @Nullable Pace pace) {
    if (host.paused()) {
      return;
    }
    for (Watcher watcher : watchers) {
      watcher.called(nowNs(), host.number(), pace);
    }
  }

  /** A point between two steps of a host; faults may wait for it. */
  void point(Host host) {
    long number = host.nextPoint();
    if (listener != null) {
      listener.point(host.number(), number);
    }
    faultInjector.reached(this, host, number);
  }

  /** Notes that the guest's end left a host. The first time counts. */
  void ended(Action.End how) {
    end = end == null ? how : end;
    operator.guestEnded(this);
  }

  void show(Host host, Action.ShowConsole text) {
    Bytes fresh = console.show(text.offset(), text.text());
    tell(watcher -> watcher.shown(nowNs(), host.number(), fresh));
  }

  Schedule schedule() {
    return schedule;
  }

  EventHandler eventHandler() {
    return eventHandler;
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

  // ---- for observers

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

  /** Statistics of the logging channel. */
  public Traffic channelTraffic() {
    return networks.channelTraffic();
  }

  /** What the console shows. */
  public byte[] console() {
    return console.bytes();
  }

  /** How the guest ended; null while it has not, as far as the outside knows. */
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

  /** The host that runs the guest live. Of two that do, it is the one that the disk has named. */
  public OptionalInt primary() {
    Host host = Roles.primary(hosts(), storage.disk());
    return host == null ? OptionalInt.empty() : OptionalInt.of(host.number());
  }

  /** The host that is the backup; empty if there is none. */
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

  /** A hash of all that could be observed so far; empty for a world without one. */
  public String traceHash() {
    return trace == null ? "" : trace.text();
  }

  public ImmutableList<Watcher> watchers() {
    return ImmutableList.copyOf(watchers);
  }

  /** This world's own watcher of a class. */
  public <W extends Watcher> W watcher(Class<W> kind) {
    for (Watcher watcher : watchers) {
      if (kind.isInstance(watcher)) {
        return kind.cast(watcher);
      }
    }
    throw new IllegalArgumentException(
        "this world has no watcher of the class " + kind.getSimpleName());
  }
}
