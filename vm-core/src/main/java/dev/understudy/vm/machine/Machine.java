package dev.understudy.vm.machine;

import java.util.Optional;

/**
 * A deterministic machine that runs exactly as far as it is told.
 *
 * <p><b>Canonical states.</b> The state at count n is that right after the n-th instruction
 * retired: before any pending interrupt is delivered and before the next instruction is tried.
 * {@link #runUntil} returns in one, or at a <i>seam stop</i>: just before an instruction that
 * touches the world, after the deliveries due before it. Interrupts and DMA are applied in
 * canonical states only.
 *
 * <p>Methods that are called in the wrong state throw {@link IllegalStateException}: that is a
 * mistake of the host, never something a guest can cause.
 */
public final class Machine {
  private Machine() {}

  /** A machine just switched on: registers 0, interrupts disabled, nothing retired. */
  public static Machine boot(Image image, Engine engine, MemoryPool pool) {
    return Missing.part();
  }

  /** A machine in the state of a snapshot. */
  public static Machine of(MachineSnapshot snapshot, Engine engine, MemoryPool pool) {
    return Missing.part();
  }

  /** Another machine in the same state, on the same pool; they share memory until they write. */
  public Machine fork() {
    return Missing.part();
  }

  /** The state, to come back to. Allowed in every state, at a seam stop too. */
  public MachineSnapshot snapshot() {
    return Missing.part();
  }

  /** Goes back (or forth) to a snapshot of a machine with the same memory size. */
  public void restore(MachineSnapshot snapshot) {
    Missing.part();
  }

  /** Returns the flat memory array to the pool until the machine runs again. */
  public void park() {
    Missing.part();
  }

  /**
   * Runs until {@code count} instructions have retired since boot, or an earlier stop.
   *
   * @throws IllegalStateException if more than {@code count} have retired, or a seam stop is not
   *     completed
   */
  public Stop runUntil(long count) {
    return Missing.part();
  }

  /** Why the machine stands where it stands; {@code COUNT} after boot, and after a completion. */
  public Stop stop() {
    return Missing.part();
  }

  /**
   * True in a canonical state, where {@link #raise} and {@link #write} are allowed. False at a seam
   * stop, after {@link #refusePort} until the next instruction retired, and when the machine ended.
   */
  public boolean canonical() {
    return Missing.part();
  }

  /** The port, at {@code PORT_READ} and {@code PORT_WRITE}. */
  public int stoppedPort() {
    return Missing.part();
  }

  /** What is written, at {@code PORT_WRITE}. */
  public long stoppedValue() {
    return Missing.part();
  }

  /** At {@code CLOCK_READ}, {@code ENTROPY_READ}, {@code PORT_READ}: writes rd and retires. */
  public void completeRead(long value) {
    Missing.part();
  }

  /** At {@code PORT_WRITE}: retires. */
  public void completeWrite() {
    Missing.part();
  }

  /**
   * At {@code PORT_READ}, {@code PORT_WRITE}: there is no such port. The instruction does not
   * retire; the fault is delivered, or stops the machine.
   */
  public void refusePort() {
    Missing.part();
  }

  /**
   * Makes an interrupt line pending; wakes a machine that waits.
   *
   * @param line 0..15
   * @throws IllegalStateException unless {@link #canonical}
   */
  public void raise(int line) {
    Missing.part();
  }

  /** The address of the next instruction, unsigned. */
  public int pc() {
    return Missing.part();
  }

  /** How many instructions have retired since boot. */
  public long retired() {
    return Missing.part();
  }

  /** Register 0..15. */
  public long register(int register) {
    return Missing.part();
  }

  /** The interrupt flag. */
  public boolean interruptsEnabled() {
    return Missing.part();
  }

  /** The pending lines, bit n for line n. */
  public int pendingLines() {
    return Missing.part();
  }

  /** True after {@code wfi} until a line is raised. */
  public boolean waiting() {
    return Missing.part();
  }

  /** Present when the machine stopped with a fault. */
  public Optional<FaultReport> fault() {
    return Missing.part();
  }

  /**
   * Copies guest memory; allowed in every state.
   *
   * @return false, and nothing done, if the range is not wholly within memory
   */
  public boolean read(int address, byte[] into) {
    return Missing.part();
  }

  /**
   * Writes guest memory, as a device does.
   *
   * @return false, and nothing done, if the range is not wholly within memory
   * @throws IllegalStateException unless {@link #canonical}
   */
  public boolean write(int address, byte[] from) {
    return Missing.part();
  }

  /** Of registers, pc, count and interrupt state, without memory: cheap enough for every entry. */
  public long quickHash() {
    return Missing.part();
  }

  /**
   * Of the whole state, memory included; depends on nothing but the state. Costs what changed since
   * the last call, not what memory holds.
   */
  public StateHash stateHash() {
    return Missing.part();
  }

  /** In bytes. */
  public int memorySize() {
    return Missing.part();
  }
}
