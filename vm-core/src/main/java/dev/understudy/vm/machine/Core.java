package dev.understudy.vm.machine;

import dev.understudy.vm.isa.FaultKind;
import dev.understudy.vm.isa.Frame;
import dev.understudy.vm.isa.Instruction;
import dev.understudy.vm.isa.Registers;
import dev.understudy.vm.isa.Status;
import org.jspecify.annotations.Nullable;

/**
 * The processor of a machine as engines see it: mutable state, and how faults, traps and interrupts
 * are delivered. Everyone else uses {@link Machine}.
 */
public final class Core {
  /** Mark of a page that may differ from its last frozen form. */
  public static final byte DIRTY = 1;

  /**
   * Mark of a page that holds code an engine has compiled; stores there are reported to its watch.
   */
  public static final byte CODE = 2;

  private static final byte[] NO_MEMORY = new byte[0];

  final long[] registers = new long[Registers.COUNT];
  int pc;
  long retired;
  int status;
  byte[] memory = NO_MEMORY;
  byte[] marks = NO_MEMORY;
  @Nullable FaultReport fault;
  private CodeWatch watch = CodeWatch.NONE;

  Core() {}

  /** The registers themselves, not a copy. */
  public long[] registers() {
    return registers;
  }

  /** The address of the next instruction. */
  public int pc() {
    return pc;
  }

  /** How many instructions have retired. */
  public long retired() {
    return retired;
  }

  /** See {@link Status}. */
  public int status() {
    return status;
  }

  /** Memory while the machine runs; its length is the memory's size. */
  public byte[] memory() {
    return memory;
  }

  /** The store barrier: {@link #DIRTY} and {@link #CODE}, one byte for each 4 KiB page. */
  public byte[] marks() {
    return marks;
  }

  /** Who hears of stores into pages marked {@link #CODE}. */
  public void watch(CodeWatch watch) {
    this.watch = watch;
  }

  /** As set with {@link #watch(CodeWatch)}; a fork begins with none. */
  public CodeWatch watch() {
    return watch;
  }

  /** Why no instruction may be tried now, if so: halted, faulted or waiting. */
  public @Nullable Stop rest() {
    if ((status & (Status.HALTED | Status.FAULTED | Status.WAITING)) == 0) {
      return null;
    }
    if ((status & Status.FAULTED) != 0) {
      return Stop.FAULTED;
    }
    return (status & Status.HALTED) != 0 ? Stop.HALTED : Stop.WAITING;
  }

  /**
   * True if engines must look again after the next instruction: it is the first of a handler, or an
   * interrupt waits for a handler that any store may install.
   */
  public boolean mustStep() {
    return (status & Status.ENTERING_HANDLER) != 0 || interruptDue();
  }

  /**
   * True if engines may pass over that an interrupt is due until a store changes the vector table:
   * no line that is pending has a handler.
   */
  public boolean waitsForHandler() {
    if ((status & Status.ENTERING_HANDLER) != 0 || !interruptDue()) {
      return false;
    }
    for (int line = 0; line < Status.LINES; line++) {
      if ((status & Status.pendingBit(line)) != 0 && handler(Frame.FIRST_LINE + line) != 0) {
        return false;
      }
    }
    return true;
  }

  /** Stands after {@code count} retired instructions with {@code nextPc} as the next one. */
  public void advanceTo(long count, int nextPc) {
    if (count != retired) {
      status &= ~Status.ENTERING_HANDLER;
    }
    retired = count;
    pc = nextPc;
  }

  void attach(FlatMemory flat) {
    if (memory != flat.bytes) {
      memory = flat.bytes;
      marks = flat.marks;
      watch.moved();
    }
  }

  void detach() {
    memory = NO_MEMORY;
    marks = NO_MEMORY;
  }

  /** A copy of the state, without memory and without a watch. */
  Core copy() {
    Core copy = new Core();
    copy.copyFrom(this);
    return copy;
  }

  void copyFrom(Core other) {
    System.arraycopy(other.registers, 0, registers, 0, Registers.COUNT);
    pc = other.pc;
    retired = other.retired;
    status = other.status;
    fault = other.fault;
  }

  // ---------------------------------------------------------------- memory

  /** True if the range is wholly within memory; the address is unsigned. */
  boolean within(int address, int length) {
    return Integer.compareUnsigned(address, memory.length - length) <= 0;
  }

  /** The store barrier for a range within memory. */
  public void stored(int address, int length) {
    int last = (address + length - 1) >>> Page.SHIFT;
    for (int page = address >>> Page.SHIFT; page <= last; page++) {
      marks[page] |= DIRTY;
      if ((marks[page] & CODE) != 0) {
        int from = Math.max(address, page << Page.SHIFT);
        int to = Math.min(address + length, (page + 1) << Page.SHIFT);
        watch.stored(from, to - from);
      }
    }
  }

  boolean fetchable() {
    return (pc & (Instruction.BYTES - 1)) == 0 && within(pc, Instruction.BYTES);
  }

  // -------------------------------------------------------------- delivery

  /** True if interrupts are enabled and a line is pending, be there a handler or not. */
  public boolean interruptDue() {
    return (status & Status.INTERRUPTS_ENABLED) != 0 && Status.pending(status) != 0;
  }

  /**
   * Delivers the pending interrupt with the lowest line of those that have a handler, if interrupts
   * are enabled. What has no handler stays pending, and is looked at again before each instruction.
   *
   * @return false if its frame has no room: the machine has stopped
   */
  public boolean deliverInterrupt() {
    if (!interruptDue()) {
      return true;
    }
    for (int line = 0; line < Status.LINES; line++) {
      int vector = Frame.FIRST_LINE + line;
      if ((status & Status.pendingBit(line)) != 0 && handler(vector) != 0) {
        if (!enter(vector, pc, line)) {
          long address = Integer.toUnsignedLong(frameAddress());
          return stop(FaultKind.MEMORY_ACCESS, FaultReport.Reason.NO_ROOM_FOR_FRAME, address);
        }
        status &= ~Status.pendingBit(line);
        return true;
      }
    }
    return true;
  }

  /**
   * A fault of the instruction at the pc, which does not retire.
   *
   * @return false if no handler takes it: the machine has stopped
   */
  public boolean deliverFault(FaultKind kind, long detail) {
    if ((status & Status.ENTERING_HANDLER) != 0) {
      return stop(kind, FaultReport.Reason.HANDLER_FAULTED, detail);
    }
    return deliver(kind, pc, detail);
  }

  /**
   * The instruction {@code trap} at the pc: it retires with its delivery, or stops the machine.
   *
   * @return false if no handler takes it: the machine has stopped
   */
  public boolean deliverTrap(long number) {
    boolean delivered = deliver(FaultKind.TRAP, pc + Instruction.BYTES, number);
    retired += delivered ? 1 : 0;
    return delivered;
  }

  private boolean deliver(FaultKind kind, int returnTo, long detail) {
    if (handler(kind.vector()) == 0) {
      return stop(kind, FaultReport.Reason.NO_HANDLER, detail);
    }
    return enter(kind.vector(), returnTo, detail)
        || stop(kind, FaultReport.Reason.NO_ROOM_FOR_FRAME, detail);
  }

  private long handler(int vector) {
    return Words.get(memory, Frame.vectorAddress(vector));
  }

  private int frameAddress() {
    return (int) (registers[Registers.SP] - Frame.BYTES);
  }

  /** The handler is read before the frame is written, which may lie over the table. */
  private boolean enter(int vector, int returnTo, long detail) {
    int frame = frameAddress();
    if (!within(frame, Frame.BYTES)) {
      return false;
    }
    int handler = (int) handler(vector);
    long saved = (status & Status.INTERRUPTS_ENABLED) | (long) vector << Frame.VECTOR_SHIFT;
    Words.set(memory, frame + Frame.RETURN_OFFSET, Integer.toUnsignedLong(returnTo));
    Words.set(memory, frame + Frame.STATUS_OFFSET, saved);
    Words.set(memory, frame + Frame.DETAIL_OFFSET, detail);
    stored(frame, Frame.BYTES);
    registers[Registers.SP] -= Frame.BYTES;
    status = (status & ~Status.INTERRUPTS_ENABLED) | Status.ENTERING_HANDLER;
    pc = handler;
    return true;
  }

  private boolean stop(FaultKind kind, FaultReport.Reason reason, long detail) {
    fault = new FaultReport(kind, reason, pc, retired, detail);
    status |= Status.FAULTED;
    return false;
  }

  // ------------------------------------------------------------------ hash

  /** Four lanes side by side, since each entry of a log waits for it. */
  long quickHash() {
    long[] r = registers;
    long a =
        HashMixing.lane(HashMixing.K1, (long) pc << 32 | Integer.toUnsignedLong(status), retired);
    long b =
        fault == null
            ? HashMixing.K2
            : HashMixing.lane(HashMixing.K2, fault.detail(), fault.code());
    long c = HashMixing.K3;
    long d = HashMixing.K4;
    for (int i = 0; i < Registers.COUNT; i += 8) {
      a = HashMixing.lane(a, r[i], r[i + 1]);
      b = HashMixing.lane(b, r[i + 2], r[i + 3]);
      c = HashMixing.lane(c, r[i + 4], r[i + 5]);
      d = HashMixing.lane(d, r[i + 6], r[i + 7]);
    }
    return HashMixing.mix(HashMixing.lane(a, b, c) + d);
  }

  StateHash stateHash(StateHash pages) {
    long high = HashMixing.step(walk(HashMixing.K1), pages.high());
    long low = HashMixing.step(walk(HashMixing.K2), pages.low());
    return new StateHash(HashMixing.mix(high), HashMixing.mix(low));
  }

  private long walk(long start) {
    long hash = HashMixing.step(start, (long) pc << 32 | Integer.toUnsignedLong(status));
    hash = HashMixing.step(hash, retired);
    for (long register : registers) {
      hash = HashMixing.step(hash, register);
    }
    if (fault != null) {
      hash = HashMixing.step(hash, fault.code());
      hash = HashMixing.step(hash, fault.detail());
    }
    return hash;
  }
}
