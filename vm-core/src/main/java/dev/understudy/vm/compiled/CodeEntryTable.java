package dev.understudy.vm.compiled;

import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/** Entries by address: a hash table with open addressing, since it is asked at every exit. */
final class CodeEntryTable {
  private static final int FIRST_SIZE = 32;

  private @Nullable CodeEntry[] slots = new CodeEntry[FIRST_SIZE];
  private int count;

  @Nullable CodeEntry get(int address) {
    return slots[slot(slots, address)];
  }

  /** Keeps what is there already. */
  void add(CodeEntry entry) {
    int slot = slot(slots, entry.address());
    if (slots[slot] != null) {
      return;
    }
    slots[slot] = entry;
    count++;
    if (2 * count > slots.length) {
      grow();
    }
  }

  /** Takes it out, if it is the one that is kept for its address. */
  void remove(CodeEntry entry) {
    int gap = slot(slots, entry.address());
    if (!entry.equals(slots[gap])) {
      return;
    }
    count--;
    slots[gap] = null;
    int mask = slots.length - 1;
    int from = (gap + 1) & mask;
    // What was put further on because this place was taken must still be found.
    for (CodeEntry next = slots[from]; next != null; next = slots[from]) {
      slots[from] = null;
      slots[slot(slots, next.address())] = next;
      from = (from + 1) & mask;
    }
  }

  void clear() {
    Arrays.fill(slots, null);
    count = 0;
  }

  private void grow() {
    @Nullable CodeEntry[] more = new CodeEntry[2 * slots.length];
    for (CodeEntry entry : slots) {
      if (entry != null) {
        more[slot(more, entry.address())] = entry;
      }
    }
    slots = more;
  }

  /** Where it is, or the free place where it would be. */
  private static int slot(@Nullable CodeEntry[] slots, int address) {
    int mask = slots.length - 1;
    int slot = (address * 0x9e3779b1) >>> 7 & mask;
    for (CodeEntry entry = slots[slot]; entry != null; entry = slots[slot]) {
      if (entry.address() == address) {
        return slot;
      }
      slot = (slot + 1) & mask;
    }
    return slot;
  }
}
