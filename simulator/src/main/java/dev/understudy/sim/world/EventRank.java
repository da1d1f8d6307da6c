package dev.understudy.sim.world;

/** The kinds of events, by number. Events of one time and one actor are ordered by it. */
enum EventRank {
  FAULT(0),
  CHANNEL(1),
  STORAGE(2),
  DISK(3),
  NETWORK(4),
  TIMER(5),
  WAKE(6),
  CLIENT(7),
  USER(8),
  OPERATOR(9);

  private final int number;

  EventRank(int number) {
    this.number = number;
  }

  int number() {
    return number;
  }
}
