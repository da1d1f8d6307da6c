package dev.understudy.sim.net;

/**
 * The decisions of a network that a judge relies on, each by name. The bodies here are the
 * product's; a test overrides one and shows that a judge notices.
 */
public interface LinkRules {
  /** The rules of the product. */
  LinkRules STANDARD = new LinkRules() {};

  /**
   * When the last byte of a frame has left its sender, in ns: the frames of one direction take the
   * wire one after the other.
   *
   * @param sentNs when the frame was handed in
   * @param busyUntilNs when the frames before it have left
   * @param transmissionNs how long it keeps the wire busy
   */
  default long leavesNs(long sentNs, long busyUntilNs, long transmissionNs) {
    return Math.max(sentNs, busyUntilNs) + transmissionNs;
  }
}
