package dev.understudy.vm.compiled;

import dev.understudy.vm.isa.Frame;
import dev.understudy.vm.machine.CodeWatch;
import dev.understudy.vm.machine.Core;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Which compiled code stands in one machine's memory: its entries, and the lines of 64 bytes that
 * no store may touch unseen.
 *
 * <p>What a store into code costs depends on the regions of that page, not on how many there are.
 */
final class CodeTable implements CodeWatch {
  private static final int PAGE_SHIFT = CodeLines.PAGE_SHIFT;
  private static final long VECTOR_LINES =
      CodeLines.linesOf(0, 0, Frame.vectorAddress(Frame.VECTORS) - 1);
  private static final int FIRST_SWEEP = 64;

  private final Core core;
  private final @Nullable WatchpointDetector detector;
  private final CodeEntryTable entries = new CodeEntryTable();
  private final Set<CompiledRegion> linked = new LinkedHashSet<>();

  /** For each page, as far up as there is code: the regions that have some of theirs there. */
  private @Nullable List<CompiledRegion>[] regions = pages(16);

  /** For each of these pages, one bit for each line that is watched. */
  private long[] lines = new long[16];

  private boolean watchesVectors;
  private boolean hit;
  private int nextSweep = FIRST_SWEEP;

  /** One for all runs, as long as memory stays where it is. */
  private @Nullable Activation activation;

  CodeTable(Core core, @Nullable WatchpointDetector detector) {
    this.core = core;
    this.detector = detector;
    markWatched();
  }

  /** Whether it is that of an engine with this detector, or of one without. */
  boolean serves(@Nullable WatchpointDetector other) {
    return detector == other;
  }

  private void markWatched() {
    if (detector != null) {
      detector.mark(core.marks());
    }
  }

  @SuppressWarnings({"unchecked", "rawtypes"}) // Java has no other way to an array of lists.
  private static @Nullable List<CompiledRegion>[] pages(int count) {
    return new List[count];
  }

  /** The entry at an address, if its code was not thrown away. */
  @Nullable CodeEntry entry(int address) {
    CodeEntry entry = entries.get(address);
    if (entry == null || entry.compiled().code() != null) {
      return entry;
    }
    unlink(entry.compiled());
    return null;
  }

  /** Enters a region whose code stands in memory. */
  void link(CompiledRegion compiled) {
    compiled.entries().forEach(entries::add);
    if (!linked.add(compiled)) {
      return;
    }
    CodeLines footprint = compiled.footprint();
    for (int i = 0; i < footprint.pages().length; i++) {
      int page = footprint.pages()[i];
      on(page).add(compiled);
      watch(page, footprint.lines()[i]);
    }
    if (linked.size() >= nextSweep) {
      List.copyOf(linked).stream().filter(one -> one.code() == null).forEach(this::unlink);
      nextSweep = Math.max(FIRST_SWEEP, 2 * linked.size());
    }
  }

  private List<CompiledRegion> on(int page) {
    if (page >= lines.length) {
      int more = Math.max(page + 1, 2 * lines.length);
      lines = Arrays.copyOf(lines, more);
      regions = Arrays.copyOf(regions, more);
    }
    List<CompiledRegion> there = regions[page];
    if (there == null) {
      there = new ArrayList<>(2);
      regions[page] = there;
    }
    return there;
  }

  private void watch(int page, long moreLines) {
    lines[page] |= moreLines;
    core.marks()[page] |= Core.CODE;
  }

  /** Forgets a region. A page without code loses its mark, so that stores there are fast again. */
  private void unlink(CompiledRegion compiled) {
    linked.remove(compiled);
    compiled.entries().forEach(entries::remove);
    for (int page : compiled.footprint().pages()) {
      on(page).remove(compiled);
      watchAnew(page);
    }
  }

  private void watchAnew(int page) {
    long left = page == 0 && watchesVectors ? VECTOR_LINES : 0;
    for (CompiledRegion compiled : on(page)) {
      left |= compiled.footprint().on(page);
    }
    lines[page] = left;
    if (left == 0) {
      core.marks()[page] &= ~Core.CODE;
      markWatched();
    }
  }

  /**
   * From now on a store to the vector table counts as one into code: where an interrupt waits for a
   * handler, it may be the one that installs it.
   */
  void watchVectors() {
    if (!watchesVectors) {
      watchesVectors = true;
      watch(0, VECTOR_LINES);
    }
  }

  /** True if a store hit what is watched since the last question. */
  boolean wasHit() {
    boolean was = hit;
    hit = false;
    return was;
  }

  /** True if the address is that of an instruction in a linked region. */
  boolean covers(int address) {
    int page = address >>> PAGE_SHIFT;
    List<CompiledRegion> there = page < regions.length ? regions[page] : null;
    return there != null && there.stream().anyMatch(one -> one.region().covers(address));
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
    if (detector != null) {
      detector.stored(core, address, length);
    }
    int last = address + length - 1;
    for (int page = address >>> PAGE_SHIFT; page <= last >>> PAGE_SHIFT; page++) {
      long touched = CodeLines.linesOf(page, address, last);
      if (page < lines.length && (lines[page] & touched) != 0) {
        hit = true;
        dropOn(page, touched);
      }
    }
  }

  private void dropOn(int page, long touched) {
    if (page == 0 && (VECTOR_LINES & touched) != 0) {
      watchesVectors = false;
    }
    List.copyOf(on(page)).stream()
        .filter(one -> (one.footprint().on(page) & touched) != 0)
        .forEach(this::unlink);
    watchAnew(page);
  }

  @Override
  public void moved() {
    Arrays.fill(lines, 0);
    Arrays.fill(regions, null);
    entries.clear();
    linked.clear();
    watchesVectors = false;
    markWatched();
  }
}
