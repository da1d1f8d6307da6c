package dev.understudy.sim.world;

/** Who causes events, by number: the second thing that events are ordered by. */
final class ActorNumbers {
  /** The plan of faults comes first: what breaks at an instant is broken for all of it. */
  static final int MISHAPS = 0;

  static final int DISK = 1;
  static final int DESK = 2;
  static final int CROWD = 3;
  private static final int FIRST_HOST = 4;

  private ActorNumbers() {}

  static int host(int place) {
    return FIRST_HOST + place;
  }

  static int count(int places) {
    return FIRST_HOST + places;
  }
}
