package dev.understudy.ft.replica;

import dev.understudy.base.StateDigest;
import dev.understudy.disk.DiskReply;
import dev.understudy.disk.SharedDisk;
import dev.understudy.ft.protocol.CloneLimits;
import dev.understudy.ft.protocol.Command;
import dev.understudy.ft.protocol.Event;
import dev.understudy.ft.protocol.FrameCodec;
import dev.understudy.ft.protocol.Identity;
import dev.understudy.ft.protocol.LogEntry;
import dev.understudy.ft.protocol.Protocol;
import dev.understudy.ft.protocol.State;
import dev.understudy.hypervisor.HostSource;
import dev.understudy.hypervisor.Input;
import dev.understudy.hypervisor.Platform;
import dev.understudy.hypervisor.Recorder;
import dev.understudy.hypervisor.Replayer;
import dev.understudy.hypervisor.Seam;
import dev.understudy.hypervisor.StopResult;
import dev.understudy.hypervisor.VirtualMachine;
import dev.understudy.hypervisor.device.OperatorControls;
import java.util.ArrayDeque;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * One host's copy of the guest, under the protocol: a recorder while it is live, a replayer while
 * it follows, and the swap between the two.
 *
 * <p>It does no I/O: what happens to the host comes in with the time on the host's own clock, and
 * what the host has to do is taken out by {@link #nextStep}. The guest runs only inside {@link
 * #run}; everything else happens to it where it stands, between two instructions.
 */
public final class Replica {
  private static final long NEVER = Long.MAX_VALUE;

  private final ReplicaConfig config;
  private final Protocol protocol;
  private final StorageSide storage;
  private final ArrayDeque<Command> commands = new ArrayDeque<>();

  /** At most one of the two is there: a host that runs the guest live does not follow. */
  private @Nullable LiveSide liveSide;

  private @Nullable ReplaySide replaySide;
  private final ArrayDeque<ReplicaStep> steps = new ArrayDeque<>();

  private final OutputRelease outputs;
  private final GuestSpeed speed;

  /** The clone of the guest that is being sent to another host, or received from one. */
  private final CloneTransfer cloneTransfer;

  /** What a primary does for its backup besides shipping the log. */
  private final ReplicationDriver driver;

  /** The ordered failover, at a primary that is to give way to its backup; null otherwise. */
  private @Nullable OrderedFailover handOver;

  private boolean stalled;
  private boolean halted;

  /** Whether a guest has ended whose writes still have to reach the disk. */
  private boolean mayFinishWriting;

  private long protocolWakeNs = NEVER;

  private Replica(
      ReplicaConfig config,
      Protocol protocol,
      @Nullable Platform cloneTo,
      @Nullable LiveSide liveSide,
      @Nullable ReplaySide replaySide) {
    this.config = config;
    this.protocol = protocol;
    this.outputs = new OutputRelease(steps::add, config.replication().resend());
    this.speed = new GuestSpeed(config.replicationRules());
    this.cloneTransfer = new CloneTransfer(cloneTo);
    this.liveSide = liveSide;
    this.replaySide = replaySide;
    this.driver = new ReplicationDriver(this, config);
    this.storage = new StorageSide(this, config);
  }

  private Replica(Replica from) {
    config = from.config;
    protocol = from.protocol.fork();
    outputs = new OutputRelease(steps::add, config.replication().resend());
    speed = from.speed.fork();
    cloneTransfer = from.cloneTransfer.fork();
    liveSide = from.liveSide == null ? null : from.liveSide.fork();
    replaySide = from.replaySide == null ? null : from.replaySide.fork();
    driver = from.driver.forkFor(this);
    storage = from.storage.forkFor(this);
    handOver = from.handOver == null ? null : from.handOver.forkFor(this);
    steps.addAll(from.steps);
    stalled = from.stalled;
    halted = from.halted;
    mayFinishWriting = from.mayFinishWriting;
    protocolWakeNs = from.protocolWakeNs;
  }

  /** Creates the first primary of a pair. The guest must be freshly booted. */
  public static Replica primary(
      Identity identity, VirtualMachine guest, ReplicaConfig config, long nowNs) {
    Protocol protocol = Protocol.primary(identity, config.protocol(), config.rules(), 0, nowNs);
    return booted(protocol, Recorder.boot(guest, config.seam()), config, nowNs);
  }

  /** Creates the first backup of a pair, with a guest booted like the primary's. */
  public static Replica backup(
      Identity identity, VirtualMachine guest, ReplicaConfig config, long nowNs) {
    Protocol protocol = Protocol.backup(identity, config.protocol(), config.rules(), 0, nowNs);
    Replayer booted = Replayer.boot(guest, config.seam());
    ReplaySide replaySide =
        config.replication().strategy() == Strategy.CHECKPOINT
            ? ReplaySide.checkpoints(booted)
            : ReplaySide.log(booted, config);
    Replica replica = new Replica(config, protocol, null, null, replaySide);
    replica.tick(nowNs);
    return replica;
  }

  /**
   * Creates a host to which a running guest is to be cloned. Its peer, the one of {@code identity},
   * is asked with {@link #requestClone}.
   */
  public static Replica joiner(
      Identity identity, Platform platform, ReplicaConfig config, long nowNs) {
    Protocol protocol = Protocol.joiner(identity, config.protocol(), config.rules(), nowNs);
    Replica replica = new Replica(config, protocol, platform, null, null);
    replica.tick(nowNs);
    return replica;
  }

  /** Creates a guest without fault tolerance: nothing waits for another host. */
  public static Replica solo(
      long incarnation, VirtualMachine guest, ReplicaConfig config, long nowNs) {
    Protocol protocol = Protocol.solo(incarnation, config.protocol(), config.rules(), nowNs);
    return booted(protocol, Recorder.boot(guest, config.seam()), config, nowNs);
  }

  private static Replica booted(
      Protocol protocol, Recorder recorder, ReplicaConfig config, long nowNs) {
    LiveSide liveSide = new LiveSide(recorder, 0, nowNs);
    Replica replica = new Replica(config, protocol, null, liveSide, null);
    replica.speed.watch(config.executionLagMaxNs(), protocol, nowNs);
    if (protocol.identity().hasPeer()) {
      replica.driver.begin(nowNs);
    }
    replica.tick(nowNs);
    return replica;
  }

  /** A deep copy that is independent of this replica. */
  public Replica fork() {
    return new Replica(this);
  }

  // ---- the guest runs

  /**
   * Whether there is anything to execute: not for a halted host, a guest in {@code wfi} or ended, a
   * full log buffer, or a replayer that has consumed all it holds. Depends on the state alone, not
   * on how the last run ended.
   */
  public boolean canRun() {
    if (halted) {
      return false;
    }
    if (liveSide != null) {
      boolean standsStill = stalled || cloneTransfer.standing() || handOver != null;
      return !standsStill && mayExecute() && liveSide.canRun();
    }
    return replaySide != null && replaySide.canRun();
  }

  private boolean mayExecute() {
    if (protocol.state() == State.ALONE) {
      return true;
    }
    return !driver.standsStill()
        && config
            .replication()
            .strategy()
            .mayExecute(protocol.logThrough(), protocol.acknowledgedThrough());
  }

  /**
   * Lets the guest execute, at most until it has retired {@code untilCount} instructions. Returns
   * as soon as something happened that has a time; {@link #settle} must follow, with the time of
   * {@link #count}.
   */
  public StopResult run(long untilCount, HostSource host) {
    return liveSide != null ? liveSide.run(untilCount, host) : requireFollowing().run(untilCount);
  }

  /** Carries out what the last {@link #run} led to. */
  public void settle(long nowNs) {
    if (replaySide != null) {
      new ReplayDriver(this, replaySide, nowNs).report();
      storage.follow(replaySide, nowNs);
    }
    pump(nowNs);
    adjustSpeed();
  }

  // ---- what happens to the host

  /** Bytes came out of the logging channel. Damaged ones are dropped: the sender repeats. */
  public void channelFrame(byte[] bytes, long nowNs) {
    if (FrameCodec.decode(bytes) instanceof FrameCodec.Accepted accepted) {
      tell(new Event.FrameArrived(accepted.frame()), nowNs);
    }
    pump(nowNs);
    driver.onTime(nowNs);
    continueTransfers(nowNs);
  }

  /** The disk answered something. */
  public void storageReply(DiskReply reply, long nowNs) {
    if (usesStorage()) {
      storage.answered(reply, nowNs);
    }
    pump(nowNs);
    continueTransfers(nowNs);
  }

  /**
   * Offers the guest a frame, a key, a mouse movement or a control.
   *
   * @return whether the guest took it; never while this host follows, or at once if it has to wait
   *     for the end of an epoch ({@link Note.Taken})
   */
  public boolean offer(Input input, long nowNs) {
    boolean taken = handOver == null && take(input);
    if (handOver != null) {
      handOver.refuse(input);
    }
    pump(nowNs);
    adjustSpeed();
    return taken;
  }

  /**
   * Gives the guest an answer of the disk. If it comes at the instant of something else, that is
   * finished first.
   */
  void takeAnswer(Input answer, long nowNs) {
    if (liveSide != null && !halted) {
      log(liveSide, nowNs);
      take(answer);
    }
  }

  /** Hands the guest an input, if it runs live here. */
  private boolean take(Input input) {
    return !halted && liveSide != null && !driver.keeps(input) && liveSide.offer(input);
  }

  /** The host's link to the clients went up or down. */
  public void serviceLinks(boolean up, long nowNs) {
    tell(new Event.ServiceLinks(up), nowNs);
    pump(nowNs);
  }

  /**
   * Clones the running guest to a host that waits for it; the two become the next pair. Nothing
   * comes of it where checkpoints are shipped, because their backup has no log to go on with.
   *
   * @param quietWithinNs before the last round the guest stands still for so long at most, until no
   *     disk request is pending (paper §3.3); 0: pending requests are cloned with it
   */
  public void requestClone(long joiner, CloneLimits limits, long quietWithinNs, long nowNs) {
    boolean hasLog = config.replication().strategy() != Strategy.CHECKPOINT;
    boolean able = hasLog && !halted && liveSide != null && !liveSide.ended();
    if (able && protocol.cloning() == null) {
      tell(new Event.CloneRequested(joiner, limits), nowNs);
      if (protocol.cloning() != null) {
        cloneTransfer.begin(quietWithinNs);
        note(new Note.CloneBegan(joiner));
      }
    }
    pump(nowNs);
  }

  /** Whether the guest stands still before it is moved, until no disk request is pending. */
  public boolean isFallingQuiet() {
    return cloneTransfer.fallsQuiet();
  }

  private void continueTransfers(long nowNs) {
    if (cloneTransfer.fallsQuiet() && liveSide != null && !halted && !liveSide.ended()) {
      log(liveSide, nowNs);
      sendRound(liveSide, nowNs);
      pump(nowNs);
    }
    handOverOnTime(nowNs);
  }

  /** Sends the round of a clone that was asked for, if the guest may be captured now. */
  void sendRound(LiveSide now, long nowNs) {
    cloneTransfer
        .captured(now.recorder(), storage.ownBlocks(), config.storageRules(), nowNs)
        .ifPresent(
            round -> {
              if (round.last()) {
                note(new Note.Captured(now.recorder().entries()));
              }
              tell(round, nowNs);
            });
  }

  /**
   * Gives way to the backup, at a point at which nothing is under way (paper §3.3). Nothing comes
   * of it without a backup, during a clone, or if there is no such point in time.
   *
   * @param byNs the last moment for such a point, on the host's clock
   */
  public void requestHandOver(long byNs, long nowNs) {
    boolean able = protocol.state() == State.LIVE && protocol.cloning() == null;
    if (able && liveSide != null && !liveSide.ended() && handOver == null) {
      handOver = new OrderedFailover(this, byNs);
      handOverOnTime(nowNs);
    }
  }

  /** Whether this host is on its way to give way to its backup. */
  public boolean isGivingWay() {
    return handOver != null;
  }

  private void handOverOnTime(long nowNs) {
    if (handOver != null && handOver.isOver(nowNs)) {
      @Nullable Input timerDue = handOver.timerDue();
      handOver = null;
      if (timerDue != null && take(timerDue)) {
        note(new Note.Taken(timerDue));
        pump(nowNs);
      }
    } else if (handOver != null) {
      handOver.approach(nowNs);
    }
  }

  /** Goes on without the backup (paper §3.3): asks the disk at once, as if it had failed. */
  public void requestAlone(long nowNs) {
    tell(new Event.AloneRequested(), nowNs);
    pump(nowNs);
  }

  /** Time passed. Harmless at any time; needed at {@link #wakeAtNs}. */
  public void tick(long nowNs) {
    if (usesStorage()) {
      storage.tick(nowNs);
    }
    if (liveSide != null && !halted && nowNs >= progressDueNs(liveSide)) {
      liveSide.markProgress(nowNs);
    }
    protocolWakeNs = nowNs >= protocolWakeNs ? NEVER : protocolWakeNs;
    tell(new Event.Tick(), nowNs);
    pump(nowNs);
    driver.onTime(nowNs);
    continueTransfers(nowNs);
  }

  // ---- what it asks for

  /** When to call {@link #tick} next, on the host's clock. */
  public long wakeAtNs() {
    if (halted) {
      return usesStorage() ? storage.wakeAtNs() : NEVER;
    }
    long earliest = Math.min(Math.min(protocolWakeNs, storage.wakeAtNs()), cloneTransfer.dueNs());
    earliest = handOver == null ? earliest : Math.min(earliest, handOver.dueNs());
    return liveSide == null
        ? earliest
        : Math.min(earliest, Math.min(progressDueNs(liveSide), driver.dueNs(liveSide)));
  }

  private long progressDueNs(LiveSide now) {
    boolean progresses = !now.ended() && handOver == null;
    return progresses ? now.lastProgressNs() + config.progressIntervalNs() : NEVER;
  }

  /** Whether {@link #nextStep} returns anything. */
  public boolean hasSteps() {
    return !steps.isEmpty();
  }

  /**
   * Takes the next thing to do or to know, in order; null if there is none. A fork taken between
   * two of them contains the rest.
   */
  public @Nullable ReplicaStep nextStep() {
    return steps.poll();
  }

  // ---- for observers

  public State state() {
    return protocol.state();
  }

  public Identity identity() {
    return protocol.identity();
  }

  public Protocol protocol() {
    return protocol;
  }

  public boolean halted() {
    return halted;
  }

  /** The live side, or null on a host that follows. */
  @Nullable LiveSide liveSide() {
    return liveSide;
  }

  /** The backup's side, or null on a host that runs the guest live, or waits for a guest. */
  @Nullable ReplaySide replaySide() {
    return replaySide;
  }

  /** Whether this host runs the guest live, even if it may not let anything out yet. */
  public boolean runsLive() {
    return liveSide != null;
  }

  /** Whether there is a guest here. There is none at the destination of a clone under way. */
  public boolean hasGuest() {
    return liveSide != null || replaySide != null;
  }

  public VirtualMachine guest() {
    return seam().guest();
  }

  /** The contents of the host's own disk (§4.1); empty where the disk is shared. */
  public Optional<SharedDisk> ownDisk() {
    return Optional.ofNullable(storage.ownBlocks());
  }

  /** The recorder of a host that runs the guest live, to look at or to copy from. */
  public Optional<Recorder> recorder() {
    return Optional.ofNullable(liveSide).map(LiveSide::recorder);
  }

  /** Instructions the guest has retired here. */
  public long count() {
    return hasGuest() ? seam().count() : 0;
  }

  /** Index of the last entry that this guest has behind it. */
  public long entries() {
    return hasGuest() ? seam().entries() : 0;
  }

  /**
   * Whether every entry here survives any crash that is provided for: it is acknowledged, or there
   * is no host to acknowledge it.
   */
  public boolean isLogSafe() {
    return safeThrough() >= entries();
  }

  /** How many keys and mouse movements the guest has taken that no crash can undo. */
  public long userInputsSafe() {
    if (isLogSafe()) {
      return guest().userInputsTaken();
    }
    return driver.userInputsSafe();
  }

  /** How many of an operator's controls the guest has taken that no crash can undo. */
  public long controlsSafe() {
    if (isLogSafe()) {
      return guest().devices().controls().controlsTaken();
    }
    return driver.controlsSafe();
  }

  /** The last entry of the guest's log that survives. */
  private long safeThrough() {
    return driver.leavesThrough(protocol.releasedThrough());
  }

  /** How many outputs were produced here and have not left yet. */
  public int heldOutputs() {
    return liveSide == null ? 0 : liveSide.held().size();
  }

  /** The outputs produced here that have not left yet, the one that leaves first at the front. */
  public List<HeldOutput> heldInOrder() {
    return liveSide == null ? List.of() : liveSide.held().inOrder();
  }

  private boolean usesStorage() {
    return !halted || mayFinishWriting;
  }

  private Seam seam() {
    return liveSide != null ? liveSide.recorder() : requireFollowing().replayer();
  }

  ReplaySide requireFollowing() {
    if (replaySide == null) {
      throw new IllegalStateException("this host has no guest");
    }
    return replaySide;
  }

  // ---- the work that follows from an event

  void tell(Event event, long nowNs) {
    if (halted) {
      return;
    }
    State before = protocol.state();
    protocol.handle(event, nowNs, commands::add);
    State after = protocol.state();
    if (before != after) {
      note(new Note.StateChanged(before, after));
    }
    if (speed.observe(protocol, nowNs)) {
      adjustSpeed();
    }
    if (liveSide != null) {
      storage.settleRepeats(liveSide, protocol.replayedByAll(), nowNs);
    }
  }

  private void adjustSpeed() {
    int share = hasGuest() ? guest().devices().controls().perMille() : OperatorControls.WHOLE;
    if (!halted && speed.adjust(share)) {
      act(new Action.Pace(speed.perMille()));
    }
  }

  /**
   * Does all that follows from an event. One thing leads to another, and each is finished before
   * the next begins.
   */
  void pump(long nowNs) {
    do {
      Command command;
      while ((command = commands.poll()) != null) {
        carryOut(command, nowNs);
      }
      boolean more = storage.carryOutNext(nowNs);
      if (!more && (liveSide == null || halted || !log(liveSide, nowNs))) {
        return;
      }
    } while (true);
  }

  /** Hands the entries recorded to the protocol; false if there were none. */
  boolean log(LiveSide now, long nowNs) {
    boolean any = false;
    for (LiveSide.Step step : now.takeSteps(nowNs)) {
      any = true;
      steps.addAll(step.steps());
      step.issued().ifPresent(io -> storage.issue(io, nowNs));
      storage.awaitRepeat(step.unread());
      LogEntry entry = step.entry();
      if (entry != null) {
        driver.append(entry, now, nowNs);
      }
    }
    if (any) {
      storage.settleCompletions(now, safeThrough(), nowNs);
      driver.logged(now, nowNs);
    }
    return any;
  }

  private void carryOut(Command command, long nowNs) {
    command.match(new CommandExecutor(this, nowNs));
    if (liveSide != null) {
      storage.settleCompletions(liveSide, safeThrough(), nowNs);
    }
  }

  // ---- for its parts, and for the executor of the protocol's commands

  ReplicaConfig config() {
    return config;
  }

  CloneTransfer cloneTransfer() {
    return cloneTransfer;
  }

  ReplicationDriver driver() {
    return driver;
  }

  StorageSide storage() {
    return storage;
  }

  OutputRelease outputs() {
    return outputs;
  }

  Replica act(Action action) {
    steps.add(action);
    return this;
  }

  Replica note(Note note) {
    steps.add(note);
    return this;
  }

  /** Lets all outputs up to this entry of the guest's log leave. */
  void letOut(long entryIndex, LiveSide now, long nowNs) {
    outputs.through(entryIndex, now, io -> storage.release(io, nowNs), nowNs);
  }

  /** Runs the guest live from now on. */
  void become(LiveSide now) {
    liveSide = now;
    replaySide = null;
  }

  /** Follows with a guest from now on. */
  void become(ReplaySide now) {
    replaySide = now;
  }

  /** Notes that there is a new backup. */
  void hasBackup(long nowNs) {
    speed.watch(config.executionLagMaxNs(), protocol, nowNs);
    driver.begin(nowNs);
  }

  /** Notes that the guest stands still for a full log buffer, or goes on. */
  Replica stall(boolean still) {
    stalled = still;
    return note(new Note.Stalled(still));
  }

  /**
   * Stops: nothing is done here any more.
   *
   * @param finishes whether the writes of a guest that has ended are still carried out
   */
  void halt(boolean finishes) {
    halted = true;
    mayFinishWriting = finishes;
  }

  Replica wakeProtocolAt(long atNs) {
    protocolWakeNs = atNs;
    return this;
  }

  /**
   * Adds all that can still matter, times as this host's clock shows them. There must be nothing
   * that {@link #nextStep} has to give.
   */
  public void digestInto(StateDigest digest) {
    digest.add(halted);
    if (halted && !mayFinishWriting) {
      return;
    }
    protocol.digestInto(digest, 0);
    storage.digestInto(digest);
    if (liveSide != null) {
      liveSide.digestInto(digest);
    }
    if (replaySide != null) {
      replaySide.digestInto(digest);
    }
    cloneTransfer.digestInto(digest);
    speed.digestInto(digest, protocol.state() == State.LIVE);
    if (handOver != null) {
      handOver.digestInto(digest);
    }
    driver.digestInto(digest);
    digest.add(stalled);
    digest.add(protocolWakeNs);
  }
}
