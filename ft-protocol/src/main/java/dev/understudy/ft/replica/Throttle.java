package dev.understudy.ft.replica;

import dev.understudy.base.StateDigest;
import java.util.ArrayDeque;

/**
 * The feedback loop that keeps a backup from falling behind (paper §3.2): tells a primary how fast
 * it may execute.
 *
 * <p>Everything is measured at the primary, in <em>work</em>: the time that the guest would have
 * taken at full speed. What the backup has not replayed yet is a backlog of work; divided by the
 * speed at which it has been replaying lately it is the time that a failover would have to wait.
 * From a quarter of the bound on, the primary goes as fast as the backup, times a factor that is 1
 * at half of the bound and 0 at the bound. Speed changes in small steps, so that it neither jumps
 * nor swings.
 *
 * <p>The measure is work and not time, because a slowed primary takes longer for its work. With the
 * age of the oldest entry as the measure, the loop would react only after that age, and such a loop
 * swings by itself.
 */
final class Throttle {
  /** Speeds are in thousandths of the host's own. */
  static final int FULL_SPEED = 1000;

  /**
   * The least speed: a guest is never stopped here. What is logged too fast even so fills the log
   * buffer.
   */
  static final int LEAST_SPEED = 10;

  static final int STEP = 50;

  /** The time between two steps of the speed, in ns. */
  static final long STEP_INTERVAL_NS = 1_000_000;

  /** Work is counted in thousandths of a nanosecond at full speed. */
  private static final long WORK_PER_NS = FULL_SPEED;

  private final long lagMaxNs;

  /** For each entry that is not replayed, the work at which it was logged, oldest first. */
  private final ArrayDeque<Long> loggedAt = new ArrayDeque<>();

  private long loggedThrough;
  private long work;
  private long replayedWork;
  private long observedNs;
  private long steppedNs;
  private long replayedWorkAtStep;
  private long replaySpeed = FULL_SPEED;
  private int speed = FULL_SPEED;

  /**
   * Creates a loop at full speed.
   *
   * @param lagMaxNs the bound for what a failover may have to replay
   * @param loggedThrough entries up to this one are not counted
   */
  Throttle(long lagMaxNs, long loggedThrough, long nowNs) {
    this.lagMaxNs = lagMaxNs;
    this.loggedThrough = loggedThrough;
    this.observedNs = nowNs;
    this.steppedNs = nowNs;
  }

  Throttle fork() {
    Throttle copy = new Throttle(lagMaxNs, loggedThrough, observedNs);
    copy.loggedAt.addAll(loggedAt);
    copy.work = work;
    copy.replayedWork = replayedWork;
    copy.steppedNs = steppedNs;
    copy.replayedWorkAtStep = replayedWorkAtStep;
    copy.replaySpeed = replaySpeed;
    copy.speed = speed;
    return copy;
  }

  /**
   * Takes note of how far both ends are.
   *
   * @param logged index of the last entry logged
   * @param replayed index of the last entry that the backup is known to have replayed
   * @return the speed from now on, in thousandths
   */
  int observe(long logged, long replayed, long nowNs) {
    work += (nowNs - observedNs) * speed;
    observedNs = nowNs;
    while (loggedThrough < logged) {
      loggedAt.addLast(work);
      loggedThrough++;
    }
    while (!loggedAt.isEmpty() && loggedThrough - loggedAt.size() < replayed) {
      replayedWork = loggedAt.removeFirst();
    }
    if (nowNs - steppedNs >= STEP_INTERVAL_NS) {
      step(nowNs);
    }
    return speed;
  }

  /** Goes back to full speed: there is no backup left to wait for. */
  int reset() {
    loggedAt.clear();
    speed = FULL_SPEED;
    return speed;
  }

  private void step(long nowNs) {
    long elapsedNs = nowNs - steppedNs;
    steppedNs = nowNs;
    long sample = (replayedWork - replayedWorkAtStep) / elapsedNs;
    replayedWorkAtStep = replayedWork;
    if (loggedAt.isEmpty()) {
      replaySpeed = FULL_SPEED; // The backup keeps up, and could go faster than there is work.
    } else {
      replaySpeed += (sample - replaySpeed) * elapsedNs / (lagMaxNs / 4 + elapsedNs);
    }
    long wanted = wanted();
    speed = (int) Math.max(speed - STEP, Math.min(speed + STEP, wanted));
  }

  /** How many ns the backup needs for what it has not replayed, at its present speed of replay. */
  long lagNs() {
    long backlogNs = loggedAt.isEmpty() ? 0 : (work - replayedWork) / WORK_PER_NS;
    return backlogNs * FULL_SPEED / Math.max(LEAST_SPEED, replaySpeed);
  }

  /** Adds all that can still matter. */
  void digestInto(StateDigest digest) {
    digest.add(loggedAt.size());
    loggedAt.forEach(digest::add);
    digest.add(loggedThrough);
    digest.add(work);
    digest.add(replayedWork);
    digest.add(observedNs);
    digest.add(steppedNs);
    digest.add(replayedWorkAtStep);
    digest.add(replaySpeed);
    digest.add(speed);
  }

  private long wanted() {
    long lagNs = lagNs();
    if (lagNs <= lagMaxNs / 4) {
      return FULL_SPEED;
    }
    long leftNs = Math.max(0, lagMaxNs - lagNs);
    long asTheBackup = Math.max(LEAST_SPEED, replaySpeed) * 2 * leftNs / lagMaxNs;
    return Math.max(LEAST_SPEED, Math.min(FULL_SPEED, asTheBackup));
  }
}
