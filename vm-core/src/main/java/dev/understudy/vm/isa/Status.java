package dev.understudy.vm.isa;

/**
 * The status word: everything about a processor that is neither register nor pc, in one {@code
 * int}.
 *
 * <p>Bits 0 to 4 are the flags below; bits 16 to 31 are the pending interrupt lines 0 to 15.
 */
public final class Status {
  /** Interrupts are delivered. Off at boot. */
  public static final int INTERRUPTS_ENABLED = 1;

  /** {@code wfi} retired with no line pending, and no line was raised since. */
  public static final int WAITING = 1 << 1;

  /** {@code halt} retired. */
  public static final int HALTED = 1 << 2;

  /** A guest fault stopped the machine. */
  public static final int FAULTED = 1 << 3;

  /** A frame was pushed, and its handler has not retired an instruction yet. */
  public static final int ENTERING_HANDLER = 1 << 4;

  /** The number of interrupt lines. */
  public static final int LINES = 16;

  /** How far left the mask of pending lines is shifted. */
  public static final int PENDING_SHIFT = 16;

  private Status() {}

  /** The pending lines of a status word, bit n for line n. */
  public static int pending(int status) {
    return status >>> PENDING_SHIFT;
  }

  /** The bit of a status word that says line {@code line} is pending. */
  public static int pendingBit(int line) {
    return 1 << (PENDING_SHIFT + line);
  }
}
