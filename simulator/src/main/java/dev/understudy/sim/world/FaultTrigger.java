package dev.understudy.sim.world;

import dev.understudy.base.StateDigest;
import java.util.OptionalInt;
import java.util.OptionalLong;

/** When a fault strikes. */
public sealed interface FaultTrigger {

  /** Calls the one of {@code cases} that this trigger is. */
  <R> R match(FaultTrigger.Cases<R> cases);

  /** The virtual time at which it strikes, in ns; empty if that depends on the run. */
  OptionalLong knownTimeNs();

  /** Whether it waits for a number of instructions of a host. */
  boolean countsInstructions();

  /** The place that it names, from 0; empty if it names none. */
  OptionalInt namedPlace();

  /** Adds what tells it from other triggers. */
  void digestInto(StateDigest digest);

  record AtTime(long timeNs) implements FaultTrigger {
    @Override
    public <R> R match(FaultTrigger.Cases<R> cases) {
      return cases.atTime(this);
    }

    @Override
    public OptionalLong knownTimeNs() {
      return OptionalLong.of(timeNs);
    }

    @Override
    public boolean countsInstructions() {
      return false;
    }

    @Override
    public OptionalInt namedPlace() {
      return OptionalInt.empty();
    }

    @Override
    public void digestInto(StateDigest digest) {
      digest.add(1);
      digest.add(timeNs);
    }
  }

  /** When the guest of the host that the fault counts has retired so many instructions. */
  record AtCount(long count) implements FaultTrigger {
    @Override
    public <R> R match(FaultTrigger.Cases<R> cases) {
      return cases.atCount(this);
    }

    @Override
    public OptionalLong knownTimeNs() {
      return OptionalLong.empty();
    }

    @Override
    public boolean countsInstructions() {
      return true;
    }

    @Override
    public OptionalInt namedPlace() {
      return OptionalInt.empty();
    }

    @Override
    public void digestInto(StateDigest digest) {
      digest.add(2);
      digest.add(count);
    }
  }

  /**
   * Right after a point of the protocol was reached for the first time with a number.
   *
   * @param point what is waited for
   * @param number of the entry or output
   */
  record AtPoint(ProtocolPoint point, long number) implements FaultTrigger {
    @Override
    public <R> R match(FaultTrigger.Cases<R> cases) {
      return cases.atPoint(this);
    }

    @Override
    public OptionalLong knownTimeNs() {
      return OptionalLong.empty();
    }

    @Override
    public boolean countsInstructions() {
      return false;
    }

    @Override
    public OptionalInt namedPlace() {
      return OptionalInt.empty();
    }

    @Override
    public void digestInto(StateDigest digest) {
      digest.add(3);
      digest.add(point.ordinal());
      digest.add(number);
    }
  }

  /**
   * Between two steps of a host.
   *
   * @param host its number, from 0
   * @param number of the point, from 1: it is right before a step, or where the steps of one
   *     instant end
   */
  record AtHostStep(int host, long number) implements FaultTrigger {
    @Override
    public <R> R match(FaultTrigger.Cases<R> cases) {
      return cases.atHostStep(this);
    }

    @Override
    public OptionalLong knownTimeNs() {
      return OptionalLong.empty();
    }

    @Override
    public boolean countsInstructions() {
      return false;
    }

    @Override
    public OptionalInt namedPlace() {
      return OptionalInt.of(host);
    }

    @Override
    public void digestInto(StateDigest digest) {
      digest.add(4);
      digest.add(host);
      digest.add(number);
    }
  }

  /** One function for each trigger, so that none can be forgotten. */
  interface Cases<R> {
    R atTime(AtTime trigger);

    R atCount(AtCount trigger);

    R atPoint(AtPoint trigger);

    R atHostStep(AtHostStep trigger);
  }
}
