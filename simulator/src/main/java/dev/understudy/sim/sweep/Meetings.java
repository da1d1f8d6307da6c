package dev.understudy.sim.sweep;

import dev.understudy.sim.world.World;

/** The worlds that tails of one block came to: who comes to one of them ends as the first did. */
final class Meetings {

  /**
   * How a tail ended.
   *
   * @param before whether another tail had come to the same world before
   */
  record Met(Ending ending, boolean before) {}

  /** Runs a tail to its end, whatever others did. */
  static Met whole(World tail, Timing timing, boolean promised) {
    return new Met(Tails.run(tail, timing, promised), false);
  }

  Met run(World tail, Timing timing, boolean promised) {
    return whole(tail, timing, promised);
  }
}
