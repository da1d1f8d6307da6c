package dev.understudy.vm.asm;

import java.util.List;

/** A small generator of test data: one seed, one sequence (splitmix64). */
final class SourceDice {
  private long state;

  SourceDice(long seed) {
    this.state = seed;
  }

  long bits() {
    state += 0x9e3779b97f4a7c15L;
    long z = state;
    z = (z ^ (z >>> 30)) * 0xbf58476d1ce4e5b9L;
    z = (z ^ (z >>> 27)) * 0x94d049bb133111ebL;
    return z ^ (z >>> 31);
  }

  /** 0 to bound - 1. */
  int below(int bound) {
    return (int) Long.remainderUnsigned(bits(), bound);
  }

  boolean oneIn(int chances) {
    return below(chances) == 0;
  }

  <T> T pick(List<T> choices) {
    return choices.get(below(choices.size()));
  }

  /** Mostly small, often at an edge, sometimes anything. */
  int number() {
    return switch (below(4)) {
      case 0 -> below(33) - 16;
      case 1 -> pick(List.of(Integer.MIN_VALUE, Integer.MAX_VALUE, 0x8000, -0x8001, 0xfffff));
      case 2 -> 1 << below(32);
      default -> (int) bits();
    };
  }
}
