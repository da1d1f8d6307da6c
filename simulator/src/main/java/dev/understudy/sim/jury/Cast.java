package dev.understudy.sim.jury;

import dev.understudy.sim.world.Setup;
import java.util.ArrayList;
import java.util.List;

/**
 * Who plays in a world. Judges know each host by its number, which is that of one start and never
 * used again; here stands which incarnation that is, and what it is called.
 */
final class Cast {
  /** Nobody, as a number. */
  static final int NOBODY = -1;

  /** Who runs the guest at the beginning. */
  static final int FIRST_PRIMARY = 0;

  private final boolean alone;
  private final boolean grows;
  private final List<String> names = new ArrayList<>();

  Cast(Setup setup) {
    alone = !setup.faultTolerant();
    grows = setup.grows();
    setup.hosts().stream().limit(alone ? 1 : 2).forEach(host -> names.add(host.name()));
  }

  private Cast(Cast other) {
    alone = other.alone;
    grows = other.grows;
    names.addAll(other.names);
  }

  /** A copy for a fork, in which others may join; the same where nobody can. */
  Cast fork() {
    return grows ? new Cast(this) : this;
  }

  /** A host has started that was not there at the beginning. */
  void join(String name) {
    names.add(name);
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
