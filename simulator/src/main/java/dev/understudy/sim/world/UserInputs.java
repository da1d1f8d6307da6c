package dev.understudy.sim.world;

import com.google.common.collect.ImmutableList;

/**
 * Keyboard and mouse, and the person who uses them. An input is offered again until the guest has
 * it for good: a person whose key had no effect presses it again.
 */
final class UserInputs {

  /** How long the person waits before trying again, in ns. */
  static final long PATIENCE_NS = 1_000_000;

  private final ImmutableList<UserInput> inputs;
  private int next;

  UserInputs(ImmutableList<UserInput> inputs) {
    this(inputs, 0);
  }

  private UserInputs(ImmutableList<UserInput> inputs, int next) {
    this.inputs = inputs;
    this.next = next;
  }

  UserInputs fork() {
    return new UserInputs(inputs, next);
  }

  boolean isDone() {
    return next == inputs.size();
  }

  /** How many inputs the guest has for good. */
  int taken() {
    return next;
  }

  UserInput current() {
    return inputs.get(next);
  }

  void advance() {
    next++;
  }
}
