package dev.understudy.vm.machine;

import java.util.ArrayList;
import java.util.List;

/**
 * Flat memory arrays for running machines, reused. One for each worker thread: neither it nor the
 * machines on it may be used by two threads.
 *
 * <p>An array remembers what it holds, and a machine gets the idle one that is nearest to its own
 * contents. A machine that is let go without {@link Machine#park} or {@link Machine#drop} costs the
 * pool an array, nothing else.
 */
public final class MemoryPool {
  private static final int MAX_IDLE = 8;
  private static final int MIN_IDLE = 2;
  private static final long MAX_IDLE_BYTES = 256L << 20;

  private final List<FlatMemory> idle = new ArrayList<>();
  private long idleBytes;

  /** A flat memory with the table's contents and no marks. */
  FlatMemory borrow(PageTable table) {
    int nearest = -1;
    int least = Integer.MAX_VALUE;
    for (int i = idle.size() - 1; i >= 0 && least > 0; i--) {
      PageTable holds = idle.get(i).holds();
      int distance =
          holds.size() == table.size() ? holds.distance(table, least) : Integer.MAX_VALUE;
      if (distance < least) {
        least = distance;
        nearest = i;
      }
    }
    if (nearest < 0) {
      return new FlatMemory(table);
    }
    FlatMemory flat = idle.remove(nearest);
    idleBytes -= flat.bytes.length;
    flat.become(table, CodeWatch.NONE);
    return flat;
  }

  /** Takes back an array; the oldest idle ones make room. */
  void giveBack(FlatMemory flat) {
    flat.forgetMarks();
    idle.add(flat);
    idleBytes += flat.bytes.length;
    while (idle.size() > MAX_IDLE || (idleBytes > MAX_IDLE_BYTES && idle.size() > MIN_IDLE)) {
      idleBytes -= idle.remove(0).bytes.length;
    }
  }
}
