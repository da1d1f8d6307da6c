package dev.understudy.sim.jury;

import dev.understudy.sim.world.World;

/** Who is who on the disk. The same for all forks of a world. */
final class Incarnations {
  private final long[] byHost;

  Incarnations(int hosts) {
    this.byHost = new long[hosts];
  }

  void learn(World world) {
    for (int host = 0; host < byHost.length; host++) {
      byHost[host] = world.incarnationOf(host);
    }
  }

  /** Negative for a stranger. */
  int hostOf(long incarnation) {
    for (int host = 0; host < byHost.length; host++) {
      if (byHost[host] == incarnation) {
        return host;
      }
    }
    return -1;
  }
}
