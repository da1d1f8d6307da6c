package dev.understudy.vm.machine;

import java.util.BitSet;
import org.jspecify.annotations.Nullable;

/**
 * Pages in which a flat memory is ahead of its table, known by their hash: to hash a memory none of
 * its pages has to be copied.
 */
final class PagesAhead {
  private final BitSet pages = new BitSet();
  private final @Nullable StateHash[] hashes;
  private final @Nullable StateHash[] leaves;

  /**
   * @param leaves how many leaves the table has
   */
  PagesAhead(int leaves) {
    this.hashes = new StateHash[leaves * PageTable.LEAF_PAGES];
    this.leaves = new StateHash[leaves];
  }

  /** The hash of what the page holds now. */
  void put(int page, StateHash hash) {
    pages.set(page);
    hashes[page] = hash;
    leaves[page / PageTable.LEAF_PAGES] = null;
  }

  /** The page changed: its hash is known no more. It is still ahead. */
  void forgetHash(int page) {
    pages.set(page);
    hashes[page] = null;
  }

  /** The first page from here on that is ahead, or -1. */
  int next(int from) {
    return pages.nextSetBit(from);
  }

  /** Null unless the page is ahead. */
  @Nullable StateHash hash(int page) {
    return hashes[page];
  }

  /** True if one of the pages of a leaf is ahead. */
  boolean touches(int leaf) {
    int page = pages.nextSetBit(leaf * PageTable.LEAF_PAGES);
    return page >= 0 && page < (leaf + 1) * PageTable.LEAF_PAGES;
  }

  /** Of a leaf, if none of its pages changed since it was kept. */
  @Nullable StateHash leaf(int leaf) {
    return leaves[leaf];
  }

  void keepLeaf(int leaf, StateHash hash) {
    leaves[leaf] = hash;
  }

  /** The table has caught up. */
  void clear() {
    for (int page = next(0); page >= 0; page = next(page + 1)) {
      hashes[page] = null;
      leaves[page / PageTable.LEAF_PAGES] = null;
    }
    pages.clear();
  }
}
