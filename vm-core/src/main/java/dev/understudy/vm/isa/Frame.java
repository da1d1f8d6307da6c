package dev.understudy.vm.isa;

/**
 * The 24 bytes that the delivery of a fault, a trap or an interrupt pushes, and the vector table.
 *
 * <p>The table lies at address 0: 8-byte words, of which the low 32 bits are a handler's address
 * and a word of 0 says that there is none. Words 0..5 are those of {@link FaultKind}; word 16 + n
 * is interrupt line n; the words between are not used.
 */
public final class Frame {
  /** Bytes of a frame. */
  public static final int BYTES = 24;

  /** The address to return to: of a fault, the faulting instruction; else the next one. */
  public static final int RETURN_OFFSET = 0;

  /** Bit 0: the interrupt flag before the delivery. Bits 8..: the vector, an index of the table. */
  public static final int STATUS_OFFSET = 8;

  /** A fault or trap: see {@link FaultKind#detail()}; an interrupt: its line. */
  public static final int DETAIL_OFFSET = 16;

  /** How far left the vector is shifted in the status word of a frame. */
  public static final int VECTOR_SHIFT = 8;

  /** The vector of interrupt line 0. */
  public static final int FIRST_LINE = 16;

  /** Words of the vector table. */
  public static final int VECTORS = FIRST_LINE + Status.LINES;

  private Frame() {}

  /** The address of a vector's word. */
  public static int vectorAddress(int vector) {
    return vector * 8;
  }
}
