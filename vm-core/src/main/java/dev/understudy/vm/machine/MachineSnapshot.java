package dev.understudy.vm.machine;

import dev.understudy.vm.isa.Registers;
import dev.understudy.vm.isa.Status;
import java.util.Map;
import java.util.SortedMap;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

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

  // ---- taken apart, to be put together on another host

  /** Bytes of a page. */
  public static final int PAGE_BYTES = Page.BYTES;

  private static final int PC = Registers.COUNT;
  private static final int RETIRED = PC + 1;
  private static final int STATUS = PC + 2;
  private static final int STOP = PC + 3;
  private static final int REFUSED = PC + 4;

  /** How many numbers {@link #processor} gives. */
  public static final int PROCESSOR_NUMBERS = PC + 5;

  private static final int FAULT_CODE = 0;
  private static final int FAULT_DETAIL = 1;
  private static final int FAULT_NUMBERS = 2;

  /** Registers, pc, count, interrupt state, and why it stands where it stands. */
  public long[] processor() {
    long[] numbers = new long[PROCESSOR_NUMBERS];
    System.arraycopy(core.registers, 0, numbers, 0, Registers.COUNT);
    numbers[PC] = core.pc;
    numbers[RETIRED] = core.retired;
    numbers[STATUS] = core.status;
    numbers[STOP] = stop.ordinal();
    numbers[REFUSED] = refused ? 1 : 0;
    return numbers;
  }

  /** What stopped the machine with a fault: its code and its detail; empty if nothing did. */
  public long[] fault() {
    return core.fault == null ? new long[0] : new long[] {core.fault.code(), core.fault.detail()};
  }

  /** How many numbers {@link #fault} gives beside such numbers of {@link #processor}. */
  public static int faultNumbers(long[] processor) {
    return (processor[STATUS] & Status.FAULTED) == 0 ? 0 : FAULT_NUMBERS;
  }

  /**
   * The pages whose contents differ from an earlier snapshot's; without one, from zeros. How often
   * there was a snapshot or a fork in between does not show.
   */
  public int[] pagesUnlike(@Nullable MachineSnapshot earlier) {
    PageTable before = earlier == null ? PageTable.of(new byte[0], memory.size()) : earlier.memory;
    IntStream.Builder pages = IntStream.builder();
    memory.forEachDifference(
        before,
        page -> {
          if (!memory.page(page).equalTo(before.page(page))) {
            pages.add(page);
          }
        });
    return pages.build().toArray();
  }

  /** A copy of one page's bytes. */
  public byte[] page(int page) {
    byte[] bytes = new byte[Page.BYTES];
    memory.page(page).copyTo(bytes, 0);
    return bytes;
  }

  /**
   * A snapshot made of {@link #processor}, {@link #fault} and of pages by number; the others are
   * zeros.
   *
   * @throws IllegalArgumentException if that can't be a machine
   */
  public static MachineSnapshot assemble(
      long[] processor, long[] fault, int memorySize, SortedMap<Integer, byte[]> pages) {
    if (processor.length != PROCESSOR_NUMBERS
        || processor[STOP] < 0
        || processor[STOP] >= Stop.values().length) {
      throw new IllegalArgumentException("no processor: " + processor.length + " numbers");
    }
    PageTable zeros = PageTable.of(new byte[0], memorySize);
    PageTable.Changes changes = new PageTable.Changes(zeros);
    for (Map.Entry<Integer, byte[]> page : pages.entrySet()) {
      if (page.getKey() < 0
          || page.getKey() >= zeros.pages()
          || page.getValue().length != Page.BYTES) {
        throw new IllegalArgumentException("no page " + page.getKey());
      }
      changes.set(page.getKey(), Page.copyOf(page.getValue(), 0));
    }
    Core core = new Core();
    System.arraycopy(processor, 0, core.registers, 0, Registers.COUNT);
    core.pc = (int) processor[PC];
    core.retired = processor[RETIRED];
    core.status = (int) processor[STATUS];
    if (fault.length != faultNumbers(processor)) {
      throw new IllegalArgumentException("no fault: " + fault.length + " numbers");
    }
    if (fault.length > 0) {
      long detail = fault[FAULT_DETAIL];
      core.fault = FaultReport.coded((int) fault[FAULT_CODE], core.pc, core.retired, detail);
    }
    Stop stop = Stop.values()[(int) processor[STOP]];
    return new MachineSnapshot(core, changes.table(), stop, processor[REFUSED] != 0);
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
