package dev.understudy.vm.compiled;

/**
 * How often execution arrived at an address that is not compiled. Addresses share counters, which
 * compiles some of them early and changes nothing else.
 */
final class Heat {
  /** Compiling takes about as long as interpreting this many turns of a loop. */
  static final int STANDARD_THRESHOLD = 1000;

  private static final int SLOTS = 1 << 12;
  private static final int MAX_SHIFT = 16;

  private final int threshold;
  private final int[] arrivals = new int[SLOTS];
  private final byte[] compilations = new byte[SLOTS];

  Heat(int threshold) {
    this.threshold = threshold;
  }

  /** Counts an arrival; true if it is time to compile. */
  boolean rises(int address) {
    int slot = slot(address);
    return ++arrivals[slot] > limit(compilations[slot]);
  }

  /** A threshold of 0 compiles at once, but the same again and again it does not. */
  private int limit(int compiled) {
    return compiled == 0 ? threshold : Math.max(threshold, 1) << compiled;
  }

  /** Counts anew: it was not worth compiling this time. */
  void reset(int address) {
    arrivals[slot(address)] = 0;
  }

  /** It was compiled. Code that is rewritten again and again waits twice as long each time. */
  void cool(int address) {
    int slot = slot(address);
    arrivals[slot] = 0;
    compilations[slot] = (byte) Math.min(compilations[slot] + 1, MAX_SHIFT);
  }

  private static int slot(int address) {
    return (address * 0x9e3779b1) >>> 20 & (SLOTS - 1);
  }
}
