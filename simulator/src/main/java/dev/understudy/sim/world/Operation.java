package dev.understudy.sim.world;

import com.google.common.collect.ImmutableList;
import dev.understudy.hypervisor.log.Control;
import java.util.Optional;

/** What an operator can do to a guest under fault tolerance (paper §3.3). */
public sealed interface Operation {
  /** Whichever place is free. */
  int ANY_PLACE = -1;

  /** Calls the one of {@code cases} that this operation is. */
  <R> R match(Cases<R> cases);

  /** What is done, one after the other, each when the one before it is done. */
  ImmutableList<Step> steps();

  /** The place that it names, from 0; {@link #ANY_PLACE} if it names none. */
  int place();

  /** Whether a host starts for it that was not there before. */
  boolean clones();

  /**
   * Whether the guest is to have a backup from now on.
   *
   * @param before whether it was to have one
   */
  boolean protectsAfter(boolean before);

  /** What the guest itself is to do; empty if the operation is about its hosts. */
  Optional<Control> ofGuest();

  /** An operation that is done in one. */
  sealed interface Step extends Operation {

    /** Calls the one of {@code cases} that this step is. */
    <R> R matchStep(StepCases<R> cases);

    @Override
    default <R> R match(Cases<R> cases) {
      return matchStep(cases);
    }

    @Override
    default ImmutableList<Step> steps() {
      return ImmutableList.of(this);
    }
  }

  /**
   * Something done to the guest itself: a control entry, so both replicas do it at one instruction.
   *
   * @param perMille of a share: thousandths of the processor; else 0
   */
  record ToGuest(Control control, int perMille) implements Step {
    @Override
    public <R> R matchStep(StepCases<R> cases) {
      return cases.toGuest(this);
    }

    @Override
    public int place() {
      return ANY_PLACE;
    }

    @Override
    public boolean clones() {
      return false;
    }

    @Override
    public boolean protectsAfter(boolean before) {
      return before;
    }

    @Override
    public Optional<Control> ofGuest() {
      return Optional.of(control);
    }
  }

  /** The primary goes on without its backup, and nobody makes a new one. */
  record TurnOff() implements Step {
    @Override
    public <R> R matchStep(StepCases<R> cases) {
      return cases.turnOff(this);
    }

    @Override
    public int place() {
      return ANY_PLACE;
    }

    @Override
    public boolean clones() {
      return false;
    }

    @Override
    public boolean protectsAfter(boolean before) {
      return false;
    }

    @Override
    public Optional<Control> ofGuest() {
      return Optional.empty();
    }
  }

  /**
   * There is to be a backup again, and in future.
   *
   * @param place where; {@link #ANY_PLACE}
   */
  record TurnOn(int place) implements Step {
    @Override
    public <R> R matchStep(StepCases<R> cases) {
      return cases.turnOn(this);
    }

    @Override
    public boolean clones() {
      return true;
    }

    @Override
    public boolean protectsAfter(boolean before) {
      return true;
    }

    @Override
    public Optional<Control> ofGuest() {
      return Optional.empty();
    }
  }

  /** The backup takes over from a primary that has nothing wrong with it. */
  record FailOver() implements Step {
    @Override
    public <R> R matchStep(StepCases<R> cases) {
      return cases.failOver(this);
    }

    @Override
    public int place() {
      return ANY_PLACE;
    }

    @Override
    public boolean clones() {
      return false;
    }

    @Override
    public boolean protectsAfter(boolean before) {
      return before;
    }

    @Override
    public Optional<Control> ofGuest() {
      return Optional.empty();
    }
  }

  /** The backup is to be at another place: the guest is cloned there, the old backup is let go. */
  record MoveBackup(int place) implements Step {
    @Override
    public <R> R matchStep(StepCases<R> cases) {
      return cases.moveBackup(this);
    }

    @Override
    public boolean clones() {
      return true;
    }

    @Override
    public boolean protectsAfter(boolean before) {
      return before;
    }

    @Override
    public Optional<Control> ofGuest() {
      return Optional.empty();
    }
  }

  /** The primary is to be at another place, and there is to be a backup again afterwards. */
  record MovePrimary(int place) implements Operation {
    @Override
    public <R> R match(Cases<R> cases) {
      return cases.movePrimary(this);
    }

    @Override
    public ImmutableList<Step> steps() {
      return ImmutableList.of(new MoveBackup(place), new FailOver(), new TurnOn(ANY_PLACE));
    }

    @Override
    public boolean clones() {
      return true;
    }

    @Override
    public boolean protectsAfter(boolean before) {
      return before;
    }

    @Override
    public Optional<Control> ofGuest() {
      return Optional.empty();
    }
  }

  /** What to do with each step. */
  interface StepCases<R> {
    R toGuest(ToGuest operation);

    R turnOff(TurnOff operation);

    R turnOn(TurnOn operation);

    R failOver(FailOver operation);

    R moveBackup(MoveBackup operation);
  }

  /** What to do with each operation. */
  interface Cases<R> extends StepCases<R> {
    R movePrimary(MovePrimary operation);
  }
}
