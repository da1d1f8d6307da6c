package dev.understudy.ft.replica;

import dev.understudy.base.Bytes;
import dev.understudy.hypervisor.device.PendingIo;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * What one guest did with its disk, in the order of its log, and what follows from that order
 * alone: the contents of blocks and guest memory if every I/O had been done the moment it was
 * issued.
 */
final class GuestLog {
  static final int BLOCKS = 8;
  static final int SLOTS = 6;

  /** The issue of an I/O, or (with the request's number and data alone) its completion. */
  private record Entry(long requestId, boolean issue, PendingIo io, Bytes data) {}

  private final List<Entry> entries = new ArrayList<>();

  GuestLog() {}

  /** The first {@code length} entries of another log. */
  GuestLog(GuestLog original, int length) {
    entries.addAll(original.entries.subList(0, length));
  }

  int size() {
    return entries.size();
  }

  void issued(PendingIo io) {
    entries.add(new Entry(io.requestId(), true, io, Bytes.EMPTY));
  }

  void completed(PendingIo io, Bytes data) {
    entries.add(new Entry(io.requestId(), false, io, data));
  }

  boolean isIssue(int index) {
    return entries.get(index).issue();
  }

  long requestId(int index) {
    return entries.get(index).requestId();
  }

  long lastRequestId() {
    long last = 0;
    for (Entry entry : entries) {
      last = Math.max(last, entry.requestId());
    }
    return last;
  }

  /** The I/O issued and not completed, in the order of issue. */
  Map<Long, PendingIo> pending() {
    Map<Long, PendingIo> pending = new TreeMap<>();
    for (Entry entry : entries) {
      if (entry.issue()) {
        pending.put(entry.requestId(), entry.io());
      } else {
        pending.remove(entry.requestId());
      }
    }
    return pending;
  }

  /** What each block holds once everything issued is done, by the number that fills it. */
  int[] blocksInIssueOrder() {
    int[] blocks = new int[BLOCKS];
    for (Entry entry : entries) {
      if (entry.issue()) {
        write(entry.io(), blocks);
      }
    }
    return blocks;
  }

  /** What a read must return: the blocks as all I/O issued before it left them. */
  int[] expected(long requestId) {
    int[] blocks = new int[BLOCKS];
    for (Entry entry : entries) {
      PendingIo io = entry.io();
      if (entry.issue() && entry.requestId() == requestId) {
        int[] read = new int[io.blocks()];
        System.arraycopy(blocks, (int) io.block(), read, 0, read.length);
        return read;
      }
      if (entry.issue()) {
        write(io, blocks);
      }
    }
    throw new AssertionError("request " + requestId + " was never issued");
  }

  private static void write(PendingIo io, int[] blocks) {
    for (int i = 0; io.write() && i < io.blocks(); i++) {
      blocks[(int) io.block() + i] = BlockFill.of(io.data(), i);
    }
  }

  /** What guest memory would hold if reads had reached it in the order of issue. */
  int[] memoryInIssueOrder() {
    int[] memory = new int[SLOTS + BLOCKS];
    for (Entry entry : entries) {
      if (entry.issue() && !entry.io().write()) {
        int[] read = expected(entry.requestId());
        System.arraycopy(read, 0, memory, BlockFill.slot(entry.io()), read.length);
      }
    }
    return memory;
  }

  /** What guest memory holds after the completions in the order of the log. */
  int[] memoryInCompletionOrder() {
    int[] memory = new int[SLOTS + BLOCKS];
    for (Entry entry : entries) {
      for (int i = 0; !entry.issue() && !entry.io().write() && i < entry.io().blocks(); i++) {
        memory[BlockFill.slot(entry.io()) + i] = BlockFill.of(entry.data(), i);
      }
    }
    return memory;
  }
}
