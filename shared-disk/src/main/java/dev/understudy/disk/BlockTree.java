package dev.understudy.disk;

import dev.understudy.base.Bytes;
import java.util.function.LongConsumer;
import org.jspecify.annotations.Nullable;

/**
 * All blocks, as a tree that never changes: a write makes a new root and copies only the nodes on
 * its way. Blocks never written are not stored.
 */
final class BlockTree {
  private static final int BITS = 5;
  private static final int WIDTH = 1 << BITS;

  /**
   * One block.
   *
   * @param data its contents
   * @param part its part in the digest of all contents
   * @param writer the incarnation that wrote it last, {@link SharedDisk#NOBODY} if it came with the
   *     disk
   * @param sequence of that write
   */
  record Cell(Bytes data, ContentDigest part, long writer, long sequence) {}

  /** Shift of the root's index. */
  private final int shift;

  private final @Nullable Object[] root;

  private BlockTree(int shift, @Nullable Object[] root) {
    this.shift = shift;
    this.root = root;
  }

  static BlockTree empty(long blockCount) {
    int shift = 0;
    while (shift + BITS < Long.SIZE && (blockCount - 1) >>> (shift + BITS) != 0) {
      shift += BITS;
    }
    return new BlockTree(shift, new @Nullable Object[WIDTH]);
  }

  /** The block's cell, or null if it was never written. */
  @Nullable Cell get(long block) {
    @Nullable Object[] node = root;
    for (int at = shift; at > 0; at -= BITS) {
      Object child = node[slot(block, at)];
      if (child == null) {
        return null;
      }
      node = (@Nullable Object[]) child;
    }
    return (Cell) node[slot(block, 0)];
  }

  /** The tree with {@code cells} in place of the blocks from {@code first} on. */
  BlockTree with(long first, Cell[] cells) {
    return new BlockTree(shift, put(root, shift, first, cells, 0, cells.length));
  }

  /**
   * Visits, in order, the blocks whose cells are not those of an earlier version of this tree.
   * Nodes that the two share are not looked into.
   *
   * @param earlier null: an empty tree
   */
  void visitUnlike(@Nullable BlockTree earlier, LongConsumer visitor) {
    visitUnlike(root, earlier == null ? null : earlier.root, shift, 0, visitor);
  }

  private static void visitUnlike(
      @Nullable Object[] node,
      @Nullable Object @Nullable [] earlier,
      int shift,
      long first,
      LongConsumer visitor) {
    for (int slot = 0; slot < WIDTH; slot++) {
      Object child = node[slot];
      Object before = earlier == null ? null : earlier[slot];
      if (child == null || child == before) {
        continue;
      }
      long start = first + ((long) slot << shift);
      if (shift == 0) {
        visitor.accept(start);
      } else {
        visitUnlike(
            (@Nullable Object[]) child,
            (@Nullable Object @Nullable []) before,
            shift - BITS,
            start,
            visitor);
      }
    }
  }

  /** Puts cells {@code from} to {@code to} − 1, all of which lie below {@code node}. */
  private static @Nullable Object[] put(
      @Nullable Object[] node, int shift, long first, Cell[] cells, int from, int to) {
    @Nullable Object[] copy = node.clone();
    int next = from;
    while (next < to) {
      int start = next;
      int slot = slot(first + start, shift);
      if (shift == 0) {
        copy[slot] = cells[start];
        next = start + 1;
      } else {
        long childEnd = (((first + start) >>> shift) + 1) << shift;
        next = (int) Math.min(to, childEnd - first);
        Object child = copy[slot];
        @Nullable Object[] below =
            child == null ? new @Nullable Object[WIDTH] : (@Nullable Object[]) child;
        copy[slot] = put(below, shift - BITS, first, cells, start, next);
      }
    }
    return copy;
  }

  private static int slot(long block, int shift) {
    return (int) (block >>> shift) & (WIDTH - 1);
  }
}
