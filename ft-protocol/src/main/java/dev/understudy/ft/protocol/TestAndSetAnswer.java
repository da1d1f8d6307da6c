package dev.understudy.ft.protocol;

/**
 * What the shared disk answers to a test-and-set. It gives one caller always one answer, once that
 * is not {@link #NOT_YET}.
 */
public enum TestAndSetAnswer {
  /** This host owns the generation, and in the same step the disk has fenced off its peer. */
  WON,
  /** The peer owns it. */
  LOST,
  /** A later generation exists. */
  SUPERSEDED,
  /**
   * The generation does not exist yet, or never will: nothing was set, and the host may ask again.
   */
  NOT_YET
}
