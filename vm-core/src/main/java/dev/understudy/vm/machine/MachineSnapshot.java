package dev.understudy.vm.machine;

/**
 * The whole state of a machine at one moment. Immutable, and may be shared by threads; it shares
 * memory contents with other snapshots and holds on to nothing else.
 */
public final class MachineSnapshot {
  private final Core core;
  private final PageTable memory;
  private final Stop stop;
  private final boolean refused;

  MachineSnapshot(Core core, PageTable memory, Stop stop, boolean refused) {
    this.core = core.copy();
    this.memory = memory;
    this.stop = stop;
    this.refused = refused;
  }

  /** How many instructions had retired. */
  public long retired() {
    return core.retired;
  }

  /** The address of the next instruction. */
  public int pc() {
    return core.pc;
  }

  /** In bytes. */
  public int memorySize() {
    return memory.size();
  }

  /** What {@link Machine#stateHash} said or would have said. */
  public StateHash stateHash() {
    return core.stateHash(memory.hash());
  }

  Core core() {
    return core;
  }

  PageTable memory() {
    return memory;
  }

  Stop stop() {
    return stop;
  }

  boolean refused() {
    return refused;
  }
}
