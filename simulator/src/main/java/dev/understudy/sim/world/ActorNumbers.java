package dev.understudy.sim.world;

/** The actors that cause events, by number. Events of one time are ordered by it. */
final class ActorNumbers {
  /** Faults come first: what breaks at an instant is broken for everything that happens at it. */
  static final int FAULTS = 0;

  static final int DISK = 1;
  static final int USER = 2;
  static final int CLIENTS = 3;
  private static final int FIRST_HOST = 4;

  private ActorNumbers() {}

  static int host(int place) {
    return FIRST_HOST + place;
  }

  static int count(int places) {
    return FIRST_HOST + places;
  }
}
