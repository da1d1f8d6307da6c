package dev.understudy.sim.world;

import dev.understudy.base.StateDigest;
import java.util.OptionalInt;

/** What a fault hits: the holder of a role, looked up when the fault strikes, or a place. */
public sealed interface FaultTarget {

  /** Calls the one of {@code cases} that this target is. */
  <R> R match(FaultTarget.Cases<R> cases);

  /** Whether it is a host: one that executes a guest, and can stop. */
  boolean isHost();

  /** The place that it names, from 0; empty if it names none. */
  OptionalInt namedPlace();

  /** Adds what tells it from other targets. */
  void digestInto(StateDigest digest);

  record Primary() implements FaultTarget {
    @Override
    public <R> R match(FaultTarget.Cases<R> cases) {
      return cases.primary(this);
    }

    @Override
    public boolean isHost() {
      return true;
    }

    @Override
    public OptionalInt namedPlace() {
      return OptionalInt.empty();
    }

    @Override
    public void digestInto(StateDigest digest) {
      digest.add(1);
    }
  }

  record Backup() implements FaultTarget {
    @Override
    public <R> R match(FaultTarget.Cases<R> cases) {
      return cases.backup(this);
    }

    @Override
    public boolean isHost() {
      return true;
    }

    @Override
    public OptionalInt namedPlace() {
      return OptionalInt.empty();
    }

    @Override
    public void digestInto(StateDigest digest) {
      digest.add(2);
    }
  }

  /** The host that the guest is being cloned to, until it is part of a pair. */
  record Destination() implements FaultTarget {
    @Override
    public <R> R match(FaultTarget.Cases<R> cases) {
      return cases.destination(this);
    }

    @Override
    public boolean isHost() {
      return true;
    }

    @Override
    public OptionalInt namedPlace() {
      return OptionalInt.empty();
    }

    @Override
    public void digestInto(StateDigest digest) {
      digest.add(3);
    }
  }

  /**
   * The host at a place.
   *
   * @param place from 0
   */
  record AtPlace(int place) implements FaultTarget {
    @Override
    public <R> R match(FaultTarget.Cases<R> cases) {
      return cases.atPlace(this);
    }

    @Override
    public boolean isHost() {
      return true;
    }

    @Override
    public OptionalInt namedPlace() {
      return OptionalInt.of(place);
    }

    @Override
    public void digestInto(StateDigest digest) {
      digest.add(4);
      digest.add(place);
    }
  }

  /** Every endpoint of a network. */
  record Everybody() implements FaultTarget {
    @Override
    public <R> R match(FaultTarget.Cases<R> cases) {
      return cases.everybody(this);
    }

    @Override
    public boolean isHost() {
      return false;
    }

    @Override
    public OptionalInt namedPlace() {
      return OptionalInt.empty();
    }

    @Override
    public void digestInto(StateDigest digest) {
      digest.add(5);
    }
  }

  /** The disk or the third party in its place, on the storage network. */
  record Disk() implements FaultTarget {
    @Override
    public <R> R match(FaultTarget.Cases<R> cases) {
      return cases.disk(this);
    }

    @Override
    public boolean isHost() {
      return false;
    }

    @Override
    public OptionalInt namedPlace() {
      return OptionalInt.empty();
    }

    @Override
    public void digestInto(StateDigest digest) {
      digest.add(6);
    }
  }

  /** One function for each target, so that none can be forgotten. */
  interface Cases<R> {
    R primary(Primary target);

    R backup(Backup target);

    R destination(Destination target);

    R atPlace(AtPlace target);

    R everybody(Everybody target);

    R disk(Disk target);
  }
}
