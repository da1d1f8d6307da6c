package dev.understudy.vm.compiled;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.BitSet;
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
  private static final int FILTER_BITS = 1 << 12;
  private static final int ADDRESS_SHIFT = 3;

  private final int maxRegions;
  private final Deque<CompiledRegion> all = new ArrayDeque<>();
  private final Map<Integer, List<CompiledRegion>> byCheckpoint = new LinkedHashMap<>();

  /** A bit for each address that may be in the map: most questions are about cold code. */
  private final BitSet perhaps = new BitSet(FILTER_BITS);

  CodeCache(int maxRegions) {
    this.maxRegions = maxRegions;
  }

  /** A region with a checkpoint at the address whose code stands in the memory. */
  @Nullable CompiledRegion find(int address, byte[] memory) {
    if (!perhaps.get(bit(address))) {
      return null;
    }
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
      perhaps.set(bit(block.start()));
      byCheckpoint.computeIfAbsent(block.start(), at -> new ArrayList<>(1)).add(compiled);
    }
  }

  private static int bit(int address) {
    return address >>> ADDRESS_SHIFT & (FILTER_BITS - 1);
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
