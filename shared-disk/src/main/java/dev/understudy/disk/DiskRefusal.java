package dev.understudy.disk;

/** Why the disk did not do an I/O request; tried in this order. */
public enum DiskRefusal {
  /** The caller was never in any generation. */
  FOREIGN("foreign"),
  /** The caller lost its generation, or was replaced. It stays refused for good, for reads too. */
  FENCED("fenced"),
  /** The caller backs up another host and has not won: it may read, not write. */
  STANDBY("standby"),
  /** A sequence number below 1. */
  BAD_SEQUENCE("bad sequence"),
  /** A read of no block, or of more than one request may ask for. */
  BAD_COUNT("bad count"),
  /** Data that is not 1 to {@link SharedDisk#MAX_BLOCKS_PER_REQUEST} whole blocks. */
  BAD_LENGTH("bad length"),
  /** A block that the disk does not have. */
  OUT_OF_RANGE("out of range"),
  /**
   * A write whose sequence number the disk no longer tells apart from its copies: {@link
   * SharedDisk#WRITE_WINDOW} or more behind the caller's highest.
   */
  TOO_OLD("too old"),
  /** A write to a block that already holds a later write of the same caller. */
  OVERTAKEN("overtaken");

  private final String text;

  DiskRefusal(String text) {
    this.text = text;
  }

  /** True if the caller itself is what the disk refuses, whatever it asks for. */
  public boolean barsCaller() {
    return this == FOREIGN || this == FENCED || this == STANDBY;
  }

  @Override
  public String toString() {
    return text;
  }
}
