package dev.understudy.experiment.sweep;

import java.util.BitSet;
import java.util.Optional;

/**
 * Numbers of blocks, from 0. Costs a bit for each number up to the largest, so that a file that
 * names a long range can't make it large: the limit is {@link #BLOCKS_MAX}.
 */
public final class BlockSet {
  /** No sweep has more blocks: two megabytes of bits. */
  public static final int BLOCKS_MAX = 1 << 24;

  public static final BlockSet NONE = new BlockSet(new BitSet());

  private static final int DIGITS_MAX = 9;

  private final BitSet blocks;

  private BlockSet(BitSet blocks) {
    this.blocks = blocks;
  }

  public static BlockSet of(int block) {
    BitSet blocks = new BitSet();
    blocks.set(block);
    return new BlockSet(blocks);
  }

  static BlockSet of(BitSet blocks) {
    return new BlockSet((BitSet) blocks.clone());
  }

  /**
   * Reads what {@link #text} writes: {@code 0-6,8,10-12}, in ascending order.
   *
   * @param count there are the numbers from 0 to one less
   * @return empty if it is no such text, or names a number that there is not
   */
  public static Optional<BlockSet> parse(String text, int count) {
    BitSet blocks = new BitSet();
    int at = 0;
    while (at < text.length()) {
      int end = text.indexOf(',', at);
      end = end < 0 ? text.length() : end;
      if (end == text.length() - 1 || !addRange(text.substring(at, end), count, blocks)) {
        return Optional.empty();
      }
      at = end + 1;
    }
    return Optional.of(new BlockSet(blocks));
  }

  private static boolean addRange(String range, int count, BitSet blocks) {
    int dash = range.indexOf('-');
    int from = number(dash < 0 ? range : range.substring(0, dash));
    int to = dash < 0 ? from : number(range.substring(dash + 1));
    if (from < 0 || from < blocks.length() || to < from || to >= count) {
      return false;
    }
    blocks.set(from, to + 1);
    return true;
  }

  /** -1 if it is no number, or one that is too long. */
  private static int number(String text) {
    boolean fits =
        !text.isEmpty()
            && text.length() <= DIGITS_MAX
            && text.chars().allMatch(digit -> digit >= '0' && digit <= '9');
    return fits ? Integer.parseInt(text) : -1;
  }

  /** As people and files write them: {@code 0-6,8,10-12}. */
  public String text() {
    StringBuilder text = new StringBuilder();
    for (int from = next(0); from >= 0; ) {
      int to = blocks.nextClearBit(from) - 1;
      text.append(text.length() == 0 ? "" : ",").append(from);
      text.append(to == from ? "" : "-" + to);
      from = next(to + 1);
    }
    return text.toString();
  }

  /** The first number from this one on; -1: there is none. */
  public int next(int from) {
    return blocks.nextSetBit(from);
  }

  public boolean contains(int block) {
    return blocks.get(block);
  }

  public boolean isEmpty() {
    return blocks.isEmpty();
  }

  public int size() {
    return blocks.cardinality();
  }

  /** Whether this holds all that the other does. */
  public boolean containsAll(BlockSet other) {
    return without(other.copy(), this).isEmpty();
  }

  /** The first number that both have; -1: there is none. */
  public int firstShared(BlockSet other) {
    BitSet shared = copy();
    shared.and(other.blocks);
    return shared.nextSetBit(0);
  }

  public BlockSet plus(BlockSet other) {
    BitSet both = copy();
    both.or(other.blocks);
    return new BlockSet(both);
  }

  private static BitSet without(BitSet some, BlockSet others) {
    some.andNot(others.blocks);
    return some;
  }

  private BitSet copy() {
    return (BitSet) blocks.clone();
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof BlockSet set && set.blocks.equals(blocks);
  }

  @Override
  public int hashCode() {
    return blocks.hashCode();
  }

  @Override
  public String toString() {
    return text();
  }
}
