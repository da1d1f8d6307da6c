package dev.understudy.vm.machine;

import dev.understudy.vm.isa.Registers;
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

  /**
   * Registers, pc, count, interrupt state, and why it stands where it stands. Of a machine that
   * stopped with a fault, the fault's report is not part of it: such a machine never runs again.
   */
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
   * A snapshot made of {@link #processor} and of pages by number; the others are zeros.
   *
   * @throws IllegalArgumentException if that can't be a machine
   */
  public static MachineSnapshot assemble(
      long[] processor, int memorySize, SortedMap<Integer, byte[]> pages) {
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
