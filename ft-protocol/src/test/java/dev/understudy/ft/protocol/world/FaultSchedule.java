package dev.understudy.ft.protocol.world;

import java.util.SplittableRandom;

/**
 * Everything that is decided about one run before it starts.
 *
 * @param lossPercent frames of the channel that get lost
 * @param repeatPercent frames of the channel that arrive twice
 * @param straggleNs some frames take up to this much longer, and are overtaken
 * @param echo the channel repeats old frames again and again, also those of dead hosts
 * @param strayFrames frames of other generations and incarnations arrive as well
 * @param idle the guest does next to nothing, so that heartbeats are all that is heard
 * @param replayNs what replaying one entry takes the backup, at most
 * @param endAtNs the guest ends then, or never
 */
record FaultSchedule(
    long seed,
    Fault fault,
    int lossPercent,
    int repeatPercent,
    long straggleNs,
    boolean echo,
    boolean strayFrames,
    boolean idle,
    long replayNs,
    long endAtNs,
    long faultAtNs,
    long faultForNs,
    int victim,
    long diskOutageAtNs,
    long diskOutageForNs) {

  static final long NEVER = Long.MAX_VALUE / 4;
  static final long MS = 1_000_000;
  static final long US = 1_000;

  /** The one fault of a run. {@code victim} 0 is the primary's host, 1 the backup's. */
  enum Fault {
    /** No fault: no failover may come of it. */
    NONE,
    /** The victim stops for ever. */
    CRASH,
    /** The victim stops and goes on without knowing that it had stopped. */
    PAUSE,
    /** Both directions of the channel are cut. */
    CUT,
    /** What the victim sends on the channel is lost. */
    MUTE,
    /** The channel is cut, and the clients can't reach the victim. */
    ISOLATION,
    /** The clients can't reach the victim, while the channel works. */
    UNREACHABLE,
    /** The backup's replay does not match. */
    DIVERGENCE,
    /** Several faults at once: more than is promised to survive, but safety is still promised. */
    CHAOS
  }

  /** Whether the faults are within what the protocol promises to survive with one host live. */
  boolean survivable() {
    return fault != Fault.CHAOS;
  }

  /** Whether the channel delivers every frame soon enough, apart from the fault itself. */
  boolean promptChannel() {
    return lossPercent == 0;
  }

  static FaultSchedule draw(long seed, Fault fault) {
    SplittableRandom dice = new SplittableRandom(seed);
    boolean lossy = fault != Fault.NONE && dice.nextInt(3) == 0;
    boolean outage = fault != Fault.NONE && dice.nextInt(3) == 0;
    long faultAt = 2 * MS + dice.nextLong(15 * MS);
    long endAt = dice.nextInt(4) == 0 ? 3 * MS + dice.nextLong(30 * MS) : NEVER;
    boolean atTheEnd = fault == Fault.CRASH && endAt != NEVER && seed % 2 == 0;
    faultAt = atTheEnd ? endAt + faultAt % MS : faultAt;
    return new FaultSchedule(
        seed,
        fault,
        lossy ? 1 + dice.nextInt(15) : 0,
        dice.nextInt(3) == 0 ? 20 : 0,
        dice.nextInt(3) == 0 ? 700 * US : 0,
        dice.nextInt(4) == 0,
        dice.nextInt(3) == 0,
        dice.nextInt(4) == 0,
        replayNs(dice.nextInt(6), endAt),
        endAt,
        faultAt,
        dice.nextInt(3) == 0 ? NEVER : dice.nextLong(40 * MS),
        dice.nextInt(2),
        outage ? faultAt - 5 * MS + dice.nextLong(20 * MS) : NEVER,
        dice.nextLong(30 * MS));
  }

  /** Most backups keep up; some lag, the slowest by more than the detection time. */
  private static long replayNs(int face, long endAtNs) {
    return switch (face) {
      case 0 -> 300 * US;
      case 1 -> endAtNs == NEVER ? 1200 * US : 300 * US;
      default -> 20 * US;
    };
  }

  boolean diskReachable(long nowNs) {
    return nowNs < diskOutageAtNs || nowNs >= diskOutageAtNs + diskOutageForNs;
  }

  boolean channelCut(long nowNs, int from) {
    boolean during = nowNs >= faultAtNs && nowNs < faultAtNs + faultForNs;
    return switch (fault) {
      case CUT, ISOLATION -> during;
      case MUTE -> during && from == victim;
      case CHAOS -> during && nowNs % 3 != 0;
      case NONE, CRASH, PAUSE, UNREACHABLE, DIVERGENCE -> false;
    };
  }
}
