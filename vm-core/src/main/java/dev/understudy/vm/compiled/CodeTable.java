package dev.understudy.vm.compiled;

import dev.understudy.vm.isa.Instruction;
import dev.understudy.vm.machine.CodeWatch;
import dev.understudy.vm.machine.Core;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Which compiled code stands in one machine's memory: its entries, and the lines of 64 bytes that
 * no store may touch unseen.
 */
final class CodeTable implements CodeWatch {
  private static final int PAGE_SHIFT = 12;
  private static final int LINE_SHIFT = 6;
  private static final int LINES_MASK = 63;

  private final Core core;
  private final @Nullable Tripwire tripwire;
  private final EntryTable entries = new EntryTable();
  private final List<CompiledRegion> linked = new ArrayList<>();

  /** One bit for each of the 64 lines of a page, as far up as there is code. */
  private long[] lines = new long[16];

  private boolean hit;

  /** One for all runs, as long as memory stays where it is. */
  private @Nullable Activation activation;

  CodeTable(Core core, @Nullable Tripwire tripwire) {
    this.core = core;
    this.tripwire = tripwire;
    markWatched();
  }

  /** Whether it is that of an engine with this tripwire, or of one without. */
  boolean serves(@Nullable Tripwire other) {
    return tripwire == other;
  }

  private void markWatched() {
    if (tripwire != null) {
      tripwire.mark(core.marks());
    }
  }

  /** The entry at an address, if its code was not thrown away. */
  @Nullable Entry entry(int address) {
    Entry entry = entries.get(address);
    if (entry == null || entry.compiled().code() != null) {
      return entry;
    }
    keep(linked.stream().filter(compiled -> compiled.code() != null).toList());
    return entries.get(address);
  }

  /** Enters a region whose code stands in memory. */
  void link(CompiledRegion compiled) {
    linked.add(compiled);
    Region region = compiled.region();
    for (Block block : region.blocks().values()) {
      if (block.checkpoint()) {
        entries.add(new Entry(compiled, block.start(), block.path()));
      }
      watch(block);
    }
  }

  private void watch(Block block) {
    int last = (block.end() - 1) >>> LINE_SHIFT;
    for (int line = block.start() >>> LINE_SHIFT; line <= last; line++) {
      int page = line >>> (PAGE_SHIFT - LINE_SHIFT);
      if (page >= lines.length) {
        lines = Arrays.copyOf(lines, Math.max(page + 1, 2 * lines.length));
      }
      lines[page] |= 1L << (line & LINES_MASK);
      core.marks()[page] |= Core.CODE;
    }
  }

  /** True if a store hit compiled code since the last question. */
  boolean wasHit() {
    boolean was = hit;
    hit = false;
    return was;
  }

  /** True if the address is that of an instruction in a linked region. */
  boolean covers(int address) {
    return linked.stream().anyMatch(compiled -> compiled.region().covers(address));
  }

  /** For the next run of compiled code. */
  Activation activation() {
    Activation known = activation;
    if (known == null || known.memory != core.memory()) {
      known = new Activation(core, this);
      activation = known;
    }
    known.turns = 0;
    return known;
  }

  /** How many regions are linked. */
  int size() {
    return linked.size();
  }

  @Override
  public void stored(int address, int length) {
    if (tripwire != null) {
      tripwire.stored(core, address, length);
    }
    int first = address >>> LINE_SHIFT;
    int last = (address + length - 1) >>> LINE_SHIFT;
    for (int line = first; line <= last; line++) {
      if (holdsCode(line)) {
        hit = true;
        keep(linked.stream().filter(one -> !touches(one.region(), first, last)).toList());
        return;
      }
    }
  }

  private boolean holdsCode(int line) {
    int page = line >>> (PAGE_SHIFT - LINE_SHIFT);
    return page < lines.length && (lines[page] & 1L << (line & LINES_MASK)) != 0;
  }

  private static boolean touches(Region region, int firstLine, int lastLine) {
    int from = firstLine << LINE_SHIFT;
    int to = (lastLine + 1) << LINE_SHIFT;
    for (int i = 0; i < region.length(); i++) {
      if (region.address(i) < to && region.address(i) + Instruction.BYTES > from) {
        return true;
      }
    }
    return false;
  }

  @Override
  public void moved() {
    keep(List.of());
  }

  /**
   * Forgets all others. Pages without code lose their mark, so that stores there are fast again.
   */
  private void keep(List<CompiledRegion> staying) {
    byte[] marks = core.marks();
    for (int page = 0; page < lines.length; page++) {
      if (lines[page] != 0 && page < marks.length) {
        marks[page] &= ~Core.CODE;
      }
    }
    Arrays.fill(lines, 0);
    entries.clear();
    linked.clear();
    staying.forEach(this::link);
    markWatched();
  }
}
