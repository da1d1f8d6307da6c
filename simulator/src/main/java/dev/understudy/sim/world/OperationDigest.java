package dev.understudy.sim.world;

import dev.understudy.base.StateDigest;

/** Adds all of an operation. */
final class OperationDigest implements Operation.Cases<StateDigest> {
  private final StateDigest digest;

  OperationDigest(StateDigest digest) {
    this.digest = digest;
  }

  @Override
  public StateDigest toGuest(Operation.ToGuest operation) {
    return add(1, operation.control().ordinal(), operation.perMille());
  }

  @Override
  public StateDigest turnOff(Operation.TurnOff operation) {
    return add(2);
  }

  @Override
  public StateDigest turnOn(Operation.TurnOn operation) {
    return add(3, operation.place());
  }

  @Override
  public StateDigest failOver(Operation.FailOver operation) {
    return add(4);
  }

  @Override
  public StateDigest moveBackup(Operation.MoveBackup operation) {
    return add(5, operation.place());
  }

  @Override
  public StateDigest movePrimary(Operation.MovePrimary operation) {
    return add(6, operation.place());
  }

  private StateDigest add(long... numbers) {
    for (long number : numbers) {
      digest.add(number);
    }
    return digest;
  }
}
