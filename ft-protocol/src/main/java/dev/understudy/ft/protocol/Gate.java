package dev.understudy.ft.protocol;

import org.jspecify.annotations.Nullable;

/**
 * What waits for an entry. The log frame carries it in two bits, so the numbers are part of the
 * encoding.
 */
public enum Gate {
  /** Nothing outside waits for this entry; it may share a frame with later ones. */
  NONE(0),
  /**
   * The entry of an output (paper §2.2): it is sent at once, and the output leaves when the entry
   * is released.
   */
  OUTPUT(1),
  /**
   * The guest's last entry: halt, power-off or a guest fault. It belongs to an output too, behind
   * which no host may go live: a backup that holds this entry lets the guest end instead.
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

  /** The gate that two bits of a frame stand for; null if they stand for none. */
  static @Nullable Gate of(int code) {
    return switch (code) {
      case 0 -> NONE;
      case 1 -> OUTPUT;
      case 2 -> FINAL;
      default -> null;
    };
  }
}
