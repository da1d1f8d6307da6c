package dev.understudy.ft.protocol.world;

import dev.understudy.ft.protocol.TestAndSetAnswer;

/**
 * One register: the first incarnation to ask owns the generation, and gets that answer as often as
 * it asks.
 */
final class TinyDisk {
  private long owner;

  TestAndSetAnswer testAndSet(long incarnation) {
    if (owner == 0) {
      owner = incarnation;
    }
    return owner == incarnation ? TestAndSetAnswer.WON : TestAndSetAnswer.LOST;
  }

  /** The winner's incarnation, 0 while nobody has asked. */
  long owner() {
    return owner;
  }
}
