package dev.understudy.vm.machine;

import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/**
 * The contents of a memory as an immutable table of two levels; tables share what is equal in them.
 *
 * <p>Hashes are sums over the pages, each mixed with its place, and are kept where they were
 * computed: after a few pages changed only their leaves are summed anew.
 */
final class PageTable {
  private static final int LEAF_SHIFT = 6;
  static final int LEAF_PAGES = 1 << LEAF_SHIFT;
  private static final Leaf ZERO_LEAF = zeroLeaf();

  private final Leaf[] leaves;
  private final int size;
  private @Nullable StateHash hash;

  private PageTable(Leaf[] leaves, int size) {
    this.leaves = leaves;
    this.size = size;
  }

  /** A memory of {@code size} bytes that begins with the contents and goes on with zeros. */
  static PageTable of(byte[] contents, int size) {
    int pages = size >>> Page.SHIFT;
    Leaf[] leaves = new Leaf[(pages + LEAF_PAGES - 1) >>> LEAF_SHIFT];
    Arrays.fill(leaves, ZERO_LEAF);
    PageTable zeros = new PageTable(leaves, size);
    byte[] padded = Arrays.copyOf(contents, (contents.length + Page.BYTES - 1) & -Page.BYTES);
    Changes changes = new Changes(zeros);
    for (int page = 0; page < padded.length >>> Page.SHIFT; page++) {
      changes.set(page, Page.copyOf(padded, page << Page.SHIFT));
    }
    return changes.table();
  }

  int size() {
    return size;
  }

  int pages() {
    return size >>> Page.SHIFT;
  }

  int leaves() {
    return leaves.length;
  }

  Page page(int page) {
    return leaves[page >>> LEAF_SHIFT].pages[page & (LEAF_PAGES - 1)];
  }

  /** Calls for each page in which the tables may differ: those that they do not share. */
  void forEachDifference(PageTable other, PageVisitor visitor) {
    for (int i = 0; i < leaves.length; i++) {
      Leaf own = leaves[i];
      Leaf their = other.leaves[i];
      for (int j = 0; own != their && j < LEAF_PAGES; j++) {
        if (own.pages[j] != their.pages[j]) {
          visitor.visit((i << LEAF_SHIFT) + j);
        }
      }
    }
  }

  /** How many pages the tables do not share; if they are more than a limit, any number above it. */
  int distance(PageTable other, int limit) {
    int count = 0;
    for (int i = 0; i < leaves.length && count <= limit; i++) {
      Leaf own = leaves[i];
      Leaf their = other.leaves[i];
      for (int j = 0; own != their && j < LEAF_PAGES; j++) {
        count += own.pages[j] != their.pages[j] ? 1 : 0;
      }
    }
    return count;
  }

  /** Of contents and size. */
  StateHash hash() {
    StateHash known = hash;
    if (known == null) {
      known = sum(null);
      hash = known;
    }
    return known;
  }

  /** The hash that the contents would have with the pages ahead of the table. */
  StateHash hash(PagesAhead ahead) {
    return ahead.next(0) < 0 ? hash() : sum(ahead);
  }

  private StateHash sum(@Nullable PagesAhead ahead) {
    long high = size;
    long low = size;
    for (int i = 0; i < leaves.length; i++) {
      StateHash leaf = ahead != null && ahead.touches(i) ? leafWith(ahead, i) : leaves[i].hash();
      high += placed(leaf.high(), i * HashMixing.K2);
      low += placed(leaf.low(), i * HashMixing.K3);
    }
    return new StateHash(high, low);
  }

  private StateHash leafWith(PagesAhead ahead, int leaf) {
    StateHash known = ahead.leaf(leaf);
    if (known == null) {
      known = leaves[leaf].sum(ahead, leaf * LEAF_PAGES);
      ahead.keepLeaf(leaf, known);
    }
    return known;
  }

  /** Nothing stays nothing wherever it lies: untouched memory adds 0. */
  private static long placed(long hash, long place) {
    return hash == 0 ? 0 : HashMixing.mix(hash + place);
  }

  private static Leaf zeroLeaf() {
    Page[] pages = new Page[LEAF_PAGES];
    Arrays.fill(pages, Page.ZERO);
    return new Leaf(pages);
  }

  /** Sees the index of a page. */
  interface PageVisitor {
    void visit(int page);
  }

  /** A table in the making: another one with some pages replaced. */
  static final class Changes {
    private final PageTable base;
    private Leaf @Nullable [] leaves;
    private int copiedLeaf = -1;

    Changes(PageTable base) {
      this.base = base;
    }

    /** Cheapest in ascending order: a leaf is copied once for all its pages in a row. */
    void set(int page, Page contents) {
      int at = page >>> LEAF_SHIFT;
      Leaf[] changed = leaves;
      if (changed == null) {
        changed = base.leaves.clone();
        leaves = changed;
      }
      if (at != copiedLeaf) {
        changed[at] = new Leaf(changed[at].pages.clone());
        copiedLeaf = at;
      }
      changed[at].pages[page & (LEAF_PAGES - 1)] = contents;
    }

    /** The base itself if nothing was replaced. To be called once, at the end. */
    PageTable table() {
      return leaves == null ? base : new PageTable(leaves, base.size);
    }
  }

  /** 64 neighbouring pages; where memory ends in a leaf the rest is the page of zeros. */
  private static final class Leaf {
    private final Page[] pages;
    private @Nullable StateHash hash;

    private Leaf(Page[] pages) {
      this.pages = pages;
    }

    private StateHash hash() {
      StateHash known = hash;
      if (known == null) {
        known = sum(null, 0);
        hash = known;
      }
      return known;
    }

    private StateHash sum(@Nullable PagesAhead ahead, int firstPage) {
      long high = 0;
      long low = 0;
      for (int i = 0; i < LEAF_PAGES; i++) {
        StateHash instead = ahead == null ? null : ahead.hash(firstPage + i);
        if (instead != null || pages[i] != Page.ZERO) {
          StateHash page = instead != null ? instead : pages[i].hash();
          high += placed(page.high(), i * HashMixing.K3);
          low += placed(page.low(), i * HashMixing.K4);
        }
      }
      return new StateHash(high, low);
    }
  }
}
