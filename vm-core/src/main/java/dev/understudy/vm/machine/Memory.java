package dev.understudy.vm.machine;

import org.jspecify.annotations.Nullable;

/**
 * A machine's memory in its two forms: an immutable table of pages, and, while the machine runs, a
 * flat array borrowed from the pool that may be ahead of the table.
 */
final class Memory {
  private final MemoryPool pool;
  private PageTable table;
  private @Nullable FlatMemory flat;
  private boolean dropped;

  Memory(PageTable table, MemoryPool pool) {
    this.table = table;
    this.pool = pool;
  }

  int size() {
    return table.size();
  }

  MemoryPool pool() {
    return pool;
  }

  boolean isFlat() {
    return flat != null;
  }

  /** The flat form; borrowed if need be. */
  FlatMemory flatten() {
    if (flat == null) {
      flat = pool.borrow(requireTable());
    }
    return flat;
  }

  /** Of the contents now. Costs what changed since the last call. */
  StateHash hash() {
    return flat != null ? flat.hash() : requireTable().hash();
  }

  /** The contents now. Costs what changed since the last call. */
  PageTable freeze() {
    if (flat != null) {
      table = flat.freeze();
    }
    return requireTable();
  }

  private PageTable requireTable() {
    if (dropped) {
      throw new IllegalStateException("this memory was given back for good");
    }
    return table;
  }

  void restore(PageTable contents, CodeWatch watch) {
    if (contents.size() != size()) {
      throw new IllegalStateException(
          "a snapshot of " + contents.size() + " bytes does not fit a memory of " + size());
    }
    if (flat != null) {
      flat.become(contents, watch);
    }
    table = contents;
    dropped = false;
  }

  /** Gives the flat form back. */
  void park() {
    if (flat != null) {
      freeze();
      pool.giveBack(flat);
      flat = null;
    }
  }

  /**
   * Gives the flat form back and keeps nothing of what it held: this memory will not be used any
   * more.
   */
  void drop() {
    if (flat != null) {
      pool.giveBack(flat);
      flat = null;
      dropped = true;
    }
  }

  /** The 8 bytes from an address that lies within memory with all of them. */
  long word(int address) {
    if (flat != null) {
      return Words.get(flat.bytes, address);
    }
    byte[] word = new byte[Long.BYTES];
    read(address, word);
    return Words.get(word, 0);
  }

  /** The range must lie within memory. */
  void read(int address, byte[] into) {
    if (flat != null) {
      System.arraycopy(flat.bytes, address, into, 0, into.length);
      return;
    }
    for (int done = 0; done < into.length; ) {
      int offset = (address + done) & (Page.BYTES - 1);
      int length = Math.min(Page.BYTES - offset, into.length - done);
      requireTable().page((address + done) >>> Page.SHIFT).copyTo(offset, into, done, length);
      done += length;
    }
  }
}
