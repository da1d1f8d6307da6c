package dev.understudy.ft.replica;

import dev.understudy.base.StateDigest;
import dev.understudy.hypervisor.Input;

/** Adds all of an input for a guest. */
public final class InputDigest implements Input.Cases<StateDigest> {
  private final StateDigest digest;

  public InputDigest(StateDigest digest) {
    this.digest = digest;
  }

  @Override
  public StateDigest timerDue(Input.TimerDue input) {
    digest.add(1);
    digest.add(input.arming());
    return digest;
  }

  @Override
  public StateDigest frameArrived(Input.FrameArrived input) {
    digest.add(2);
    digest.add(input.frame().toArray());
    return digest;
  }

  @Override
  public StateDigest keyTyped(Input.KeyTyped input) {
    digest.add(3);
    digest.add(input.key());
    return digest;
  }

  @Override
  public StateDigest mouseMoved(Input.MouseMoved input) {
    digest.add(4);
    digest.add(input.dx());
    digest.add(input.dy());
    digest.add(input.buttons());
    return digest;
  }

  @Override
  public StateDigest ordered(Input.Ordered input) {
    digest.add(5);
    digest.add(input.control().ordinal());
    digest.add(input.perMille());
    return digest;
  }

  @Override
  public StateDigest diskAnswered(Input.DiskAnswered input) {
    digest.add(6);
    digest.add(input.requestId());
    digest.add(input.ok());
    digest.add(input.data().toArray());
    return digest;
  }
}
