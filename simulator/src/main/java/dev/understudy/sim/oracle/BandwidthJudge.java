package dev.understudy.sim.oracle;

import dev.understudy.base.StateDigest;
import dev.understudy.sim.net.Flight;
import dev.understudy.sim.net.LinkModel;
import dev.understudy.sim.world.NetworkName;
import dev.understudy.sim.world.Setup;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.IntPredicate;

/**
 * {@code bandwidth}: no direction of a network carries more than its bandwidth. Between two
 * arrivals the frames behind the first have taken the wire, one after the other; so the time that
 * takes them is at most the time between the arrivals, and how much longer the slowest flight takes
 * than the fastest.
 */
final class BandwidthJudge extends Judge {
  /** Times are rounded down, so a frame may be that much early. */
  private static final long ROUNDING_NS = 2;

  /** One direction of a network. */
  private record Direction(NetworkName network, int from, int to) implements Comparable<Direction> {
    @Override
    public int compareTo(Direction other) {
      int byNetwork = network.compareTo(other.network);
      int byFrom = byNetwork != 0 ? byNetwork : Integer.compare(from, other.from);
      return byFrom != 0 ? byFrom : Integer.compare(to, other.to);
    }
  }

  /**
   * How much earlier frames arrived than the wire lets them.
   *
   * @param atNs when something last arrived
   * @param earlyNs by how much, since the wire was last free
   */
  private record Arrivals(long atNs, long earlyNs) {}

  private final Setup setup;
  private final TreeMap<Direction, Arrivals> arrivals;

  BandwidthJudge(JudgeContext context) {
    super(Oracle.BANDWIDTH);
    setup = context.setup();
    arrivals = new TreeMap<>();
  }

  private BandwidthJudge(BandwidthJudge other) {
    super(other);
    setup = other.setup;
    arrivals = new TreeMap<>(other.arrivals);
  }

  @Override
  BandwidthJudge fork(Ledger forked) {
    return new BandwidthJudge(this);
  }

  /** Judges an arrival. The second copy of a frame is none: it never took the wire. */
  @Override
  void flown(long nowNs, NetworkName network, Flight<?> flight) {
    LinkModel model = modelOf(network);
    if (model.bytesPerSecond() != LinkModel.UNLIMITED && flight.copy() == 0) {
      judged();
      judge(nowNs, new Direction(network, flight.from(), flight.to()), flight.size(), model);
    }
  }

  private void judge(long nowNs, Direction direction, long size, LinkModel model) {
    Arrivals before = arrivals.get(direction);
    long earlyNs = before == null ? 0 : earlyNs(nowNs, before, model.transmissionNs(size));
    if (earlyNs > model.spreadNs()) {
      broken(
          nowNs,
          "the "
              + direction.network.text()
              + " network carries "
              + model.bytesPerSecond()
              + " bytes a second in each direction, and a frame came "
              + (earlyNs - model.spreadNs())
              + " ns before there was room for it");
    }
    arrivals.put(direction, new Arrivals(nowNs, Math.min(earlyNs, model.spreadNs())));
  }

  private static long earlyNs(long nowNs, Arrivals before, long transmissionNs) {
    return Math.max(0, before.earlyNs + transmissionNs - (nowNs - before.atNs) - ROUNDING_NS);
  }

  private LinkModel modelOf(NetworkName network) {
    return switch (network) {
      case CHANNEL -> setup.channel();
      case CLIENT -> setup.clientNetwork();
      case STORAGE -> setup.storageNetwork();
    };
  }

  @Override
  void digestInto(StateDigest digest, IntPredicate live) {
    for (Map.Entry<Direction, Arrivals> one : arrivals.entrySet()) {
      digest.add(one.getKey().network().ordinal());
      digest.add(one.getKey().from());
      digest.add(one.getKey().to());
      digest.add(one.getValue().atNs());
      digest.add(one.getValue().earlyNs());
    }
  }
}
