package dev.understudy.disk;

/**
 * One pair of hosts and its test-and-set variable.
 *
 * @param number counts from 0
 * @param primary the incarnation that ran the guest when the generation began
 * @param backup the other one, or {@link SharedDisk#NOBODY}
 * @param owner the one that won, or {@link SharedDisk#NOBODY} while the variable is unset
 * @param loserAnswered whether the other one was told that it lost: it must get that answer again,
 *     even when there is a newer generation
 */
public record Generation(
    long number, long primary, long backup, long owner, boolean loserAnswered) {

  static Generation unset(long number, long primary, long backup) {
    return new Generation(number, primary, backup, SharedDisk.NOBODY, false);
  }

  /** True until somebody won. */
  public boolean isUnset() {
    return owner == SharedDisk.NOBODY;
  }

  /** True for its primary and its backup. */
  public boolean has(long incarnation) {
    return incarnation != SharedDisk.NOBODY && (incarnation == primary || incarnation == backup);
  }

  boolean isPair(long caller, long rival) {
    return has(caller) && rival == (caller == primary ? backup : primary);
  }

  Generation wonBy(long incarnation) {
    return new Generation(number, primary, backup, incarnation, loserAnswered);
  }

  Generation withLoserAnswered() {
    return loserAnswered ? this : new Generation(number, primary, backup, owner, true);
  }
}
