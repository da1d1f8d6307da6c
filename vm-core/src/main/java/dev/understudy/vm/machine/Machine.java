package dev.understudy.vm.machine;

import dev.understudy.vm.isa.FaultKind;
import dev.understudy.vm.isa.Frame;
import dev.understudy.vm.isa.Instruction;
import dev.understudy.vm.isa.Semantics;
import dev.understudy.vm.isa.Status;
import java.util.Objects;
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
  private final Core core;
  private final Memory memory;
  private final Engine engine;
  private Stop stop;

  /** A port was refused at this count, so the delivery of its fault is part of this state. */
  private boolean refused;

  private Machine(Core core, Memory memory, Engine engine, Stop stop, boolean refused) {
    this.core = core;
    this.memory = memory;
    this.engine = engine;
    this.stop = stop;
    this.refused = refused;
  }

  /** A machine just switched on: registers 0, interrupts disabled, nothing retired. */
  public static Machine boot(Image image, Engine engine, MemoryPool pool) {
    Core core = new Core();
    core.pc = image.entry();
    return new Machine(core, new Memory(image.table(), pool), engine, Stop.COUNT, false);
  }

  /** A machine in the state of a snapshot. */
  public static Machine of(MachineSnapshot snapshot, Engine engine, MemoryPool pool) {
    return new Machine(
        snapshot.core().copy(),
        new Memory(snapshot.memory(), pool),
        engine,
        snapshot.stop(),
        snapshot.refused());
  }

  /** Another machine in the same state, on the same pool; they share memory until they write. */
  public Machine fork() {
    return new Machine(
        core.copy(), new Memory(memory.freeze(), memory.pool()), engine, stop, refused);
  }

  /** What executes it. */
  public Engine engine() {
    return engine;
  }

  /** Where its memory is borrowed from. */
  public MemoryPool pool() {
    return memory.pool();
  }

  /** The state, to come back to. Allowed in every state, at a seam stop too. */
  public MachineSnapshot snapshot() {
    return new MachineSnapshot(core, memory.freeze(), stop, refused);
  }

  /** Goes back (or forth) to a snapshot of a machine with the same memory size. */
  public void restore(MachineSnapshot snapshot) {
    memory.restore(snapshot.memory(), core.watch());
    core.copyFrom(snapshot.core());
    stop = snapshot.stop();
    refused = snapshot.refused();
  }

  /** Returns the flat memory array to the pool until the machine runs again. */
  public void park() {
    core.detach();
    memory.park();
  }

  /**
   * Returns the flat memory array to the pool for good, with no copy of what it held. Until it is
   * restored to a snapshot, this machine can't be run, hashed or looked at any more.
   */
  public void drop() {
    core.detach();
    memory.drop();
  }

  /**
   * Runs until {@code count} instructions have retired since boot, or an earlier stop.
   *
   * @throws IllegalStateException if more than {@code count} have retired, or a seam stop is not
   *     completed
   */
  public Stop runUntil(long count) {
    require(!stop.isSeam(), "runUntil", "complete it first");
    if (count < core.retired) {
      throw misuse("runUntil", "it cannot run backwards to " + count);
    }
    require(!refused || count > core.retired, "runUntil", "a fault was delivered at this count");
    if (stop == Stop.COUNT && count > core.retired) {
      flatten();
      stop = engine.run(this, count);
      refused = false;
    }
    return stop;
  }

  /** Why the machine stands where it stands; {@code COUNT} after boot, and after a completion. */
  public Stop stop() {
    return stop;
  }

  /**
   * True in a canonical state, where {@link #raise} and {@link #write} are allowed. False at a seam
   * stop, after {@link #refusePort} until the next instruction retired, and when the machine ended.
   */
  public boolean canonical() {
    return (stop == Stop.COUNT && !refused) || stop == Stop.WAITING;
  }

  /** The port, at {@code PORT_READ} and {@code PORT_WRITE}. */
  public int stoppedPort() {
    require(isPortStop(), "stoppedPort", "only at a port");
    return Instruction.imm32(seamWord());
  }

  /** What is written, at {@code PORT_WRITE}. */
  public long stoppedValue() {
    require(stop == Stop.PORT_WRITE, "stoppedValue", "only at PORT_WRITE");
    return Semantics.out(core.registers[Instruction.rs(seamWord())]);
  }

  /** At {@code CLOCK_READ}, {@code ENTROPY_READ}, {@code PORT_READ}: writes rd and retires. */
  public void completeRead(long value) {
    long result =
        switch (stop) {
          case CLOCK_READ -> Semantics.rdtsc(value);
          case ENTROPY_READ -> Semantics.rdrand(value);
          case PORT_READ -> Semantics.in(value);
          case PORT_WRITE, COUNT, WAITING, HALTED, FAULTED ->
              throw misuse("completeRead", "only at a read");
        };
    core.registers[Instruction.rd(seamWord())] = result;
    retireSeam();
  }

  /** At {@code PORT_WRITE}: retires. */
  public void completeWrite() {
    require(stop == Stop.PORT_WRITE, "completeWrite", "only at PORT_WRITE");
    retireSeam();
  }

  /**
   * At {@code PORT_READ}, {@code PORT_WRITE}: there is no such port. The instruction does not
   * retire; the fault is delivered, or stops the machine.
   */
  public void refusePort() {
    require(isPortStop(), "refusePort", "only at a port");
    flatten();
    boolean delivered = core.deliverFault(FaultKind.PORT, Integer.toUnsignedLong(stoppedPort()));
    refused = delivered;
    stop = delivered ? Stop.COUNT : Stop.FAULTED;
  }

  /**
   * Makes an interrupt line pending; wakes a machine that waits.
   *
   * @param line 0..15
   * @throws IllegalStateException unless {@link #canonical}
   */
  public void raise(int line) {
    Objects.checkIndex(line, Status.LINES);
    require(canonical(), "raise", "only in a canonical state");
    core.status = (core.status & ~Status.WAITING) | Status.pendingBit(line);
    stop = Stop.COUNT;
  }

  /** The address of the next instruction, unsigned. */
  public int pc() {
    return core.pc;
  }

  /**
   * The address of the instruction that is executed next: that of a handler, if an interrupt is
   * delivered before.
   */
  public int nextPc() {
    if (stop.isSeam() || core.rest() != null || !core.interruptDue()) {
      return core.pc;
    }
    for (int line = 0; line < Status.LINES; line++) {
      long handler = memory.word(Frame.vectorAddress(Frame.FIRST_LINE + line));
      if ((core.status & Status.pendingBit(line)) != 0 && handler != 0) {
        return (int) handler;
      }
    }
    return core.pc;
  }

  /** How many instructions have retired since boot. */
  public long retired() {
    return core.retired;
  }

  /** Register 0..15. */
  public long register(int register) {
    return core.registers[register];
  }

  /** The interrupt flag. */
  public boolean interruptsEnabled() {
    return (core.status & Status.INTERRUPTS_ENABLED) != 0;
  }

  /** The pending lines, bit n for line n. */
  public int pendingLines() {
    return Status.pending(core.status);
  }

  /** True after {@code wfi} until a line is raised. */
  public boolean waiting() {
    return (core.status & Status.WAITING) != 0;
  }

  /** Present when the machine stopped with a fault. */
  public Optional<FaultReport> fault() {
    return Optional.ofNullable(core.fault);
  }

  /**
   * Copies guest memory; allowed in every state.
   *
   * @return false, and nothing done, if the range is not wholly within memory
   */
  public boolean read(int address, byte[] into) {
    if (!within(address, into.length)) {
      return false;
    }
    memory.read(address, into);
    return true;
  }

  /**
   * Writes guest memory, as a device does.
   *
   * @return false, and nothing done, if the range is not wholly within memory
   * @throws IllegalStateException unless {@link #canonical}
   */
  public boolean write(int address, byte[] from) {
    require(canonical(), "write", "only in a canonical state");
    if (!within(address, from.length)) {
      return false;
    }
    if (from.length > 0) {
      flatten();
      System.arraycopy(from, 0, core.memory, address, from.length);
      core.stored(address, from.length);
    }
    return true;
  }

  /** Of registers, pc, count and interrupt state, without memory: cheap enough for every entry. */
  public long quickHash() {
    return core.quickHash();
  }

  /**
   * Of the whole state, memory included; depends on nothing but the state. Costs what changed since
   * the last call, not what memory holds.
   */
  public StateHash stateHash() {
    return core.stateHash(memory.hash());
  }

  /** In bytes. */
  public int memorySize() {
    return memory.size();
  }

  /** The processor, for the engine that runs this machine. Nothing else may use it. */
  public Core core() {
    return core;
  }

  private void flatten() {
    core.attach(memory.flatten());
  }

  private boolean within(int address, int length) {
    return Integer.toUnsignedLong(address) + length <= memory.size();
  }

  private boolean isPortStop() {
    return stop == Stop.PORT_READ || stop == Stop.PORT_WRITE;
  }

  /** The instruction a seam stop stands before. */
  private long seamWord() {
    return memory.word(core.pc);
  }

  private void retireSeam() {
    core.advanceTo(core.retired + 1, core.pc + Instruction.BYTES);
    stop = Stop.COUNT;
  }

  private void require(boolean allowed, String method, String why) {
    if (!allowed) {
      throw misuse(method, why);
    }
  }

  private IllegalStateException misuse(String method, String why) {
    return new IllegalStateException(
        method + " at " + stop + ", count " + core.retired + ": " + why);
  }
}
