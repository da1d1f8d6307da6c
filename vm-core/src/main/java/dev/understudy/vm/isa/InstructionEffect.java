package dev.understudy.vm.isa;

/** What an instruction may do beyond writing a register; what engines and verifiers ask about. */
public enum InstructionEffect {
  /** May raise a guest fault instead of retiring. */
  MAY_FAULT("may fault"),
  /** The next instruction is not simply the following one, or an engine must look up first. */
  ENDS_BLOCK("ends a block"),
  /** Touches the world outside: an engine stops just before it and lets its caller complete it. */
  SEAM("seam"),
  /** Reads guest memory. */
  READS_MEMORY("reads memory"),
  /** Writes guest memory, so it passes the store barrier. */
  WRITES_MEMORY("writes memory"),
  /** An interrupt that was not deliverable before may be so after it. */
  RECHECKS_INTERRUPTS("re-checks interrupts");

  private final String notation;

  InstructionEffect(String notation) {
    this.notation = notation;
  }

  /** How the reference page writes it. */
  public String notation() {
    return notation;
  }
}
