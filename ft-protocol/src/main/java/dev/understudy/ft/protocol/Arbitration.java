package dev.understudy.ft.protocol;

import dev.understudy.base.StateDigest;

/**
 * Decides when this host asks the disk, and remembers whether it has. A host whose links are down
 * lets its peer ask first.
 */
final class Arbitration {
  private static final long NEVER = Long.MAX_VALUE;

  private long linkDownSinceNs = NEVER;
  private long askAtNs = NEVER;
  private boolean asked;

  Arbitration fork() {
    Arbitration copy = new Arbitration();
    copy.linkDownSinceNs = linkDownSinceNs;
    copy.askAtNs = askAtNs;
    copy.asked = asked;
    return copy;
  }

  void begin(long nowNs, long waitNs) {
    askAtNs = nowNs + waitNs;
    asked = false;
  }

  boolean serviceLinksUp() {
    return linkDownSinceNs == NEVER;
  }

  /** How long the link has been down, in ns; 0 if it is up. */
  long linkDownForNs(long nowNs) {
    return serviceLinksUp() ? 0 : nowNs - linkDownSinceNs;
  }

  void serviceLinks(boolean up, long nowNs) {
    linkDownSinceNs = up ? NEVER : Math.min(linkDownSinceNs, nowNs);
  }

  /** When the link will have been down for {@code durationNs}; {@link #NEVER} while it is up. */
  long linkDownForAtNs(long durationNs) {
    return serviceLinksUp() ? NEVER : linkDownSinceNs + durationNs;
  }

  /** Asks at once: the clients reach this host again, so that there is nothing to wait for. */
  void askNow(long nowNs) {
    askAtNs = Math.min(askAtNs, nowNs);
  }

  boolean asked() {
    return asked;
  }

  void askIfDue(long generation, long nowNs, CommandSink out) {
    if (!asked && nowNs >= askAtNs) {
      asked = true;
      out.accept(new Command.TestAndSet(generation));
    }
  }

  /**
   * When to ask. Once the host has asked there is nothing to wake for: the request is repeated
   * outside the protocol.
   */
  long nextDueNs() {
    return asked ? NEVER : askAtNs;
  }

  void digestInto(StateDigest digest, long nowNs) {
    digest.add(asked);
    digest.add(asked ? 0 : askAtNs - nowNs);
  }
}
