package dev.understudy.ft.replica;

import dev.understudy.disk.RenewOutcome;
import dev.understudy.disk.Reply;
import dev.understudy.disk.TestAndSetOutcome;
import dev.understudy.ft.protocol.CloneEnd;
import dev.understudy.ft.protocol.CloneLimits;
import dev.understudy.ft.protocol.Command;
import dev.understudy.ft.protocol.Event;
import dev.understudy.ft.protocol.FrameCodec;
import dev.understudy.ft.protocol.HaltReason;
import dev.understudy.ft.protocol.Identity;
import dev.understudy.ft.protocol.LogEntry;
import dev.understudy.ft.protocol.Protocol;
import dev.understudy.ft.protocol.RenewAnswer;
import dev.understudy.ft.protocol.State;
import dev.understudy.ft.protocol.StateDigest;
import dev.understudy.ft.protocol.TestAndSetAnswer;
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
import dev.understudy.hypervisor.device.PendingIo;
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
 * host has to do is taken out by {@link #nextAction}. The guest runs only inside {@link #run};
 * everything else happens to it where it stands, between two instructions.
 */
public final class Replica {
  private static final long NEVER = Long.MAX_VALUE;

  private final ReplicaConfig config;
  private final Protocol protocol;
  private final StorageClient storage;
  private final ArrayDeque<Command> commands = new ArrayDeque<>();
  private final ArrayDeque<StorageCommand> storageCommands = new ArrayDeque<>();

  /** Exactly one of the two is there: who acts does not follow. */
  private @Nullable Acting acting;

  private @Nullable Following following;
  private final ArrayDeque<Action> actions = new ArrayDeque<>();

  /** Of a primary with a backup, which is not to be left behind. */
  private @Nullable Throttle throttle;

  private int throttledPerMille = Throttle.FULL_SPEED;
  private int speedPerMille = Throttle.FULL_SPEED;

  /** A guest on its way from here to another host, or from another host to here. */
  private final Motion motion;

  /** What a primary does for its backup besides shipping the log. */
  private Cadence cadence;

  /** Of a primary that is to give way to its backup. */
  private @Nullable HandOver handOver;

  private boolean stalled;
  private boolean halted;

  /** A guest that ended has let its writes go; they still have to reach the disk. */
  private boolean mayFinishWriting;

  private long protocolWakeNs = NEVER;
  private long storageWakeNs = NEVER;

  private Replica(
      ReplicaConfig config,
      Protocol protocol,
      StorageClient storage,
      Motion motion,
      @Nullable Acting acting,
      @Nullable Following following) {
    this.config = config;
    this.protocol = protocol;
    this.storage = storage;
    this.motion = motion;
    this.acting = acting;
    this.following = following;
    this.cadence = new Cadence(this, config);
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
            : new Following(booted);
    Replica replica =
        new Replica(config, protocol, storageOf(identity, config), Motion.none(), null, following);
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
    Replica replica =
        new Replica(
            config, protocol, storageOf(identity, config), Motion.towards(platform), null, null);
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
    StorageClient storage = storageOf(protocol.identity(), config);
    Replica replica = new Replica(config, protocol, storage, Motion.none(), acting, null);
    replica.throttle = new Throttle(config.executionLagMaxNs(), protocol.logThrough(), nowNs);
    if (protocol.identity().hasPeer()) {
      replica.cadence.begin(nowNs);
    }
    replica.tick(nowNs);
    return replica;
  }

  private static StorageClient storageOf(Identity identity, ReplicaConfig config) {
    return new StorageClient(identity.self(), config.storageRetryNs(), config.storageRules());
  }

  /** A deep copy that goes its own way. */
  public Replica fork() {
    Replica copy =
        new Replica(
            config,
            protocol.fork(),
            storage.fork(),
            motion.fork(),
            acting == null ? null : acting.fork(),
            following == null ? null : following.fork());
    copy.actions.addAll(actions);
    copy.throttle = throttle == null ? null : throttle.fork();
    copy.throttledPerMille = throttledPerMille;
    copy.speedPerMille = speedPerMille;
    copy.cadence = cadence.forkFor(copy);
    copy.handOver = handOver == null ? null : handOver.forkFor(copy);
    copy.stalled = stalled;
    copy.halted = halted;
    copy.mayFinishWriting = mayFinishWriting;
    copy.protocolWakeNs = protocolWakeNs;
    copy.storageWakeNs = storageWakeNs;
    return copy;
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
      readForItself(following, nowNs);
    }
    pump(nowNs);
    adjustSpeed();
  }

  /** What the log leaves out the backup gets from the disk (§4.2). */
  private void readForItself(Following now, long nowNs) {
    for (PendingIo io : now.replayer().takeReadsDue()) {
      actions.add(new Action.ReadsItself(io));
      storage.readItself(io, nowNs, storageCommands::add);
    }
    if (now.waitingChanged()) {
      tell(new Event.AwaitsRead(now.replayer().awaitsRead()), nowNs);
    }
  }

  private void reportReplayed(Following now, long nowNs) {
    if (now.newlyConsumed()) {
      long index = now.replayer().entries();
      actions.add(new Action.Consumed(index, now.quickHash()));
      now.replayer().ownMark().ifPresent(own -> actions.add(new Action.Marked(index, own)));
      boolean read = now.replayer().hasJustRead();
      tell(read ? new Event.ReadRepeated(index) : new Event.Replayed(index), nowNs);
    }
    now.replayer()
        .divergence()
        .filter(divergence -> now.firstTime())
        .ifPresent(
            divergence -> {
              actions.add(new Action.Diverged(divergence));
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
      storage.answered(reply, nowNs, storageCommands::add);
    }
    pump(nowNs);
    attend(nowNs);
  }

  /**
   * The world has something for the guest: a frame, a key, a mouse movement.
   *
   * @return whether the guest took it; never while this host follows, or at once if it has to wait
   *     for the end of an epoch ({@link Action.Taken})
   */
  public boolean offer(Input input, long nowNs) {
    boolean admitted = handOver == null || handOver.admits(input);
    boolean taken = !halted && acting != null && admitted && take(acting, input);
    pump(nowNs);
    adjustSpeed();
    return taken;
  }

  private boolean take(Acting now, Input input) {
    return !cadence.keeps(input) && now.offer(input);
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
        actions.add(new Action.CloneBegan(joiner));
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
      motion
          .capture(now.recorder(), nowNs)
          .ifPresent(
              captured -> {
                tell(captured, nowNs);
                pump(nowNs);
              });
    }
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
    if (usesStorage() && nowNs >= storageWakeNs) {
      storageWakeNs = NEVER;
      storage.tick(nowNs, storageCommands::add);
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
      return usesStorage() ? storageWakeNs : NEVER;
    }
    long earliest = Math.min(Math.min(protocolWakeNs, storageWakeNs), motion.dueNs());
    earliest = handOver == null ? earliest : Math.min(earliest, handOver.dueNs());
    return acting == null
        ? earliest
        : Math.min(earliest, Math.min(progressDueNs(acting), cadence.dueNs(acting)));
  }

  private long progressDueNs(Acting now) {
    boolean progresses = !now.ended() && handOver == null;
    return progresses ? now.lastProgressNs() + config.progressIntervalNs() : NEVER;
  }

  /** Whether {@link #nextAction} has anything to give. */
  public boolean hasActions() {
    return !actions.isEmpty();
  }

  /**
   * The next thing to do or to know, in order; null if there is none. One at a time, so that a fork
   * taken between two of them has the rest before it.
   */
  public @Nullable Action nextAction() {
    return actions.poll();
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
      actions.add(new Action.StateChanged(before, after));
    }
    if (throttle != null) {
      pace(throttle, nowNs);
    }
    if (acting != null) {
      settleRepeats(acting, nowNs);
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
      actions.add(new Action.Pace(speed));
    }
  }

  /** One thing leads to another; each is finished before the next begins. */
  void pump(long nowNs) {
    do {
      Command command;
      while ((command = commands.poll()) != null) {
        carryOut(command, nowNs);
      }
      StorageCommand asked = storageCommands.poll();
      if (asked != null) {
        carryOut(asked, nowNs);
      } else if (acting == null || halted || !log(acting, nowNs)) {
        return;
      }
    } while (true);
  }

  /** Hands what was recorded to the protocol; false if nothing was. */
  boolean log(Acting now, long nowNs) {
    boolean any = false;
    for (Acting.Step step : now.takeSteps(nowNs)) {
      any = true;
      actions.addAll(step.actions());
      step.issued().ifPresent(io -> storage.issue(io, nowNs, storageCommands::add));
      storage.awaitRepeat(step.unread());
      LogEntry entry = step.entry();
      if (entry != null) {
        cadence.append(entry, now, nowNs);
      }
    }
    if (any) {
      settleCompletions(now, nowNs);
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
      settleCompletions(acting, nowNs);
    }
  }

  private void carryOut(StorageCommand command, long nowNs) {
    if (command instanceof StorageCommand.Send send) {
      actions.add(new Action.SendStorage(send.request()));
    } else if (command instanceof StorageCommand.Completed completed) {
      if (acting != null && !halted) {
        take(acting, completed.answer());
      }
    } else if (command instanceof StorageCommand.ReadItself read) {
      if (following != null && !halted) {
        following.replayer().readCame(read.requestId(), read.data());
        readForItself(following, nowNs);
      }
    } else if (command instanceof StorageCommand.Arbitrated arbitrated) {
      TestAndSetAnswer answer = answerOf(arbitrated.outcome());
      tell(new Event.TestAndSetAnswered(arbitrated.generation(), answer), nowNs);
    } else if (command instanceof StorageCommand.Renewed renewed) {
      RenewAnswer answer = answerOf(renewed.outcome());
      tell(new Event.RenewAnswered(renewed.generation(), renewed.joiner(), answer), nowNs);
    } else if (command instanceof StorageCommand.WakeAt wake) {
      storageWakeNs = wake.atNs();
    }
  }

  private static RenewAnswer answerOf(RenewOutcome outcome) {
    return switch (outcome) {
      case RENEWED -> RenewAnswer.RENEWED;
      case BAD_JOINER -> RenewAnswer.BAD_JOINER;
      case LOST, STANDBY, SUPERSEDED, NO_SUCH_GENERATION, FOREIGN -> RenewAnswer.LOST;
    };
  }

  /** A generation that is not this pair's is as lost as one the peer owns. */
  private static TestAndSetAnswer answerOf(TestAndSetOutcome outcome) {
    return switch (outcome) {
      case WON -> TestAndSetAnswer.WON;
      case LOST, FOREIGN -> TestAndSetAnswer.LOST;
      case NO_SUCH_GENERATION -> TestAndSetAnswer.NOT_YET;
      case SUPERSEDED -> TestAndSetAnswer.SUPERSEDED;
    };
  }

  // ---- what the protocol orders

  ReplicaConfig config() {
    return config;
  }

  Motion motion() {
    return motion;
  }

  Replica act(Action action) {
    actions.add(action);
    return this;
  }

  Replica halt(HaltReason reason, long nowNs) {
    halted = true;
    mayFinishWriting = reason == HaltReason.FINISHED;
    if (mayFinishWriting) {
      storage.guestIsOver(nowNs, storageCommands::add);
    }
    return act(new Action.Halted(reason));
  }

  Replica wish(long atNs) {
    protocolWakeNs = atNs;
    return this;
  }

  Replica stall(boolean still) {
    stalled = still;
    return act(new Action.Stalled(still));
  }

  Replica arbitrate(long generation, long nowNs) {
    long rival = protocol.identity().peer();
    storage.testAndSet(generation, rival, nowNs, storageCommands::add);
    return this;
  }

  Replica renew(Command.Renew command, long nowNs) {
    storage.renew(command.generation(), command.joiner(), nowNs, storageCommands::add);
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
      motion.ask(command, now.recorder(), nowNs);
      motion.capture(now.recorder(), nowNs).ifPresent(captured -> tell(captured, nowNs));
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
    return act(
        new Action.CloneEnded(
            protocol.identity().generation(),
            command.joiner(),
            command.how(),
            command.rounds(),
            command.pauseNs()));
  }

  Replica install(long afterIndex) {
    Following now = motion.arrive(config);
    following = now;
    return act(new Action.Installed(afterIndex, now.quickHash()));
  }

  Replica supply(Command.Replay replay, long nowNs) {
    List<byte[]> entries = new ArrayList<>(replay.entries().size());
    for (LogEntry entry : replay.entries()) {
      entries.add(entry.bytes());
    }
    Following now = requireFollowing();
    if (now.getsCheckpoints()) {
      if (now.restore(entries, config.seam(), nowNs)) {
        long index = now.replayer().entries();
        actions.add(new Action.Restored(index, now.quickHash()));
        if (!now.replayer().guest().ended()) {
          actions.add(new Action.Marked(index, now.replayer().markNow()));
        }
      }
      tell(new Event.Replayed(replay.firstIndex() + entries.size() - 1), nowNs);
      return this;
    }
    actions.add(new Action.Received(replay.firstIndex(), entries));
    now.supply(entries, nowNs);
    readForItself(now, nowNs);
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
              actions.add(
                  new Action.Released(
                      output.output(), output.entryIndex(), nowNs - output.sinceNs()));
              now.left(output.output());
              letOut(now, output, nowNs);
            });
  }

  private void letOut(Acting now, HeldOutput output, long nowNs) {
    now.outside(output.output()).ifPresent(actions::add);
    now.writeOf(output.output())
        .ifPresent(io -> storage.release(io.requestId(), nowNs, storageCommands::add));
  }

  /** What racing I/O waits for: completions whose entries cannot get lost any more (§3.4). */
  private void settleCompletions(Acting now, long nowNs) {
    now.takeCompletionsThrough(safeThrough())
        .forEach(id -> storage.completionAcknowledged(id, nowNs, storageCommands::add));
  }

  /** A write waits for whoever has yet to read what it overwrites (§4.2). */
  private void settleRepeats(Acting now, long nowNs) {
    now.takeRepeatedThrough(protocol.replayedByAll())
        .forEach(id -> storage.repeated(id, nowNs, storageCommands::add));
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
    actions.add(
        new Action.WentLive(
            drainedThrough,
            gone.recorder().clockNs(),
            (int) gone.unreleased().stream().filter(this::isSentAgain).count(),
            gone.pendingIo().size()));
    log(now, nowNs);
    for (OutputEffect output : gone.unreleased()) {
      if (isSentAgain(output)) {
        now.outside(output).ifPresent(actions::add);
      }
      now.left(output);
    }
    gone.pendingIo().forEach(io -> actions.add(new Action.Issued(io)));
    storage.reissue(gone.pendingIo(), nowNs, storageCommands::add);
    return this;
  }

  /**
   * Adds all that can still matter, times as this host's clock shows them. There must be nothing
   * that {@link #nextAction} has to give.
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
    digest.add(storageWakeNs);
  }
}
