package dev.understudy.ft.replica;

import dev.understudy.base.Bytes;
import dev.understudy.base.StateDigest;
import dev.understudy.disk.SharedDisk;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The part of a clone that is a disk of the guest's own (§4.1): in each round the blocks that were
 * written since the round before, in addition to the pages of memory.
 *
 * <p>A write that is under way when the guest stands still is pending in the clone as well, and is
 * done there again: no request that races with it has been sent.
 */
final class DiskCopy {
  /** The first byte of a piece, by which it is told from the other pieces of a guest. */
  private static final byte BLOCKS = 2;

  private static final int HEADER_BYTES = 1 + Long.BYTES;

  /** Chosen so that a piece is as large as a page of memory. */
  private static final int BLOCKS_PER_PIECE = 8;

  private @Nullable SharedDisk sent;

  DiskCopy fork() {
    DiskCopy copy = new DiskCopy();
    copy.sent = sent; // It is never changed, so copies can share it.
    return copy;
  }

  /** The blocks that were written since the last call; at first, all that hold anything. */
  List<byte[]> next(SharedDisk now) {
    List<byte[]> pieces = new ArrayList<>();
    List<Long> run = new ArrayList<>();
    for (long block : now.blocksWrittenSince(sent)) {
      boolean goesOn = run.isEmpty() || block == run.get(run.size() - 1) + 1;
      if (!goesOn || run.size() == BLOCKS_PER_PIECE) {
        pieces.add(piece(now, run));
        run.clear();
      }
      run.add(block);
    }
    if (!run.isEmpty()) {
      pieces.add(piece(now, run));
    }
    sent = now.fork();
    return pieces;
  }

  /** How many bytes of blocks {@link #next} would give. */
  long bytesOfNext(SharedDisk now) {
    return (long) now.blocksWrittenSince(sent).size() * SharedDisk.BLOCK_BYTES;
  }

  private static byte[] piece(SharedDisk disk, List<Long> run) {
    byte[] piece = new byte[HEADER_BYTES + run.size() * SharedDisk.BLOCK_BYTES];
    piece[0] = BLOCKS;
    for (int i = 0; i < Long.BYTES; i++) {
      piece[1 + i] = (byte) (run.get(0) >>> (Byte.SIZE * i));
    }
    for (int i = 0; i < run.size(); i++) {
      byte[] data = disk.block(run.get(i)).toArray();
      System.arraycopy(data, 0, piece, HEADER_BYTES + i * data.length, data.length);
    }
    return piece;
  }

  /** Whether a piece of a clone holds blocks of a disk. */
  static boolean isPiece(byte[] piece) {
    return piece.length > HEADER_BYTES && piece[0] == BLOCKS;
  }

  /** Writes a piece to the disk, over what earlier pieces wrote to its blocks. */
  static void load(byte[] piece, OwnDisk disk) {
    long first = 0;
    for (int i = 0; i < Long.BYTES; i++) {
      first |= (piece[1 + i] & 0xffL) << (Byte.SIZE * i);
    }
    disk.load(first, Bytes.copyOf(piece).slice(HEADER_BYTES, piece.length - HEADER_BYTES));
  }

  /** Adds what was sent, which decides what the next round sends. */
  void digestInto(StateDigest digest) {
    if (sent != null) {
      digest.add(sent.contentDigest().high());
      digest.add(sent.contentDigest().low());
    }
  }
}
