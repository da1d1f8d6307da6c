package dev.understudy.ft.protocol;

import org.jspecify.annotations.Nullable;

/** What waits for an entry: the bits travel in the log frame, so the numbers are part of it. */
public enum Gate {
  /** Nothing outside waits for this entry; it may share a frame with later ones. */
  NONE(0),
  /**
   * The entry of an output (paper §2.2): flushed at once, the output leaves when it is released.
   */
  OUTPUT(1),
  /**
   * The guest's last entry: halt, power-off or a guest fault. An output too, and one after which
   * nobody may go live: a backup that holds it lets the guest end instead.
   */
  FINAL(2);

  private final int code;

  Gate(int code) {
    this.code = code;
  }

  int code() {
    return code;
  }

  /** Whether something outside is held until this entry is released. */
  public boolean holdsOutput() {
    return this != NONE;
  }

  /** The gate behind two bits of a frame, or null where there is none. */
  static @Nullable Gate of(int code) {
    return switch (code) {
      case 0 -> NONE;
      case 1 -> OUTPUT;
      case 2 -> FINAL;
      default -> null;
    };
  }
}
