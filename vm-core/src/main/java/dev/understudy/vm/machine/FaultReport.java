package dev.understudy.vm.machine;

import dev.understudy.vm.isa.FaultKind;

/**
 * Why a machine stopped with a fault.
 *
 * @param kind the fault that could not be delivered; {@code MEMORY_ACCESS} if it was an interrupt's
 *     frame that had no room
 * @param reason what stood in the way of a handler
 * @param pc the instruction that did not retire
 * @param count how many instructions had retired before it
 * @param detail as in the frame: address, opcode byte, pc, port or trap number, see {@link
 *     FaultKind}
 */
public record FaultReport(FaultKind kind, Reason reason, int pc, long count, long detail) {

  /** What stood in the way of a handler. */
  public enum Reason {
    /** The vector table has none for it. */
    NO_HANDLER("no handler"),
    /** It happened before the handler of another one had retired an instruction. */
    HANDLER_FAULTED("double fault: at the first instruction of a handler"),
    /** Its frame is not wholly within memory. */
    NO_ROOM_FOR_FRAME("double fault: no room for its frame");

    private final String text;

    Reason(String text) {
      this.text = text;
    }
  }

  /** Kind and reason as a number, for hashes, and for a machine that is made anew elsewhere. */
  int code() {
    return kind.vector() << 8 | reason.ordinal();
  }

  /**
   * The fault with this {@link #code}.
   *
   * @throws IllegalArgumentException if there is none
   */
  static FaultReport coded(int code, int pc, long count, long detail) {
    int kind = code >>> 8;
    int reason = code & 0xff;
    if (kind >= FaultKind.values().length || reason >= Reason.values().length) {
      throw new IllegalArgumentException("no fault has the code " + code);
    }
    return new FaultReport(FaultKind.values()[kind], Reason.values()[reason], pc, count, detail);
  }

  /** One line for people. */
  public String text() {
    return kind.text()
        + " ("
        + kind.detail()
        + ": 0x"
        + Long.toHexString(detail)
        + ") at pc 0x"
        + Integer.toHexString(pc)
        + " after "
        + count
        + " instructions; "
        + reason.text;
  }
}
