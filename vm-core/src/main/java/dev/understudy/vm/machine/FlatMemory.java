package dev.understudy.vm.machine;

import java.util.Arrays;

/**
 * The array a running machine executes on, with one byte a page as the store barrier.
 *
 * <p>Each page that is neither marked dirty nor among those ahead holds what {@link #holds} says. A
 * mark may be set without need; it is never missing.
 */
final class FlatMemory {
  private static final long DIRTY_WORD = 0x0101_0101_0101_0101L * Core.DIRTY;

  final byte[] bytes;

  /** {@link Core#DIRTY} and {@link Core#CODE}, one byte a page. */
  final byte[] marks;

  private PageTable holds;
  private final PagesAhead ahead;

  /** All zeros, brought to the table's contents. */
  FlatMemory(PageTable table) {
    this.bytes = new byte[table.size()];
    // Whole words, so that a search for marks can read eight at once.
    this.marks = new byte[(table.pages() + 7) & -8];
    this.holds = PageTable.of(new byte[0], table.size());
    this.ahead = new PagesAhead(holds.leaves());
    become(table, CodeWatch.NONE);
  }

  PageTable holds() {
    return holds;
  }

  /**
   * The contents as a table, which shares all pages that did not change; clears the dirty marks.
   */
  PageTable freeze() {
    turnMarks();
    PageTable.Changes changes = new PageTable.Changes(holds);
    for (int page = ahead.next(0); page >= 0; page = ahead.next(page + 1)) {
      int address = page << Page.SHIFT;
      if (!holds.page(page).equalTo(bytes, address)) {
        changes.set(page, Page.copyOf(bytes, address, ahead.hash(page)));
      }
    }
    ahead.clear();
    holds = changes.table();
    return holds;
  }

  /** The hash that {@link #freeze} would give its table, without a copy of anything. */
  StateHash hash() {
    for (int page = nextDirty(0); page >= 0; page = nextDirty(page + 1)) {
      marks[page] &= ~Core.DIRTY;
      ahead.put(page, Page.hashOf(bytes, page << Page.SHIFT));
    }
    return holds.hash(ahead);
  }

  /** Takes the contents of another table of the same size; copies only pages that differ. */
  void become(PageTable table, CodeWatch watch) {
    turnMarks();
    for (int page = ahead.next(0); page >= 0; page = ahead.next(page + 1)) {
      replace(page, table.page(page), watch);
    }
    ahead.clear();
    if (table != holds) {
      table.forEachDifference(holds, page -> replace(page, table.page(page), watch));
    }
    holds = table;
  }

  /** For the next machine: no engine knows its code here. What is dirty is still ahead. */
  void forgetMarks() {
    turnMarks();
    Arrays.fill(marks, (byte) 0);
  }

  /** Dirty pages become pages ahead of which no hash is known. */
  private void turnMarks() {
    for (int page = nextDirty(0); page >= 0; page = nextDirty(page + 1)) {
      marks[page] &= ~Core.DIRTY;
      ahead.forgetHash(page);
    }
  }

  private void replace(int page, Page contents, CodeWatch watch) {
    int address = page << Page.SHIFT;
    contents.copyTo(bytes, address);
    if ((marks[page] & Core.CODE) != 0) {
      watch.stored(address, Page.BYTES);
    }
  }

  private int nextDirty(int from) {
    int page = from;
    while (page < marks.length) {
      if ((page & 7) == 0 && (Words.get(marks, page) & DIRTY_WORD) == 0) {
        page += 8;
      } else if ((marks[page] & Core.DIRTY) != 0) {
        return page;
      } else {
        page++;
      }
    }
    return -1;
  }
}
