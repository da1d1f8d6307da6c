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
 * <p>Work and not time, since a slowed primary takes its time: were the age of the oldest entry the
 * measure, it would answer only after that age, and such a loop swings by itself.
 */
final class Throttle {
  /** Speeds are in thousandths of the host's own. */
  static final int FULL_SPEED = 1000;

  /** A guest is never starved: what still comes too fast fills the log buffer. */
  static final int LEAST_SPEED = 10;

  static final int STEP = 50;

  /** Between two steps. */
  static final long STEP_INTERVAL_NS = 1_000_000;

  /** Work is counted in thousandths of a nanosecond at full speed. */
  private static final long WORK_PER_NS = FULL_SPEED;

  private final long lagMaxNs;

  /** Work at which each entry that is not replayed was logged, oldest first. */
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
   * @param lagMaxNs the bound; what a failover may have to replay
   * @param loggedThrough entries before are none of its business
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

  /** Back to full speed: there is nobody left to wait for. */
  int letGo() {
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
      replaySpeed = FULL_SPEED; // It keeps up, and could go faster than there is work.
    } else {
      replaySpeed += (sample - replaySpeed) * elapsedNs / (lagMaxNs / 4 + elapsedNs);
    }
    long wanted = wanted();
    speed = (int) Math.max(speed - STEP, Math.min(speed + STEP, wanted));
  }

  /** Nanoseconds that the backup needs for what it has not replayed, at its speed of late. */
  long lagNs() {
    long backlogNs = loggedAt.isEmpty() ? 0 : (work - replayedWork) / WORK_PER_NS;
    return backlogNs * FULL_SPEED / Math.max(LEAST_SPEED, replaySpeed);
  }

  /** Adds all that can still matter. */
  void digestInto(StateDigest digest) {
    digest.add(loggedAt.size());
    loggedAt.forEach(digest::add);
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
