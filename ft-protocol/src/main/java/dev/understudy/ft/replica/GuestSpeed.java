package dev.understudy.ft.replica;

import dev.understudy.base.StateDigest;
import dev.understudy.ft.protocol.Protocol;
import dev.understudy.ft.protocol.State;
import org.jspecify.annotations.Nullable;

/**
 * How fast a guest executes, in thousandths of its host's speed: its share of the processor, of
 * which a primary gets less while its backup can't follow (paper §3.2).
 */
final class GuestSpeed {

  private final ReplicationRules rules;

  /** Slows a primary down for its backup; null if there has never been a backup. */
  private @Nullable Throttle throttle;

  private int throttledPerMille = Throttle.FULL_SPEED;
  private int perMille = Throttle.FULL_SPEED;

  GuestSpeed(ReplicationRules rules) {
    this.rules = rules;
  }

  GuestSpeed fork() {
    GuestSpeed copy = new GuestSpeed(rules);
    copy.throttle = throttle == null ? null : throttle.fork();
    copy.throttledPerMille = throttledPerMille;
    copy.perMille = perMille;
    return copy;
  }

  /** Begins to slow the guest down for a backup, which has nothing to catch up on yet. */
  void watch(long lagMaxNs, Protocol protocol, long nowNs) {
    throttle = new Throttle(lagMaxNs, protocol.logThrough(), nowNs);
  }

  /**
   * Slows the guest down for a backup that can't follow, or lets it go faster again.
   *
   * @return whether there ever was a backup to wait for
   */
  boolean observe(Protocol protocol, long nowNs) {
    Throttle loop = throttle;
    if (loop != null) {
      int wanted =
          protocol.state() == State.LIVE
              ? loop.observe(protocol.logThrough(), protocol.replayedThrough(), nowNs)
              : loop.reset();
      throttledPerMille = rules.throttled(throttledPerMille, wanted);
    }
    return loop != null;
  }

  /**
   * Takes the guest's share of the processor into account.
   *
   * @return whether the guest has another speed now
   */
  boolean adjust(int sharePerMille) {
    int before = perMille;
    perMille = rules.withShare(throttledPerMille, sharePerMille);
    return perMille != before;
  }

  int perMille() {
    return perMille;
  }

  void digestInto(StateDigest digest, boolean hasBackup) {
    if (throttle != null && hasBackup) {
      throttle.digestInto(digest);
    }
    digest.add(throttledPerMille);
    digest.add(perMille);
  }
}
