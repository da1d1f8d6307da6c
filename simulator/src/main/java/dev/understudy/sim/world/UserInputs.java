package dev.understudy.sim.world;

import com.google.common.collect.ImmutableList;

/**
 * Keyboard and mouse, and the person who uses them. An input is offered again until the guest has
 * it for good: a person whose key had no effect presses it again.
 */
final class UserInputs {

  /** How long the person waits before trying again, in ns. */
  static final long PATIENCE_NS = 1_000_000;

  private final ImmutableList<UserInput> gestures;
  private int next;

  UserInputs(ImmutableList<UserInput> gestures) {
    this(gestures, 0);
  }

  private UserInputs(ImmutableList<UserInput> gestures, int next) {
    this.gestures = gestures;
    this.next = next;
  }

  UserInputs fork() {
    return new UserInputs(gestures, next);
  }

  boolean isDone() {
    return next == gestures.size();
  }

  /** How many inputs the guest has for good. */
  int taken() {
    return next;
  }

  UserInput current() {
    return gestures.get(next);
  }

  void advance() {
    next++;
  }
}
