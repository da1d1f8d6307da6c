package dev.understudy.sim.jury;

import dev.understudy.sim.world.Setup;
import dev.understudy.sim.world.World;
import java.util.ArrayList;
import java.util.List;

/**
 * Who plays in a world. Judges know each replica by a number, for as long as it lives and never
 * again; here stands which host and which incarnation that is.
 *
 * <p>As long as no host reboots, a replica's number is its host's. The same for all forks.
 */
final class Cast {
  /** Nobody, as a number. */
  static final int NOBODY = -1;

  /** Who runs the guest at the beginning. */
  static final int FIRST_PRIMARY = 0;

  private final boolean alone;
  private final List<String> names = new ArrayList<>();
  private final long[] incarnations;

  Cast(Setup setup) {
    this.alone = !setup.faultTolerant();
    setup.hosts().forEach(host -> names.add(host.name()));
    this.incarnations = new long[names.size()];
  }

  void learn(World world) {
    for (int host = 0; host < world.hostCount(); host++) {
      incarnations[host] = world.incarnationOf(host);
    }
  }

  /** Whether the guest runs without a backup from the beginning. */
  boolean isAlone() {
    return alone;
  }

  int size() {
    return incarnations.length;
  }

  /** The replica that runs on a host now. */
  int on(int host) {
    return host;
  }

  /** {@link #NOBODY} for a stranger. */
  int of(long incarnation) {
    for (int one = 0; one < incarnations.length; one++) {
      if (incarnations[one] == incarnation) {
        return one;
      }
    }
    return NOBODY;
  }

  /** The other one of its pair. */
  int peerOf(int one) {
    return 1 - one;
  }

  /** Its host's name. */
  String name(int one) {
    return names.get(one);
  }
}
