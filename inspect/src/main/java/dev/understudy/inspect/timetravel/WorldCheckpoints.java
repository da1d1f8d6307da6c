package dev.understudy.inspect.timetravel;

import dev.understudy.sim.world.World;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/**
 * Worlds of some moments, in each of which everything up to that time has happened. Those laid on
 * the first way through stay; of the others, which lie around where the cursor was, the ones
 * farthest from it go when there are too many.
 */
final class WorldCheckpoints {
  private static final int DENSE_MAX = 96;

  private final TreeMap<Long, World> lasting = new TreeMap<>();
  private final TreeMap<Long, World> dense = new TreeMap<>();

  /** Keeps a world for good. */
  void lay(long timeNs, World world) {
    lasting.put(timeNs, world);
  }

  /** Keeps a world near the cursor, in place of an older one. */
  void layNear(long timeNs, World world) {
    if (lasting.containsKey(timeNs) || dense.containsKey(timeNs)) {
      return;
    }
    dense.put(timeNs, world);
    if (dense.size() > DENSE_MAX) {
      boolean firstIsFarther = timeNs - dense.firstKey() > dense.lastKey() - timeNs;
      if (firstIsFarther) {
        dense.pollFirstEntry();
      } else {
        dense.pollLastEntry();
      }
    }
  }

  /** The last one not after this time. */
  Map.Entry<Long, World> before(long timeNs) {
    Map.Entry<Long, World> far = lasting.floorEntry(timeNs);
    Map.Entry<Long, World> near = dense.floorEntry(timeNs);
    if (far == null) {
      throw new IllegalArgumentException("nothing was laid before " + timeNs);
    }
    return near == null || near.getKey() < far.getKey() ? far : near;
  }

  /** The last one that is so, if there is one. */
  Optional<Map.Entry<Long, World>> last(Predicate<World> so) {
    Map.@Nullable Entry<Long, World> far = last(lasting, so);
    Map.@Nullable Entry<Long, World> near = last(dense, so);
    boolean nearIsLast = far == null || (near != null && near.getKey() >= far.getKey());
    return Optional.ofNullable(nearIsLast ? near : far);
  }

  private static Map.@Nullable Entry<Long, World> last(
      NavigableMap<Long, World> worlds, Predicate<World> so) {
    for (Map.Entry<Long, World> one : worlds.descendingMap().entrySet()) {
      if (so.test(one.getValue())) {
        return one;
      }
    }
    return null;
  }

  /** The times of all checkpoints, the latest first. */
  List<Long> backwards() {
    TreeMap<Long, World> all = new TreeMap<>(lasting);
    all.putAll(dense);
    return new ArrayList<>(all.descendingKeySet());
  }

  int size() {
    return lasting.size() + dense.size();
  }
}
