package dev.understudy.sim.oracle;

import dev.understudy.disk.DiskEvent;
import dev.understudy.disk.DiskRequest;
import dev.understudy.sim.world.World;
import java.util.ArrayDeque;
import java.util.function.ObjLongConsumer;

/**
 * How far a judge has read what the disk did, and when that was: the disk itself knows no time, and
 * judges may look at it long afterwards.
 */
final class TimedDiskHistory {
  private int eventsRead;

  /** When the disk served what has not been read. */
  private final ArrayDeque<Long> servedNs = new ArrayDeque<>();

  TimedDiskHistory fork() {
    TimedDiskHistory fork = new TimedDiskHistory();
    fork.eventsRead = eventsRead;
    fork.servedNs.addAll(servedNs);
    return fork;
  }

  /** The disk has served a request. It keeps an event of each but reads. */
  void served(long nowNs, DiskRequest request) {
    if (!(request instanceof DiskRequest.Read)) {
      servedNs.addLast(nowNs);
    }
  }

  /**
   * Reads on, to the end. What nobody was told of has the time at which it is found.
   *
   * @param reader is given each event with its virtual time in ns
   */
  void read(World world, ObjLongConsumer<DiskEvent> reader) {
    if (world.disk().historySize() > eventsRead) {
      for (DiskEvent event : world.disk().historySince(eventsRead)) {
        eventsRead++;
        reader.accept(event, servedNs.isEmpty() ? world.nowNs() : servedNs.removeFirst());
      }
    }
  }
}
