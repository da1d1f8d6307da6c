package dev.understudy.vm.machine;

/** Why {@link Machine#runUntil} returned. */
public enum Stop {
  /** The count is reached; canonical. */
  COUNT,
  /** Just before {@code rdtsc}; to be completed with {@link Machine#completeRead}. */
  CLOCK_READ,
  /** Just before {@code rdrand}; to be completed with {@link Machine#completeRead}. */
  ENTROPY_READ,
  /**
   * Just before {@code in}; to be completed with {@link Machine#completeRead} or {@link
   * Machine#refusePort}.
   */
  PORT_READ,
  /**
   * Just before {@code out}; to be completed with {@link Machine#completeWrite} or {@link
   * Machine#refusePort}.
   */
  PORT_WRITE,
  /** {@code wfi} retired, and no line was raised since; canonical. */
  WAITING,
  /** {@code halt} retired: the machine has ended. */
  HALTED,
  /** A fault that no handler took: the machine has ended. */
  FAULTED;

  /** True just before an instruction that touches the world. */
  public boolean isSeam() {
    return switch (this) {
      case CLOCK_READ, ENTROPY_READ, PORT_READ, PORT_WRITE -> true;
      case COUNT, WAITING, HALTED, FAULTED -> false;
    };
  }

  /** True if the machine will never retire another instruction. */
  public boolean isEnd() {
    return this == HALTED || this == FAULTED;
  }
}
