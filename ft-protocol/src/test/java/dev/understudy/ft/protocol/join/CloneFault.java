package dev.understudy.ft.protocol.join;

/**
 * The one fault of a run.
 *
 * @param kind what goes wrong
 * @param step before which event of the world, counted from 1; 0: never
 * @param victim number of the host that it hits; for cuts and losses the other end is any host that
 *     talks to it
 */
record CloneFault(Kind kind, int step, int victim) {
  static final long LONG_NS = 40_000_000;
  static final long SHORT_NS = 3_000_000;

  enum Kind {
    NONE,
    CRASH,
    /** The host stands still for longer than the detection time. */
    LONG_PAUSE,
    SHORT_PAUSE,
    /** What the host sends on the channel is lost, for good. */
    MUTE,
    /** What the host sends on the channel is lost for a moment. */
    SHORT_MUTE,
    /** No host reaches the disk for longer than the detection time. */
    DISK_OUTAGE,
    /** What the disk answers is lost for a moment, though the disk has done what it was asked. */
    REPLIES_LOST
  }
}
