package dev.understudy.sim.world;

import dev.understudy.hypervisor.log.Control;

/** What an operator can do to a guest under fault tolerance (paper §3.3). */
public sealed interface Operation {
  /** Whichever place is free. */
  int ANY_PLACE = -1;

  /**
   * Something done to the guest itself: a control entry, so both replicas do it at one instruction.
   *
   * @param perMille of a share: thousandths of the processor; else 0
   */
  record ToGuest(Control control, int perMille) implements Operation {}

  /** The primary goes on without its backup, and nobody makes a new one. */
  record TurnOff() implements Operation {}

  /**
   * There is to be a backup again, and in future.
   *
   * @param place where; {@link #ANY_PLACE}
   */
  record TurnOn(int place) implements Operation {}

  /** The backup takes over from a primary that has nothing wrong with it. */
  record FailOver() implements Operation {}

  /** The backup is to be at another place: the guest is cloned there, the old backup is let go. */
  record MoveBackup(int place) implements Operation {}

  /** The primary is to be at another place, and there is to be a backup again afterwards. */
  record MovePrimary(int place) implements Operation {}
}
