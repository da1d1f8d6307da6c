package dev.understudy.hypervisor;

import dev.understudy.hypervisor.device.Effect;
import dev.understudy.hypervisor.device.PendingIo;
import java.util.ArrayList;
import java.util.List;
import java.util.TreeSet;
import java.util.function.LongConsumer;

/**
 * What a replayer's guest asks of a disk of its own (§4.1), for the replayer's host to carry out.
 *
 * <p>The log says when the guest is told that a write is done. By then this host's disk must have
 * done it too: if it has not, the guest stands still. So whenever the guest stands between two
 * entries, the requests pending in the guest are all that its disk has yet to do.
 */
final class OwnRequests {
  private final List<PendingIo> issued = new ArrayList<>();
  private final TreeSet<Long> written = new TreeSet<>();

  /**
   * @param pending what the guest has asked for before
   */
  OwnRequests(List<PendingIo> pending) {
    issued.addAll(pending);
  }

  private OwnRequests(OwnRequests from) {
    issued.addAll(from.issued);
    written.addAll(from.written);
  }

  OwnRequests fork() {
    return new OwnRequests(this);
  }

  void note(List<Effect> effects) {
    for (Effect effect : effects) {
      if (effect instanceof Effect.DiskRequest request) {
        issued.add(request.io());
      }
    }
  }

  boolean anyIssued() {
    return !issued.isEmpty();
  }

  List<PendingIo> takeIssued() {
    List<PendingIo> taken = List.copyOf(issued);
    issued.clear();
    return taken;
  }

  void wrote(long requestId) {
    written.add(requestId);
  }

  boolean hasWritten(long requestId) {
    return written.contains(requestId);
  }

  void told(long requestId) {
    written.remove(requestId);
  }

  void visit(LongConsumer visitor) {
    visitor.accept(issued.size());
    issued.forEach(io -> visitor.accept(io.requestId()));
    visitor.accept(written.size());
    written.forEach(visitor::accept);
  }
}
