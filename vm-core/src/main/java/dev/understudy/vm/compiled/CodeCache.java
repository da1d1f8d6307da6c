package dev.understudy.vm.compiled;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The compiled regions of one engine, found by a checkpoint's address and the exact bytes of their
 * code. When there are too many, the one compiled first goes.
 */
final class CodeCache {
  private final int maxRegions;
  private final Deque<CompiledRegion> all = new ArrayDeque<>();
  private final Map<Integer, List<CompiledRegion>> byCheckpoint = new LinkedHashMap<>();

  CodeCache(int maxRegions) {
    this.maxRegions = maxRegions;
  }

  /** A region with a checkpoint at the address whose code stands in the memory. */
  @Nullable CompiledRegion find(int address, byte[] memory) {
    List<CompiledRegion> candidates = byCheckpoint.get(address);
    if (candidates == null) {
      return null;
    }
    for (CompiledRegion candidate : candidates) {
      if (candidate.region().standsIn(memory)) {
        return candidate;
      }
    }
    return null;
  }

  void add(CompiledRegion compiled) {
    while (all.size() >= maxRegions) {
      evict(all.remove());
    }
    all.add(compiled);
    for (Block block : compiled.region().checkpoints()) {
      byCheckpoint.computeIfAbsent(block.start(), at -> new ArrayList<>(1)).add(compiled);
    }
  }

  private void evict(CompiledRegion compiled) {
    compiled.throwAway();
    for (Block block : compiled.region().checkpoints()) {
      List<CompiledRegion> candidates = byCheckpoint.get(block.start());
      if (candidates != null) {
        candidates.remove(compiled);
        if (candidates.isEmpty()) {
          byCheckpoint.remove(block.start());
        }
      }
    }
  }
}
