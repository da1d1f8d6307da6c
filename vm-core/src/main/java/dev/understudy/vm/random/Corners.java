package dev.understudy.vm.random;

import java.util.List;
import java.util.TreeSet;

/**
 * Numbers at which arithmetic tends to go wrong: 0 and its neighbours, the least and the greatest
 * of each width, those next to a width as a number of bits, powers of two and their neighbours.
 */
public final class Corners {

  /** All of them, in their order. */
  public static final List<Long> ALL = all();

  private Corners() {}

  private static List<Long> all() {
    TreeSet<Long> all = new TreeSet<>(List.of(0L, 31L, 32L, 33L, 63L, 64L, 65L));
    for (int power = 0; power < Long.SIZE; power++) {
      boolean ofAWidth = power % 8 == 0 || power % 8 == 7 || power < 3;
      for (int beside = -1; ofAWidth && beside <= 1; beside++) {
        all.add((1L << power) + beside);
        all.add(-(1L << power) + beside);
      }
    }
    return List.copyOf(all);
  }
}
