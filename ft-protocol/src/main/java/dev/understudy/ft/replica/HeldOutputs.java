package dev.understudy.ft.replica;

import dev.understudy.ft.protocol.StateDigest;
import dev.understudy.hypervisor.device.Effect.OutputEffect;
import java.util.ArrayDeque;
import java.util.function.Consumer;

/**
 * Outputs whose entries the peer has not acknowledged yet, in order: the Output Rule (paper §2.2)
 * from the side of the outputs.
 */
final class HeldOutputs {

  /**
   * One output.
   *
   * @param entryIndex the entry it waits for
   * @param sinceNs host clock when it was produced
   */
  record Held(OutputEffect output, long entryIndex, long sinceNs) {}

  private final ArrayDeque<Held> queue;

  HeldOutputs() {
    this(new ArrayDeque<>());
  }

  private HeldOutputs(ArrayDeque<Held> queue) {
    this.queue = queue;
  }

  HeldOutputs fork() {
    return new HeldOutputs(new ArrayDeque<>(queue));
  }

  void hold(OutputEffect output, long entryIndex, long nowNs) {
    queue.addLast(new Held(output, entryIndex, nowNs));
  }

  /** Hands out, in order, what waited for an entry up to {@code throughEntry}. */
  void release(long throughEntry, Consumer<Held> leaves) {
    for (Held first = queue.peek();
        first != null && first.entryIndex <= throughEntry;
        first = queue.peek()) {
      leaves.accept(queue.remove());
    }
  }

  int size() {
    return queue.size();
  }

  /** Since when they wait is for reports alone. */
  void digestInto(StateDigest digest) {
    digest.add(queue.size());
    for (Held one : queue) {
      digest.add(one.output.index());
      digest.add(one.output.payload().digest());
      digest.add(one.entryIndex);
    }
  }
}
