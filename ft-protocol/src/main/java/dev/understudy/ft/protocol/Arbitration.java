package dev.understudy.ft.protocol;

/**
 * When this host asks the disk, and whether it has. A host without clients lets its peer go first.
 */
final class Arbitration {
  private boolean clientLinkUp = true;
  private long askAtNs = Long.MAX_VALUE;
  private boolean asked;

  Arbitration fork() {
    Arbitration copy = new Arbitration();
    copy.clientLinkUp = clientLinkUp;
    copy.askAtNs = askAtNs;
    copy.asked = asked;
    return copy;
  }

  void begin(long nowNs, long waitNs) {
    askAtNs = nowNs + waitNs;
    asked = false;
  }

  boolean clientLinkUp() {
    return clientLinkUp;
  }

  void clientLink(boolean up) {
    clientLinkUp = up;
  }

  /** The clients reach this host again: nothing to wait for. */
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

  /** Once asked there is nothing to wake for: whoever carries the request repeats it. */
  long nextDueNs() {
    return asked ? Long.MAX_VALUE : askAtNs;
  }

  void digestInto(StateDigest digest, long nowNs) {
    digest.add(asked);
    digest.add(asked ? 0 : askAtNs - nowNs);
  }
}
