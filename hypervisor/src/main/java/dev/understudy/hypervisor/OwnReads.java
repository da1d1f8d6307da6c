package dev.understudy.hypervisor;

import dev.understudy.base.Bytes;
import dev.understudy.hypervisor.device.Disk;
import dev.understudy.hypervisor.device.PendingIo;
import dev.understudy.hypervisor.log.DiskRead;
import java.util.ArrayList;
import java.util.List;
import java.util.TreeMap;
import java.util.function.LongConsumer;
import org.jspecify.annotations.Nullable;

/**
 * The reads whose data a replayer has to get for itself (§4.2).
 *
 * <p>One is due once its entry is here and the guest has made the request. It is not due before,
 * because only the completion of the primary's read says that every write before it has reached the
 * disk.
 */
final class OwnReads {
  private final List<Long> unasked = new ArrayList<>();
  private final TreeMap<Long, Bytes> come = new TreeMap<>();

  OwnReads fork() {
    OwnReads copy = new OwnReads();
    copy.unasked.addAll(unasked);
    copy.come.putAll(come);
    return copy;
  }

  /** The primary's read is done. */
  void arrived(DiskRead entry) {
    unasked.add(entry.requestId());
  }

  /** Whether any is due. */
  boolean anyDue(Disk disk) {
    return unasked.stream().anyMatch(id -> disk.readOf(id) != null);
  }

  /** Takes the reads that are due, each once. */
  List<PendingIo> takeDue(Disk disk) {
    List<PendingIo> due = new ArrayList<>();
    unasked.removeIf(
        id -> {
          PendingIo io = disk.readOf(id);
          return io != null && due.add(io);
        });
    return due;
  }

  void came(long requestId, Bytes data) {
    come.put(requestId, data);
  }

  @Nullable Bytes data(long requestId) {
    return come.get(requestId);
  }

  void consumed(long requestId) {
    come.remove(requestId);
  }

  void visit(LongConsumer visitor) {
    visitor.accept(unasked.size());
    unasked.forEach(visitor::accept);
    visitor.accept(come.size());
    come.forEach(
        (id, data) -> {
          visitor.accept(id);
          visitor.accept(data.digest());
        });
  }
}
