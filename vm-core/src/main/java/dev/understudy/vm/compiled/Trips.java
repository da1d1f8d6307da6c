package dev.understudy.vm.compiled;

import dev.understudy.vm.machine.Core;

/**
 * How many turns of a counted loop are certain to go on, called by compiled code before the loop.
 *
 * <p>Every method takes the number of turns found so far and gives that number or a smaller one.
 * Turns that are not certain are executed one by one afterwards.
 */
final class Trips {
  /** For fewer it is not worth it. */
  private static final int LEAST = 4;

  private static final int PAGE_SHIFT = 12;
  private static final int PAGE_BYTES = 1 << PAGE_SHIFT;

  private Trips() {}

  // ------------------------------------------------------- while it is taken

  /** While {@code value + step}, {@code value + 2 step}, ... differ from the bound. */
  static int jne(long value, long step, long bound, int trips) {
    long distance = step > 0 ? bound - value : value - bound;
    long stride = step > 0 ? step : -step;
    boolean meets = step != 0 && Long.remainderUnsigned(distance, stride) == 0;
    return meets && distance != 0 ? least(quotient(distance, stride) - 1, trips) : 0;
  }

  static int jlt(long value, long step, long bound, int trips) {
    return value < bound ? up(bound - 1 - value, step, trips) : 0;
  }

  static int jle(long value, long step, long bound, int trips) {
    return value <= bound ? up(bound - value, step, trips) : 0;
  }

  static int jgt(long value, long step, long bound, int trips) {
    return value > bound ? down(value - 1 - bound, step, trips) : 0;
  }

  static int jge(long value, long step, long bound, int trips) {
    return value >= bound ? down(value - bound, step, trips) : 0;
  }

  static int jltu(long value, long step, long bound, int trips) {
    return Long.compareUnsigned(value, bound) < 0 ? up(bound - 1 - value, step, trips) : 0;
  }

  static int jleu(long value, long step, long bound, int trips) {
    return Long.compareUnsigned(value, bound) <= 0 ? up(bound - value, step, trips) : 0;
  }

  static int jgtu(long value, long step, long bound, int trips) {
    return Long.compareUnsigned(value, bound) > 0 ? down(value - 1 - bound, step, trips) : 0;
  }

  static int jgeu(long value, long step, long bound, int trips) {
    return Long.compareUnsigned(value, bound) >= 0 ? down(value - bound, step, trips) : 0;
  }

  /** How many steps upwards fit into an unsigned distance. */
  private static int up(long distance, long step, int trips) {
    return step > 0 ? least(quotient(distance, step), trips) : 0;
  }

  private static int down(long distance, long step, int trips) {
    return step < 0 && step != Long.MIN_VALUE ? least(quotient(distance, -step), trips) : 0;
  }

  private static long quotient(long distance, long step) {
    return distance >= 0 ? distance / step : Long.divideUnsigned(distance, step);
  }

  private static int least(long unsigned, int trips) {
    return Long.compareUnsigned(unsigned, trips) < 0 ? (int) unsigned : trips;
  }

  // -------------------------------------------------------------- in bounds

  /**
   * While accesses stay within memory.
   *
   * @param first the address of the first one
   */
  static int loads(int trips, int first, long step, int size, Activation activation) {
    int last = activation.memory.length - size;
    if (first < 0 || first > last) {
      return 0;
    }
    if (step == 0) {
      return trips;
    }
    return step > 0 ? up(last - first + step, step, trips) : down(first - step, step, trips);
  }

  /** While stores stay within memory and meet no page with code; their pages are marked. */
  static int stores(int trips, int first, long step, int size, Activation activation) {
    int certain = loads(trips, first, step, size, activation);
    if (certain < LEAST) {
      return 0;
    }
    byte[] marks = activation.core.marks();
    long last = first + (certain - 1) * step;
    int low = (int) Math.min(first, last);
    int high = (int) Math.max(first, last) + size - 1;
    boolean sparse = Math.abs(step) > PAGE_BYTES;
    return sparse
        ? markEach(marks, first, (int) step, size, certain)
        : markAll(marks, low >>> PAGE_SHIFT, high >>> PAGE_SHIFT, certain);
  }

  private static int markAll(byte[] marks, int firstPage, int lastPage, int trips) {
    for (int page = firstPage; page <= lastPage; page++) {
      if ((marks[page] & Core.CODE) != 0) {
        return 0;
      }
    }
    for (int page = firstPage; page <= lastPage; page++) {
      marks[page] = Core.DIRTY;
    }
    return trips;
  }

  private static int markEach(byte[] marks, int first, int step, int size, int trips) {
    int at = first;
    for (int turn = 0; turn < trips; turn++) {
      if (markAll(marks, at >>> PAGE_SHIFT, (at + size - 1) >>> PAGE_SHIFT, 1) == 0) {
        return turn;
      }
      at += step;
    }
    return trips;
  }

  /** The last word: 0 if it is not worth it. */
  static int worthwhile(int trips, Activation activation) {
    if (trips < LEAST) {
      return 0;
    }
    activation.turns += trips;
    return trips;
  }
}
