package dev.understudy.sim.world;

import dev.understudy.base.StateDigest;

/**
 * 128 bits over everything of a world that can still matter. Two worlds with equal keys have the
 * same future, at the same virtual times: hosts that may still do anything, what is under way in
 * the order of its arrival, networks and their luck, disk, clients, faults that have not struck or
 * not healed. Dead hosts, statistics and what the console shows are not in it.
 *
 * <p>Times are virtual times and not relative to now: a guest knows its clock, so worlds that
 * differ by a shift in time are no equals. What time it is now is not in the key: a world in which
 * nothing has happened since is the same world.
 */
public record WorldKey(long high, long low) implements Comparable<WorldKey> {

  @Override
  public int compareTo(WorldKey other) {
    int order = Long.compare(high, other.high);
    return order != 0 ? order : Long.compare(low, other.low);
  }

  /** The key of what has been added. */
  public static WorldKey of(StateDigest digest) {
    return new WorldKey(digest.high(), digest.low());
  }
}
