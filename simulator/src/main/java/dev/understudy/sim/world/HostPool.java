package dev.understudy.sim.world;

import com.google.common.collect.ImmutableList;
import dev.understudy.base.StateDigest;
import dev.understudy.ft.replica.Replica;
import dev.understudy.sim.random.Chance;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The places where hosts run, each up or down, and all hosts that have started at them.
 *
 * <p>A {@link Host} is one incarnation: its number counts starts over all places and is never used
 * again. A place has a name, a speed, a clock and three links to the networks, which stay when a
 * host there is replaced.
 */
final class HostPool {
  private static final int NOBODY = -1;

  private final ImmutableList<HostProfile> profiles;
  private final List<Host> hosts = new ArrayList<>();

  /** The number of the host at each place, dead or alive. */
  private final int[] occupants;

  private final boolean[] down;

  /** When a clone to each place last fell silent, counted in clones that did. */
  private final int[] silences;

  HostPool(ImmutableList<HostProfile> profiles) {
    this.profiles = profiles;
    this.occupants = new int[profiles.size()];
    this.down = new boolean[profiles.size()];
    this.silences = new int[profiles.size()];
    Arrays.fill(occupants, NOBODY);
  }

  private HostPool(HostPool other) {
    profiles = other.profiles;
    occupants = other.occupants.clone();
    down = other.down.clone();
    silences = other.silences.clone();
    other.hosts.forEach(host -> hosts.add(host.fork()));
  }

  HostPool fork() {
    return new HostPool(this);
  }

  /** All hosts that ever started, by number. */
  List<Host> hosts() {
    return Collections.unmodifiableList(hosts);
  }

  int places() {
    return profiles.size();
  }

  HostProfile profile(int place) {
    return profiles.get(place);
  }

  /** The host that started last at a place; null if none ever did. */
  @Nullable Host at(int place) {
    return occupants[place] == NOBODY ? null : hosts.get(occupants[place]);
  }

  /** Whether the host at this place may still do anything. */
  boolean isLive(int place) {
    Host host = at(place);
    return host != null && host.isLive();
  }

  /** Starts a host at a place, in place of the one that was there before. */
  Host start(int place, Chance chance, Replica replica) {
    Host host = new Host(hosts.size(), place, nextName(place), profile(place), chance, replica);
    Host before = at(place);
    if (before != null) {
      host.slow(before.slowness());
      before.crash();
    }
    hosts.add(host);
    occupants[place] = host.number();
    return host;
  }

  /** The incarnation of the host that starts next. */
  long nextIncarnation() {
    return hosts.size() + 1L;
  }

  /**
   * The name of a host that starts here now: that of its place, and from the second on which one it
   * is.
   */
  private String nextName(int place) {
    long before = hosts.stream().filter(host -> host.place() == place).count();
    String name = profiles.get(place).name();
    return before == 0 ? name : name + "." + (before + 1);
  }

  // ---- up and down

  void takeDown(int place) {
    down[place] = true;
  }

  /** Brings a place up again, without a host. */
  void bringUp(int place) {
    down[place] = false;
  }

  boolean isDown(int place) {
    return down[place];
  }

  /** Notes that a clone to this place fell silent. */
  void fellSilent(int place) {
    silences[place] = 1 + Arrays.stream(silences).max().orElse(0);
  }

  /** A number that is higher the later a clone to this place last fell silent; 0: none did. */
  int silences(int place) {
    return silences[place];
  }

  /** Whether a guest could be cloned to this place: it is up, answers, and has no guest. */
  boolean isFree(int place) {
    Host host = at(place);
    boolean taken = host != null && (host.isLive() || host.paused());
    return !down[place] && !taken;
  }

  void digestInto(StateDigest digest) {
    for (Host host : hosts) {
      host.digestInto(digest);
    }
    for (int place = 0; place < occupants.length; place++) {
      digest.add(down[place]);
      digest.add(silences[place]);
      Host host = at(place);
      if (host != null && !host.isLive()) {
        digest.add(host.slowness());
        digest.add(host.paused());
      }
    }
  }
}
