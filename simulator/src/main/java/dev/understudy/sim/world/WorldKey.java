package dev.understudy.sim.world;

import dev.understudy.base.StateDigest;

/**
 * 128 bits over everything of a world that can still matter. Two worlds with equal keys have one
 * future, at equal virtual times: hosts that may still do anything, what is under way in the order
 * of its arrival, networks and the places of their draws, disk, clients, faults that have not
 * struck or not healed, and what the console shows, because that is judged in the end. Crashed
 * hosts and statistics are left out.
 *
 * <p>Times are virtual times and not relative to the present: a guest knows its clock, so that
 * worlds that differ by a shift in time are different. The present time is left out: a world in
 * which nothing has happened since is the same world.
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
