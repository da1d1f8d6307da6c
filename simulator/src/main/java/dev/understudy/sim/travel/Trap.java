package dev.understudy.sim.travel;

import dev.understudy.sim.travel.Occurrence.Kind;

/** Where one wants to be stopped. */
public sealed interface Trap {
  /** Any host will do. */
  int ANY = -2;

  /** A host's guest comes to an address: the instruction there is the next. */
  record Comes(int host, int address) implements Trap {}

  /**
   * Something happens.
   *
   * @param name as in {@link Occurrence#name}; empty for all of that kind
   */
  record Happens(Kind kind, String name, int host) implements Trap {
    /** Whether it is one of those. */
    public boolean takes(Occurrence occurrence) {
      return occurrence.kind() == kind
          && (name.isEmpty() || occurrence.name().equals(name))
          && (host == ANY || occurrence.actor() == host);
    }
  }

  /** A register of a host's guest gets another value. */
  record Register(int host, int number) implements Trap {}

  /** A word of 8 bytes in the memory of a host's guest gets another value. */
  record Word(int host, int address) implements Trap {}

  /**
   * A host's guest is about to call from no deeper than this.
   *
   * @param sp the least stack pointer that counts
   */
  record Calls(int host, long sp) implements Trap {}

  /**
   * A host's guest has returned to no deeper than this.
   *
   * @param sp the least stack pointer that counts
   */
  record Returns(int host, long sp) implements Trap {}

  /** Whose guest is looked at; {@link #ANY} for what the index knows. */
  default int guest() {
    if (this instanceof Comes comes) {
      return comes.host();
    }
    if (this instanceof Calls calls) {
      return calls.host();
    }
    if (this instanceof Returns returns) {
      return returns.host();
    }
    if (this instanceof Register register) {
      return register.host();
    }
    return this instanceof Word word ? word.host() : ANY;
  }
}
