package dev.understudy.ft.replica;

import dev.understudy.base.StateDigest;
import dev.understudy.hypervisor.Input;

/** Adds all of an input that waits for a guest. */
final class InputDigest implements Input.Cases<StateDigest> {
  private final StateDigest digest;

  InputDigest(StateDigest digest) {
    this.digest = digest;
  }

  @Override
  public StateDigest timerDue(Input.TimerDue input) {
    digest.add(input.arming());
    return digest;
  }

  @Override
  public StateDigest frameArrived(Input.FrameArrived input) {
    digest.add(input.frame().toArray());
    return digest;
  }

  @Override
  public StateDigest keyTyped(Input.KeyTyped input) {
    digest.add(input.key());
    return digest;
  }

  @Override
  public StateDigest mouseMoved(Input.MouseMoved input) {
    digest.add(input.dx());
    digest.add(input.dy());
    digest.add(input.buttons());
    return digest;
  }

  @Override
  public StateDigest ordered(Input.Ordered input) {
    digest.add(input.control().ordinal());
    digest.add(input.perMille());
    return digest;
  }

  @Override
  public StateDigest diskAnswered(Input.DiskAnswered input) {
    digest.add(input.requestId());
    digest.add(input.ok());
    digest.add(input.data().toArray());
    return digest;
  }
}
