package dev.understudy.ft.replica;

import dev.understudy.disk.Reply;
import dev.understudy.disk.SharedDisk;
import dev.understudy.ft.protocol.CloneEnd;
import dev.understudy.ft.protocol.CloneLimits;
import dev.understudy.ft.protocol.Command;
import dev.understudy.ft.protocol.Event;
import dev.understudy.ft.protocol.FrameCodec;
import dev.understudy.ft.protocol.HaltReason;
import dev.understudy.ft.protocol.Identity;
import dev.understudy.ft.protocol.LogEntry;
import dev.understudy.ft.protocol.Protocol;
import dev.understudy.ft.protocol.State;
import dev.understudy.ft.protocol.StateDigest;
import dev.understudy.hypervisor.GoneLive;
import dev.understudy.hypervisor.HostSource;
import dev.understudy.hypervisor.Input;
import dev.understudy.hypervisor.Pause;
import dev.understudy.hypervisor.Platform;
import dev.understudy.hypervisor.Recorder;
import dev.understudy.hypervisor.Replayer;
import dev.understudy.hypervisor.Seam;
import dev.understudy.hypervisor.VirtualMachine;
import dev.understudy.hypervisor.device.Effect.OutputEffect;
import dev.understudy.hypervisor.device.Panel;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * One host's copy of the guest, under the protocol: a recorder while it acts, a replayer while it
 * follows, and the swap between the two.
 *
 * <p>Sans-IO: what happens to the host comes in with the time on the host's own clock, what the
 * host has to do is taken out by {@link #nextStep}. The guest runs only inside {@link #run};
 * everything else happens to it where it stands, between two instructions.
 */
public final class Replica {
  private static final long NEVER = Long.MAX_VALUE;

  private final ReplicaConfig config;
  private final Protocol protocol;
  private final StorageSide storage;
  private final ArrayDeque<Command> commands = new ArrayDeque<>();

  /** Exactly one of the two is there: who acts does not follow. */
  private @Nullable Acting acting;

  private @Nullable Following following;
  private final ArrayDeque<ReplicaStep> steps = new ArrayDeque<>();

  /** Of a primary with a backup, which is not to be left behind. */
  private @Nullable Throttle throttle;

  private int throttledPerMille = Throttle.FULL_SPEED;
  private int speedPerMille = Throttle.FULL_SPEED;

  /** A guest on its way from here to another host, or from another host to here. */
  private final Motion motion;

  /** What a primary does for its backup besides shipping the log. */
  private final Cadence cadence;

  /** Of a primary that is to give way to its backup. */
  private @Nullable HandOver handOver;

  private boolean stalled;
  private boolean halted;

  /** A guest that ended has let its writes go; they still have to reach the disk. */
  private boolean mayFinishWriting;

  private long protocolWakeNs = NEVER;

  private Replica(
      ReplicaConfig config,
      Protocol protocol,
      Motion motion,
      @Nullable Acting acting,
      @Nullable Following following) {
    this.config = config;
    this.protocol = protocol;
    this.motion = motion;
    this.acting = acting;
    this.following = following;
    this.cadence = new Cadence(this, config);
    this.storage = new StorageSide(this, config);
  }

  private Replica(Replica from) {
    config = from.config;
    protocol = from.protocol.fork();
    motion = from.motion.fork();
    acting = from.acting == null ? null : from.acting.fork();
    following = from.following == null ? null : from.following.fork();
    cadence = from.cadence.forkFor(this);
    storage = from.storage.forkFor(this);
    handOver = from.handOver == null ? null : from.handOver.forkFor(this);
    steps.addAll(from.steps);
    throttle = from.throttle == null ? null : from.throttle.fork();
    throttledPerMille = from.throttledPerMille;
    speedPerMille = from.speedPerMille;
    stalled = from.stalled;
    halted = from.halted;
    mayFinishWriting = from.mayFinishWriting;
    protocolWakeNs = from.protocolWakeNs;
  }

  /** The first primary of a pair. The guest must be freshly booted. */
  public static Replica primary(
      Identity identity, VirtualMachine guest, ReplicaConfig config, long nowNs) {
    Protocol protocol = Protocol.primary(identity, config.protocol(), config.rules(), 0, nowNs);
    return booted(protocol, Recorder.boot(guest, config.seam()), config, nowNs);
  }

  /** The first backup of a pair, with a guest booted like the primary's. */
  public static Replica backup(
      Identity identity, VirtualMachine guest, ReplicaConfig config, long nowNs) {
    Protocol protocol = Protocol.backup(identity, config.protocol(), config.rules(), 0, nowNs);
    Replayer booted = Replayer.boot(guest, config.seam());
    Following following =
        config.replication().strategy() == Strategy.CHECKPOINT
            ? Following.checkpoints(booted)
            : Following.log(booted, config);
    Replica replica = new Replica(config, protocol, Motion.none(), null, following);
    replica.tick(nowNs);
    return replica;
  }

  /**
   * A host that a running guest is to be cloned to. Its peer, {@code identity}'s, is asked with
   * {@link #requestClone}.
   */
  public static Replica joiner(
      Identity identity, Platform platform, ReplicaConfig config, long nowNs) {
    Protocol protocol = Protocol.joiner(identity, config.protocol(), config.rules(), nowNs);
    Replica replica = new Replica(config, protocol, Motion.towards(platform), null, null);
    replica.tick(nowNs);
    return replica;
  }

  /** A guest without fault tolerance: nothing waits for anybody. */
  public static Replica solo(
      long incarnation, VirtualMachine guest, ReplicaConfig config, long nowNs) {
    Protocol protocol = Protocol.solo(incarnation, config.protocol(), config.rules(), nowNs);
    return booted(protocol, Recorder.boot(guest, config.seam()), config, nowNs);
  }

  private static Replica booted(
      Protocol protocol, Recorder recorder, ReplicaConfig config, long nowNs) {
    Acting acting = new Acting(recorder, 0, nowNs);
    Replica replica = new Replica(config, protocol, Motion.none(), acting, null);
    replica.throttle = new Throttle(config.executionLagMaxNs(), protocol.logThrough(), nowNs);
    if (protocol.identity().hasPeer()) {
      replica.cadence.begin(nowNs);
    }
    replica.tick(nowNs);
    return replica;
  }

  /** A deep copy that goes its own way. */
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
    if (acting != null) {
      boolean standsStill = stalled || motion.standing() || handOver != null;
      return !standsStill && mayExecute() && acting.canRun();
    }
    return following != null && following.canRun();
  }

  private boolean mayExecute() {
    if (protocol.state() == State.ALONE) {
      return true;
    }
    return !cadence.standsStill()
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
  public Pause run(long untilCount, HostSource host) {
    return acting != null ? acting.run(untilCount, host) : requireFollowing().run(untilCount);
  }

  /** Carries out what the last {@link #run} led to. */
  public void settle(long nowNs) {
    if (following != null) {
      reportReplayed(following, nowNs);
      storage.follow(following, nowNs);
    }
    pump(nowNs);
    adjustSpeed();
  }

  private void reportReplayed(Following now, long nowNs) {
    if (now.newlyConsumed()) {
      long index = now.replayer().entries();
      note(new Note.Consumed(index, now.quickHash()));
      now.replayer().ownMark().ifPresent(own -> note(new Note.Marked(index, own)));
      storage.consumed(now, nowNs);
      boolean read = now.replayer().hasJustRead() && !config.devices().hasOwnDisk();
      tell(read ? new Event.ReadRepeated(index) : new Event.Replayed(index), nowNs);
    }
    now.replayer()
        .divergence()
        .filter(divergence -> now.firstTime())
        .ifPresent(
            divergence -> {
              note(new Note.Diverged(divergence));
              tell(new Event.Diverged(divergence.entryIndex()), nowNs);
            });
  }

  // ---- what happens to the host

  /** Bytes came out of the logging channel. Damaged ones are dropped: the sender repeats. */
  public void channelFrame(byte[] bytes, long nowNs) {
    if (FrameCodec.decode(bytes) instanceof FrameCodec.Accepted accepted) {
      tell(new Event.FrameArrived(accepted.frame()), nowNs);
    }
    pump(nowNs);
    cadence.onTime(nowNs);
    attend(nowNs);
  }

  /** The disk answered something. */
  public void storageReply(Reply reply, long nowNs) {
    if (usesStorage()) {
      storage.answered(reply, nowNs);
    }
    pump(nowNs);
    attend(nowNs);
  }

  /**
   * The world has something for the guest: a frame, a key, a mouse movement.
   *
   * @return whether the guest took it; never while this host follows, or at once if it has to wait
   *     for the end of an epoch ({@link Note.Taken})
   */
  public boolean offer(Input input, long nowNs) {
    boolean admitted = handOver == null || handOver.admits(input);
    boolean taken = admitted && take(input);
    pump(nowNs);
    adjustSpeed();
    return taken;
  }

  /** The disk has answered, maybe at the instant of something else: one entry after the other. */
  void takeAnswer(Input answer, long nowNs) {
    if (acting != null && !halted) {
      log(acting, nowNs);
      take(answer);
    }
  }

  /** Hands the guest an input, if it runs live here. */
  private boolean take(Input input) {
    return !halted && acting != null && !cadence.keeps(input) && acting.offer(input);
  }

  /** The time of {@link Action.ArmTimer} has come. */
  public void timerDue(long arming, long nowNs) {
    offer(new Input.TimerDue(arming), nowNs);
  }

  /** The host's link to the clients went up or down. */
  public void serviceLinks(boolean up, long nowNs) {
    tell(new Event.ServiceLinks(up), nowNs);
    pump(nowNs);
  }

  /**
   * Clones the running guest to a host that waits for it; the two become the next pair. Nothing
   * comes of it where checkpoints are shipped: their backup has no log to go on with.
   */
  public void requestClone(long joiner, CloneLimits limits, long nowNs) {
    requestMove(joiner, limits, 0, nowNs);
  }

  /**
   * The same at a point at which the disk owes the guest nothing (paper §3.3): before the last
   * round the guest stands still until there is one, or until it has taken too long; then what is
   * pending goes along.
   *
   * @param quietWithinNs how long that may take
   */
  public void requestMove(long joiner, CloneLimits limits, long quietWithinNs, long nowNs) {
    boolean hasLog = config.replication().strategy() != Strategy.CHECKPOINT;
    if (hasLog && !halted && acting != null && !acting.ended() && protocol.cloning() == null) {
      tell(new Event.CloneRequested(joiner, limits), nowNs);
      if (protocol.cloning() != null) {
        motion.sourceBegins(quietWithinNs);
        note(new Note.CloneBegan(joiner));
      }
    }
    pump(nowNs);
  }

  /** Whether the guest stands still before it is moved, until the disk owes it nothing. */
  public boolean isFallingQuiet() {
    return motion.fallsQuiet();
  }

  private void attend(long nowNs) {
    captureIfQuiet(nowNs);
    handOverOnTime(nowNs);
  }

  private void captureIfQuiet(long nowNs) {
    Acting now = acting;
    if (now != null && !halted && !now.ended() && motion.fallsQuiet()) {
      log(now, nowNs);
      tellWhatIsCaptured(now, nowNs);
      pump(nowNs);
    }
  }

  private void tellWhatIsCaptured(Acting now, long nowNs) {
    motion
        .capture(now.recorder(), storage.ownBlocks(), config.storageRules(), nowNs)
        .ifPresent(
            captured -> {
              if (captured.last()) {
                note(new Note.Captured(now.recorder().entries()));
              }
              tell(captured, nowNs);
            });
  }

  /**
   * Gives way to the backup, at a point at which nothing is under way (paper §3.3). Nothing comes
   * of it without a backup, amid a clone, or if there is no such point in time.
   *
   * @param byNs the last moment for such a point, on the host's clock
   */
  public void requestHandOver(long byNs, long nowNs) {
    boolean able = protocol.state() == State.LIVE && protocol.cloning() == null;
    if (able && acting != null && !acting.ended() && handOver == null) {
      handOver = new HandOver(this, byNs);
      handOverOnTime(nowNs);
    }
  }

  /** Whether this host is on its way to give way to its backup. */
  public boolean isGivingWay() {
    return handOver != null;
  }

  private void handOverOnTime(long nowNs) {
    if (handOver != null && handOver.isOver(nowNs)) {
      handOver = null;
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
    if (acting != null && !halted && nowNs >= progressDueNs(acting)) {
      acting.markProgress(nowNs);
    }
    protocolWakeNs = nowNs >= protocolWakeNs ? NEVER : protocolWakeNs;
    tell(new Event.Tick(), nowNs);
    pump(nowNs);
    cadence.onTime(nowNs);
    attend(nowNs);
  }

  // ---- what it wants

  /** When to call {@link #tick} next, on the host's clock. */
  public long wakeAtNs() {
    if (halted) {
      return usesStorage() ? storage.wakeAtNs() : NEVER;
    }
    long earliest = Math.min(Math.min(protocolWakeNs, storage.wakeAtNs()), motion.dueNs());
    earliest = handOver == null ? earliest : Math.min(earliest, handOver.dueNs());
    return acting == null
        ? earliest
        : Math.min(earliest, Math.min(progressDueNs(acting), cadence.dueNs(acting)));
  }

  private long progressDueNs(Acting now) {
    boolean progresses = !now.ended() && handOver == null;
    return progresses ? now.lastProgressNs() + config.progressIntervalNs() : NEVER;
  }

  /** Whether {@link #nextStep} has anything to give. */
  public boolean hasSteps() {
    return !steps.isEmpty();
  }

  /**
   * The next thing to do or to know, in order; null if there is none. One at a time, so that a fork
   * taken between two of them has the rest before it.
   */
  public @Nullable ReplicaStep nextStep() {
    return steps.poll();
  }

  // ---- what one may look at

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
  @Nullable Acting acting() {
    return acting;
  }

  /** The backup's side, or null on a host that acts, or waits for a guest. */
  @Nullable Following following() {
    return following;
  }

  /** Whether this host runs the guest live (even if it may not let anything out yet). */
  public boolean acts() {
    return acting != null;
  }

  /** Whether there is a guest here: not on a host that one is still being cloned to. */
  public boolean hasGuest() {
    return acting != null || following != null;
  }

  public VirtualMachine guest() {
    return seam().guest();
  }

  /** What is on the disk that this host has for itself (§4.1); empty where it is shared. */
  public Optional<SharedDisk> ownDisk() {
    return Optional.ofNullable(storage.ownBlocks());
  }

  /** What records the guest, on a host that runs it live: to look at, or to copy from. */
  public Optional<Recorder> recorder() {
    return Optional.ofNullable(acting).map(Acting::recorder);
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
   * Whether every entry here survives any crash that is provided for: acknowledged, or with nobody
   * to acknowledge it.
   */
  public boolean isLogSafe() {
    return safeThrough() >= entries();
  }

  /** How many keys and mouse movements the guest has taken that no crash can take back. */
  public long gesturesSafe() {
    if (isLogSafe()) {
      return guest().gesturesTaken();
    }
    return cadence.gesturesSafe();
  }

  /** How many of an operator's controls the guest has taken that no crash can take back. */
  public long controlsSafe() {
    if (isLogSafe()) {
      return guest().devices().panel().controlsTaken();
    }
    return cadence.controlsSafe();
  }

  /** The last entry of the guest's log that survives. */
  private long safeThrough() {
    return cadence.leavesThrough(protocol.releasedThrough());
  }

  /** Outputs produced here and not let out yet. */
  public int heldOutputs() {
    return acting == null ? 0 : acting.held().size();
  }

  /** The same, one by one, the one that leaves first at the front. */
  public List<HeldOutput> heldInOrder() {
    return acting == null ? List.of() : acting.held().inOrder();
  }

  private boolean usesStorage() {
    return !halted || mayFinishWriting;
  }

  private Seam seam() {
    return acting != null ? acting.recorder() : requireFollowing().replayer();
  }

  private Following requireFollowing() {
    if (following == null) {
      throw new IllegalStateException("neither acting nor following");
    }
    return following;
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
    if (throttle != null) {
      pace(throttle, nowNs);
    }
    if (acting != null) {
      storage.settleRepeats(acting, protocol.replayedByAll(), nowNs);
    }
  }

  /** Slows the guest down for a backup that can't follow, or lets it go faster again (§3.2). */
  private void pace(Throttle loop, long nowNs) {
    throttledPerMille =
        protocol.state() == State.LIVE
            ? loop.observe(protocol.logThrough(), protocol.replayedThrough(), nowNs)
            : loop.letGo();
    adjustSpeed();
  }

  /** The guest's share of the processor, and of that what the throttle leaves. */
  private void adjustSpeed() {
    int share = hasGuest() ? guest().devices().panel().perMille() : Panel.WHOLE;
    int speed = Math.max(1, throttledPerMille * share / Panel.WHOLE);
    if (speed != speedPerMille && !halted) {
      speedPerMille = speed;
      act(new Action.Pace(speed));
    }
  }

  /** One thing leads to another; each is finished before the next begins. */
  void pump(long nowNs) {
    do {
      Command command;
      while ((command = commands.poll()) != null) {
        carryOut(command, nowNs);
      }
      boolean more = storage.carryOutNext(nowNs);
      if (!more && (acting == null || halted || !log(acting, nowNs))) {
        return;
      }
    } while (true);
  }

  /** Hands what was recorded to the protocol; false if nothing was. */
  boolean log(Acting now, long nowNs) {
    boolean any = false;
    for (Acting.Step step : now.takeSteps(nowNs)) {
      any = true;
      steps.addAll(step.steps());
      step.issued().ifPresent(io -> storage.issue(io, nowNs));
      storage.awaitRepeat(step.unread());
      LogEntry entry = step.entry();
      if (entry != null) {
        cadence.append(entry, now, nowNs);
      }
    }
    if (any) {
      storage.settleCompletions(now, safeThrough(), nowNs);
      cadence.logged(now, nowNs);
    }
    return any;
  }

  /** There is no backup any more that anything would have to wait for. */
  Replica runAlone(long nowNs) {
    cadence.noMore(nowNs);
    return this;
  }

  private void carryOut(Command command, long nowNs) {
    command.match(new Orders(this, nowNs));
    if (acting != null) {
      storage.settleCompletions(acting, safeThrough(), nowNs);
    }
  }

  // ---- what the protocol orders

  ReplicaConfig config() {
    return config;
  }

  Motion motion() {
    return motion;
  }

  Replica act(Action action) {
    steps.add(action);
    return this;
  }

  Replica note(Note note) {
    steps.add(note);
    return this;
  }

  Replica halt(HaltReason reason, long nowNs) {
    halted = true;
    mayFinishWriting = reason == HaltReason.FINISHED;
    if (mayFinishWriting) {
      storage.guestIsOver(nowNs);
    }
    return note(new Note.Halted(reason));
  }

  Replica wish(long atNs) {
    protocolWakeNs = atNs;
    return this;
  }

  Replica stall(boolean still) {
    stalled = still;
    return note(new Note.Stalled(still));
  }

  Replica arbitrate(long generation, long nowNs) {
    storage.arbitrate(generation, nowNs);
    return this;
  }

  Replica renew(Command.Renew command, long nowNs) {
    storage.renew(command, nowNs);
    return this;
  }

  /** The guest as it stands, with everything logged that it has behind it. */
  Replica capture(Command.Capture command, long nowNs) {
    Acting now = acting;
    if (now == null || halted) {
      return this;
    }
    log(now, nowNs);
    if (!halted && !now.ended()) {
      motion.ask(command, now.recorder(), storage.ownBlocks(), nowNs);
      tellWhatIsCaptured(now, nowNs);
    }
    return this;
  }

  /** A new backup starts with nothing to catch up on. */
  Replica cloneEnded(Command.CloneEnded command, long nowNs) {
    motion.sourceIsDone();
    if (command.how() == CloneEnd.PAIRED) {
      throttle = new Throttle(config.executionLagMaxNs(), protocol.logThrough(), nowNs);
      cadence.begin(nowNs);
    }
    return note(
        new Note.CloneEnded(
            protocol.identity().generation(),
            command.joiner(),
            command.how(),
            command.rounds(),
            command.pauseNs()));
  }

  Replica takePiece(byte[] piece) {
    if (!storage.takes(piece)) {
      motion.take(piece);
    }
    return this;
  }

  Replica install(long afterIndex, long nowNs) {
    Following now = motion.arrive(config);
    following = now;
    note(new Note.Installed(afterIndex, now.quickHash()));
    storage.arrived();
    storage.follow(now, nowNs);
    return this;
  }

  Replica supply(Command.Replay replay, long nowNs) {
    List<byte[]> entries = new ArrayList<>(replay.entries().size());
    for (LogEntry entry : replay.entries()) {
      entries.add(entry.bytes());
    }
    Following now = requireFollowing();
    if (now.getsCheckpoints()) {
      if (now.restore(entries, storage::takes, config.seam(), nowNs)) {
        long index = now.replayer().entries();
        note(new Note.Restored(index, now.quickHash()));
        storage.arrived();
        if (!now.replayer().guest().ended()) {
          note(new Note.Marked(index, now.replayer().markNow()));
        }
      }
      tell(new Event.Replayed(replay.firstIndex() + entries.size() - 1), nowNs);
      return this;
    }
    note(new Note.Received(replay.firstIndex(), entries));
    now.supply(entries, nowNs);
    storage.follow(now, nowNs);
    return this;
  }

  Replica release(long throughIndex, long nowNs) {
    Acting now = acting;
    if (now == null) {
      return this;
    }
    letOutThrough(cadence.acknowledged(throughIndex), now, nowNs);
    return this;
  }

  void letOutThrough(long throughIndex, Acting now, long nowNs) {
    now.held()
        .release(
            throughIndex,
            output -> {
              note(
                  new Note.Released(
                      output.output(), output.entryIndex(), nowNs - output.sinceNs()));
              now.left(output.output());
              letOut(now, output, nowNs);
            });
  }

  private void letOut(Acting now, HeldOutput output, long nowNs) {
    now.outside(output.output()).ifPresent(steps::add);
    now.writeOf(output.output()).ifPresent(io -> storage.release(io, nowNs));
  }

  /** How a guest ended has to be known; any other output is like a frame that a network loses. */
  private boolean isSentAgain(OutputEffect output) {
    return output.kind().isLast() || config.replication().resend().contains(output.kind());
  }

  /** The understudy steps on stage (paper §2.3). */
  Replica goLive(long nowNs) {
    Following was = requireFollowing();
    long guestClockNs = was.guestClockNs(nowNs);
    long drainedThrough = was.replayer().entries();
    GoneLive gone = was.replayer().goLive(guestClockNs);
    Acting now = new Acting(gone.recorder(), gone.recorder().clockNs() - nowNs, nowNs);
    acting = now;
    following = null;
    cadence.wentLive(drainedThrough);
    note(
        new Note.WentLive(
            drainedThrough,
            gone.recorder().clockNs(),
            (int) gone.unreleased().stream().filter(this::isSentAgain).count(),
            storage.reissues(gone.pendingIo())));
    log(now, nowNs);
    for (OutputEffect output : gone.unreleased()) {
      if (isSentAgain(output)) {
        now.outside(output).ifPresent(steps::add);
      }
      now.left(output);
    }
    gone.pendingIo().forEach(io -> note(new Note.Issued(io)));
    storage.goLive(gone.pendingIo(), nowNs);
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
    if (acting != null) {
      acting.digestInto(digest);
    }
    if (following != null) {
      following.digestInto(digest);
    }
    motion.digestInto(digest);
    if (throttle != null && protocol.state() == State.LIVE) {
      throttle.digestInto(digest);
    }
    digest.add(throttledPerMille);
    digest.add(speedPerMille);
    if (handOver != null) {
      handOver.digestInto(digest);
    }
    cadence.digestInto(digest);
    digest.add(stalled);
    digest.add(protocolWakeNs);
  }
}
