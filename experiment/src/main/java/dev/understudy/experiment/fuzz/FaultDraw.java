package dev.understudy.experiment.fuzz;

import dev.understudy.experiment.scenario.FaultText;
import dev.understudy.sim.random.Chance;
import dev.understudy.sim.world.Fault;
import java.util.ArrayList;
import java.util.List;

/**
 * Random faults within what is promised: one crash, pause or cut while there is redundancy, and
 * besides it what heals and takes no redundancy away: a disk outage, a slow host, a client link
 * that is down for a while. In some worlds the backup computes slowly before its primary crashes,
 * and so has to catch up. Beyond what is promised there are several of the first kind.
 */
final class FaultDraw {
  private static final long US = 1_000;
  private static final long MS = 1_000_000;
  private static final int BEYOND_MAX = 3;
  private static final long SLOW_MOST_US = 60_000;

  private final Chance place;
  private final FaultFreeRun faultFree;
  private final List<String> texts = new ArrayList<>();

  FaultDraw(Chance place, FaultFreeRun faultFree) {
    this.place = place;
    this.faultFree = faultFree;
  }

  List<Fault> faults(boolean beyond) {
    long grave = beyond ? place.between(0, 2, BEYOND_MAX) : 1;
    for (int i = 0; i < grave; i++) {
      grave(place.named("grave").numbered(i));
    }
    passing(place.named("passing"));
    return texts.stream().map(FaultDraw::fault).toList();
  }

  private static Fault fault(String text) {
    return FaultText.parse(text, "draw").fault().orElseThrow();
  }

  private void grave(Chance at) {
    String when = "@" + instant(at);
    String lasting = "+" + at.between(10, 1, 40) * MS + "ns";
    String timed = "@" + timed(at);
    switch ((int) at.below(0, 12)) {
      case 0 -> {
        // One in twelve worlds has nothing but rough networks.
      }
      case 1 -> texts.add("crash primary" + when);
      case 2, 3 -> behind(at);
      case 4 -> texts.add("crash backup" + timed);
      case 5, 6 -> texts.add("pause primary" + timed + lasting);
      case 7 -> texts.add("pause backup" + timed + lasting);
      case 8 -> {
        texts.add("cut channel:host-1:host-2" + timed);
        texts.add("cut channel:host-2:host-1" + timed);
      }
      case 9 -> {
        texts.add("cut channel:host-1:host-2" + timed + lasting);
        texts.add("cut channel:host-2:host-1" + timed + lasting);
      }
      case 10 -> texts.add("cut channel:host-1:host-2" + timed + lasting);
      default -> texts.add("cut channel:host-2:host-1" + timed + lasting);
    }
  }

  /** The primary crashes while its backup is slow, and lags behind. */
  private void behind(Chance at) {
    long atNs = at.below(20, faultFree.lengthNs());
    long slowNs = at.between(41, 1_000, SLOW_MOST_US) * US;
    long fromNs = Math.max(0, atNs - slowNs);
    texts.add("slow backup:" + at.between(42, 8, 40) + "@" + fromNs + "ns+" + 2 * slowNs + "ns");
    texts.add("crash primary@" + atNs + "ns");
  }

  private void passing(Chance at) {
    if (at.below(0, 3) == 0) {
      texts.add("disk-outage disk@" + timed(at.named("disk")) + lasting(at, 1, 30));
    }
    if (at.below(2, 4) == 0) {
      String whom = at.below(3, 2) == 0 ? "host-1:" : "host-2:";
      String slower = whom + at.between(4, 2, 20);
      texts.add("slow " + slower + "@" + timed(at.named("slow")) + lasting(at, 5, 20));
    }
    if (at.below(6, 4) == 0) {
      String way = at.below(7, 2) == 0 ? "host-1:all" : "all:host-1";
      texts.add("cut client:" + way + "@" + timed(at.named("client")) + lasting(at, 8, 15));
    }
  }

  private static String lasting(Chance at, long ordinal, long mostMs) {
    return "+" + at.between(ordinal, 100, mostMs * 1_000) * US + "ns";
  }

  private String timed(Chance at) {
    return at.below(20, faultFree.lengthNs()) + "ns";
  }

  /** At a time, at an instruction, or right after something that happens in the protocol. */
  private String instant(Chance at) {
    return switch ((int) at.below(30, 8)) {
      case 0, 1, 2 -> timed(at);
      case 3 -> "#" + at.between(31, 1, faultFree.instructions());
      case 4 -> "entry:" + at.between(32, 2, Math.max(2, faultFree.entries()));
      case 5 -> "received:" + at.between(33, 2, Math.max(2, faultFree.entries()));
      case 6 -> "output:" + at.between(34, 1, faultFree.outputs());
      default -> "sent:" + at.between(35, 1, faultFree.outputs());
    };
  }
}
