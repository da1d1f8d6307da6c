package dev.understudy.sim.world;

import com.google.common.collect.ImmutableList;

/**
 * Keyboard and mouse, and the person at them. A gesture is offered again until the guest has it for
 * good: a person whose key had no effect presses it again.
 */
final class Desk {

  /** How long the person waits before trying again. */
  static final long PATIENCE_NS = 1_000_000;

  private final ImmutableList<Gesture> gestures;
  private int next;

  Desk(ImmutableList<Gesture> gestures) {
    this(gestures, 0);
  }

  private Desk(ImmutableList<Gesture> gestures, int next) {
    this.gestures = gestures;
    this.next = next;
  }

  Desk fork() {
    return new Desk(gestures, next);
  }

  boolean isDone() {
    return next == gestures.size();
  }

  /** How many gestures the guest has for good. */
  int taken() {
    return next;
  }

  Gesture current() {
    return gestures.get(next);
  }

  void advance() {
    next++;
  }
}
