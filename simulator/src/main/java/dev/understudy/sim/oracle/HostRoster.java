package dev.understudy.sim.oracle;

import com.google.common.collect.ImmutableList;
import dev.understudy.sim.time.HostClock;
import dev.understudy.sim.world.HostProfile;
import dev.understudy.sim.world.Setup;
import java.util.ArrayList;
import java.util.List;

/**
 * Who plays in a world. Judges know each host by its number, which is that of one start and never
 * used again; here stands which incarnation that is, and what it is called.
 */
final class HostRoster {
  /** Nobody, as a number. */
  static final int NOBODY = -1;

  /** Who runs the guest at the beginning. */
  static final int FIRST_PRIMARY = 0;

  private final boolean alone;
  private final boolean grows;
  private final ImmutableList<HostProfile> profiles;
  private final List<String> names = new ArrayList<>();
  private final List<Integer> places = new ArrayList<>();

  HostRoster(Setup setup) {
    alone = !setup.faultTolerant();
    grows = setup.grows();
    profiles = setup.hosts();
    for (int place = 0; place < (alone ? 1 : 2); place++) {
      join(profiles.get(place).name(), place);
    }
  }

  private HostRoster(HostRoster other) {
    alone = other.alone;
    grows = other.grows;
    profiles = other.profiles;
    names.addAll(other.names);
    places.addAll(other.places);
  }

  /** A copy for a fork, in which others may join; the same where nobody can. */
  HostRoster fork() {
    return grows ? new HostRoster(this) : this;
  }

  /** A host has started that was not there at the beginning. */
  void join(String name, int place) {
    names.add(name);
    places.add(place);
  }

  /** What a clock of its host shows. */
  HostClock clockOf(int one) {
    return profiles.get(places.get(one)).clock();
  }

  /** Whether the guest runs without a backup from the beginning. */
  boolean isAlone() {
    return alone;
  }

  /** Whether new backups may be made. */
  boolean grows() {
    return grows;
  }

  int size() {
    return names.size();
  }

  /** {@link #NOBODY} for a stranger. */
  int of(long incarnation) {
    return incarnation < 1 || incarnation > names.size() ? NOBODY : (int) incarnation - 1;
  }

  String name(int one) {
    return one == NOBODY ? "nobody" : names.get(one);
  }
}
