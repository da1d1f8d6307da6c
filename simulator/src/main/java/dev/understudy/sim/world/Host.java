package dev.understudy.sim.world;

import dev.understudy.base.StateDigest;
import dev.understudy.ft.replica.Replica;
import dev.understudy.hypervisor.HostSource;
import dev.understudy.hypervisor.StopResult;
import dev.understudy.sim.random.Chance;
import dev.understudy.sim.time.Pace;
import java.util.ArrayDeque;
import org.jspecify.annotations.Nullable;

/**
 * One start of one host: a replica, the speed at which it executes, a clock, and the faults that
 * have struck it.
 */
final class Host implements HostSource {
  private static final long FEMTOSECONDS_MAX = Pace.FEMTOSECONDS_PER_INSTRUCTION_MAX;

  private final int number;
  private final int place;
  private final String name;
  private final HostProfile profile;
  private final long incarnation;
  private final Chance entropy;
  private final Chance jitter;
  private @Nullable Replica replica;
  private Pace pace;
  private long slowness = 1;
  private int speedPerMille = 1000;
  private long entropyDraws;
  private boolean paused;
  private boolean linked = true;
  private boolean gaveUpCloning;

  /** The events that came while the host was paused, in order. */
  private final ArrayDeque<WorldEvent> waiting = new ArrayDeque<>();

  private long points;

  /** Virtual time at which something last happened to the replica. */
  private long touchedNs;

  /** When the world is to call on the replica; {@link Long#MAX_VALUE}: not at all. */
  private long wakeNs = Long.MAX_VALUE;

  /**
   * Creates a host that starts now.
   *
   * @param number how many have started before, which is one less than its incarnation
   */
  Host(int number, int place, String name, HostProfile profile, Chance chance, Replica replica) {
    this.number = number;
    this.place = place;
    this.name = name;
    this.profile = profile;
    this.incarnation = number + 1L;
    this.entropy = chance.named("entropy").numbered(place).numbered(incarnation);
    this.jitter = chance.named("timer").numbered(place).numbered(incarnation);
    this.replica = replica;
    this.pace = new Pace(0, 0, profile.femtosecondsPerInstruction());
  }

  private Host(Host other) {
    number = other.number;
    place = other.place;
    name = other.name;
    profile = other.profile;
    incarnation = other.incarnation;
    entropy = other.entropy;
    jitter = other.jitter;
    replica = other.replica == null ? null : other.replica.fork();
    pace = other.pace;
    slowness = other.slowness;
    speedPerMille = other.speedPerMille;
    entropyDraws = other.entropyDraws;
    paused = other.paused;
    linked = other.linked;
    gaveUpCloning = other.gaveUpCloning;
    waiting.addAll(other.waiting);
    points = other.points;
    touchedNs = other.touchedNs;
    wakeNs = other.wakeNs;
  }

  Host fork() {
    return new Host(this);
  }

  /** Counts the starts of all hosts, from 0. */
  int number() {
    return number;
  }

  /** The place where it runs, from 0: a name, a speed, a clock and three links. */
  int place() {
    return place;
  }

  String name() {
    return name;
  }

  long incarnation() {
    return incarnation;
  }

  // ---- time

  /** What this host's clock shows. */
  long clockAt(long timeNs) {
    return profile.clock().readsAt(timeNs);
  }

  /** The earliest virtual time, not before {@code nowNs}, at which its clock shows this. */
  long timeWhenClockShows(long clockNs, long nowNs) {
    return Math.max(nowNs, profile.clock().timeWhenReads(clockNs));
  }

  /** How late a timer interrupt comes, in ns. */
  long timerJitterNs(long arming) {
    return jitter.below(arming, profile.interruptJitterNs() + 1);
  }

  @Override
  public long clockNs(long atCount) {
    return clockAt(pace.timeOf(atCount));
  }

  @Override
  public long entropy() {
    return entropy.bits(entropyDraws++);
  }

  // ---- the replica

  boolean alive() {
    return replica != null;
  }

  /** Whether it is alive and not paused. */
  boolean isUp() {
    return replica != null && !paused;
  }

  /** Whether it has steps to do that were decided before. */
  boolean mayAct() {
    return replica != null && !paused && replica.hasSteps();
  }

  /** How many points there have been between this host's steps. */
  long points() {
    return points;
  }

  /** Counts the points between this host's steps, from 1. */
  long nextPoint() {
    return ++points;
  }

  /**
   * The replica, which stays after a halt so that a report can look at it; null once the host has
   * crashed.
   */
  @Nullable Replica replica() {
    return replica;
  }

  Replica requireReplica() {
    if (replica == null) {
      throw new IllegalStateException(name + " is down");
    }
    return replica;
  }

  boolean canRun() {
    return replica != null && !paused && replica.canRun();
  }

  /** The virtual time at which the next instruction will retire. */
  long nextInstructionNs() {
    return pace.timeOf(requireReplica().count() + 1);
  }

  /** The virtual time at which so many instructions have retired, at the present pace. */
  long timeOf(long count) {
    return pace.timeOf(count);
  }

  /** The relation of instructions to time by which it executes at present. */
  Pace pace() {
    return pace;
  }

  /** Notes that something happens to the replica now. */
  void touched(long nowNs) {
    touchedNs = nowNs;
  }

  /**
   * The virtual time that the guest has come to: that of the last instruction retired or, if
   * something happened to the replica since, of that. A recorder may stop again before the next
   * instruction.
   */
  long guestTimeNs() {
    return Math.max(pace.timeOf(requireReplica().count()), touchedNs);
  }

  /** Runs the guest, no further than a time and a count. */
  StopResult run(long horizonNs, long countMax) {
    return requireReplica().run(Math.min(countMax, pace.countAt(horizonNs)), this);
  }

  /** Lets the guest go on executing from now on, after it was stopped. */
  void anchor(long nowNs) {
    pace = pace.anchoredAt(nowNs, requireReplica().count());
  }

  /**
   * Executes this many times slower than at full speed, from now on. It does nothing to a dead
   * host.
   */
  void slow(long factor) {
    slowness = factor;
    if (alive()) {
      pace = pace.changedAt(requireReplica().count(), femtosecondsPerInstruction());
    }
  }

  long slowness() {
    return slowness;
  }

  /** Takes the speed that the replica wants, from now on. */
  void throttle(long nowNs, int perMille) {
    speedPerMille = perMille;
    long count = requireReplica().count();
    pace = new Pace(Math.max(nowNs, pace.timeOf(count)), count, femtosecondsPerInstruction());
  }

  private long femtosecondsPerInstruction() {
    long own = Math.multiplyExact(profile.femtosecondsPerInstruction(), slowness);
    return Math.min(Math.multiplyExact(own, 1000L) / speedPerMille, FEMTOSECONDS_MAX);
  }

  // ---- faults

  void crash() {
    replica = null;
    waiting.clear();
    wakeNs = Long.MAX_VALUE;
  }

  boolean paused() {
    return paused;
  }

  void pause() {
    paused = true;
  }

  /** Lets the host go on. Events that came meanwhile are to happen now, in order. */
  void resume(long nowNs) {
    paused = false;
    if (replica != null) {
      anchor(nowNs);
    }
  }

  /** Takes the next of the events that came while the host was paused; null if none is left. */
  @Nullable WorldEvent nextWaiting() {
    return waiting.poll();
  }

  void postpone(WorldEvent event) {
    waiting.add(event);
  }

  /** Notes whether the link to the clients works; returns true if that is news. */
  boolean linkChanged(boolean up) {
    boolean changed = linked != up;
    linked = up;
    return changed;
  }

  /**
   * Notes that the guest changes memory faster than a clone can carry, and is not to be slowed for
   * that.
   */
  void giveUpCloning() {
    gaveUpCloning = true;
  }

  boolean hasGivenUpCloning() {
    return gaveUpCloning;
  }

  long wakeNs() {
    return wakeNs;
  }

  void wakeAt(long timeNs) {
    wakeNs = timeNs;
  }

  /** Whether it has steps or events left to do that a digest can't express. */
  boolean hasUnfinishedSteps() {
    return replica != null && (replica.hasSteps() || !waiting.isEmpty());
  }

  /** Whether a replica works here that has not stopped for good. */
  boolean goesOn() {
    return alive() && !requireReplica().halted();
  }

  /** Whether its guest has come to its end. */
  boolean hasEnded() {
    return requireReplica().hasGuest() && requireReplica().guest().ended();
  }

  /** Whether it may still come to its step with this number. */
  boolean isToMake(long step) {
    return alive() && isLive() && points < step;
  }

  /**
   * Whether it may still do anything: it has not crashed, and has not halted with nothing left to
   * write.
   */
  boolean isLive() {
    return replica != null && (!replica.halted() || replica.wakeAtNs() != Long.MAX_VALUE);
  }

  /** Adds all that can still matter. */
  void digestInto(StateDigest digest) {
    digest.add(number);
    digest.add(incarnation);
    digest.add(place);
    digest.add(isLive());
    if (replica == null || !isLive()) {
      return;
    }
    replica.digestInto(digest);
    digest.add(pace.femtosecondsPerInstruction());
    digest.add(slowness);
    if (canRun()) {
      digest.add(pace.anchorNs());
      digest.add(pace.anchorCount());
      digest.add(guestTimeNs());
    }
    digest.add(entropyDraws);
    digest.add(paused);
    digest.add(linked);
    digest.add(gaveUpCloning);
    digest.add(wakeNs);
  }
}
