package dev.understudy.ft.protocol;

/**
 * What cloning a running guest to another host may cost (paper §3.1).
 *
 * @param pauseNs how long the guest may stand still for the last round; the last round begins once
 *     what is left is expected to get across in this time
 * @param roundsMax after so many rounds without that, {@code slowsGuest} decides
 * @param slowsGuest true: the guest stands still for a growing share of each further round, until
 *     what it changes meanwhile is little enough; false: the clone is given up, and ends as {@link
 *     CloneEnd#NOT_CONVERGING}
 */
public record CloneLimits(long pauseNs, int roundsMax, boolean slowsGuest) {

  /** Pauses of 2 ms; eight rounds at full speed, then slower ones. */
  public static final CloneLimits DEFAULT = new CloneLimits(2_000_000, 8, true);

  public CloneLimits {
    if (pauseNs <= 0 || roundsMax < 1) {
      throw new IllegalArgumentException("pauseNs " + pauseNs + ", roundsMax " + roundsMax);
    }
  }
}
