package dev.understudy.ft.protocol;

/**
 * Who this host is in one pair: the pair's generation, its own incarnation and its peer's.
 *
 * <p>An incarnation is one start of one host and its number is never used again: a rebooted host
 * has a new one, and owns nothing that the old one owned. A generation is one pair of incarnations,
 * and one test-and-set.
 *
 * @param generation 0 for the first pair; the disk's renew creates the following ones
 * @param self this host's incarnation, from 1
 * @param peer the other host's incarnation, or {@link #NO_PEER}
 */
public record Identity(long generation, long self, long peer) {
  public static final long NO_PEER = 0;

  public Identity {
    if (generation < 0 || self < 1 || peer < 0 || self == peer) {
      throw new IllegalArgumentException(
          "generation " + generation + ", self " + self + ", peer " + peer);
    }
  }

  /** A host without a backup: generation 0, no rival. */
  public static Identity solo(long self) {
    return new Identity(0, self, NO_PEER);
  }

  public boolean hasPeer() {
    return peer != NO_PEER;
  }

  /** This pair as the other host sees it. */
  public Identity other() {
    return new Identity(generation, /* self= */ peer, /* peer= */ self);
  }
}
