package dev.understudy.ft.protocol.join;

/**
 * The one thing that goes wrong, at one step of the run.
 *
 * @param step before the so-manieth happening; 0: never
 * @param victim index of a host; for cuts and losses the other end is whoever talks to it
 */
record Mishap(Kind kind, int step, int victim) {
  static final long LONG_NS = 40_000_000;
  static final long SHORT_NS = 3_000_000;

  enum Kind {
    NONE,
    CRASH,
    /** For longer than the detection time. */
    LONG_PAUSE,
    SHORT_PAUSE,
    /** What it sends on the channel is lost, for good. */
    MUTE,
    /** What it sends on the channel is lost for a moment. */
    SHORT_MUTE,
    /** Nobody reaches the disk for longer than the detection time. */
    DISK_OUTAGE,
    /** What the disk answers is lost for a moment: it has done what it was asked. */
    REPLIES_LOST
  }
}
