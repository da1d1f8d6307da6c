package dev.understudy.ft.replica;

import dev.understudy.base.StateDigest;
import dev.understudy.hypervisor.device.Effect.OutputEffect;
import java.util.ArrayDeque;
import java.util.List;
import java.util.function.Consumer;

/**
 * Outputs whose entries the peer has not acknowledged yet, in order: the Output Rule (paper §2.2)
 * from the side of the outputs.
 */
final class HeldOutputs {
  private final ArrayDeque<HeldOutput> queue;

  HeldOutputs() {
    this(new ArrayDeque<>());
  }

  private HeldOutputs(ArrayDeque<HeldOutput> queue) {
    this.queue = queue;
  }

  HeldOutputs fork() {
    return new HeldOutputs(new ArrayDeque<>(queue));
  }

  void hold(OutputEffect output, long entryIndex, long nowNs) {
    queue.addLast(new HeldOutput(output, entryIndex, nowNs));
  }

  /** Hands out, in order, the outputs that waited for an entry up to {@code throughEntry}. */
  void release(long throughEntry, Consumer<HeldOutput> leaves) {
    for (HeldOutput first = queue.peek();
        first != null && first.entryIndex() <= throughEntry;
        first = queue.peek()) {
      leaves.accept(queue.remove());
    }
  }

  /** All held outputs, the one that leaves first at the front. */
  List<HeldOutput> inOrder() {
    return List.copyOf(queue);
  }

  int size() {
    return queue.size();
  }

  /** Leaves out since when outputs wait, which matters to reports only. */
  void digestInto(StateDigest digest) {
    digest.add(queue.size());
    for (HeldOutput one : queue) {
      digest.add(one.output().index());
      digest.add(one.output().payload().digest());
      digest.add(one.entryIndex());
      digest.add(one.sinceNs());
    }
  }
}
