package dev.understudy.sim.oracle;

import com.google.common.collect.ImmutableList;
import dev.understudy.sim.time.HostClock;
import dev.understudy.sim.world.HostProfile;
import dev.understudy.sim.world.Setup;
import java.util.ArrayList;
import java.util.List;

/**
 * The hosts of a world, as judges know them: by a number, which belongs to one start of one host
 * and is never used again. The roster says which incarnation that is, and what the host is called.
 */
final class HostRoster {
  /** The number that stands for no host. */
  static final int NOBODY = -1;

  /** The host that runs the guest at the beginning. */
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

  /** A copy for a fork, in which other hosts may join; the roster itself where none can. */
  HostRoster fork() {
    return grows ? new HostRoster(this) : this;
  }

  /** Adds a host that was not there at the beginning. */
  void join(String name, int place) {
    names.add(name);
    places.add(place);
  }

  /** The clock of the place where a host runs. */
  HostClock clockOf(int one) {
    return profiles.get(places.get(one)).clock();
  }

  /** The place where a host runs or ran, from 0. */
  int placeOf(int one) {
    return places.get(one);
  }

  /** How late a timer interrupt may come on a host, in ns. */
  long jitterNsOf(int one) {
    return profiles.get(places.get(one)).interruptJitterNs();
  }

  /** How long an instruction takes on a host at full speed, in femtoseconds. */
  long femtosecondsOf(int one) {
    return profiles.get(places.get(one)).femtosecondsPerInstruction();
  }

  /** How many places there are. */
  int places() {
    return profiles.size();
  }

  /** The number of the host that started last at a place; {@link #NOBODY} if none did. */
  int lastAt(int place) {
    return places.lastIndexOf(place);
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

  /** The number of the host with this incarnation; {@link #NOBODY} for a stranger. */
  int of(long incarnation) {
    return incarnation < 1 || incarnation > names.size() ? NOBODY : (int) incarnation - 1;
  }

  String name(int one) {
    return one == NOBODY ? "nobody" : names.get(one);
  }
}
