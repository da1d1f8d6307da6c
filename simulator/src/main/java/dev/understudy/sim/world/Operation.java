package dev.understudy.sim.world;

import com.google.common.collect.ImmutableList;
import dev.understudy.hypervisor.log.Control;
import java.util.Optional;

/** What an operator can do to a guest under fault tolerance (paper §3.3). */
public sealed interface Operation {
  /** Stands for any free place. */
  int ANY_PLACE = -1;

  /** Calls the one of {@code cases} that this operation is. */
  <R> R match(Cases<R> cases);

  /** The steps that it consists of; each begins when the one before it is done. */
  ImmutableList<Step> steps();

  /** The place that it names, counted from 0; {@link #ANY_PLACE} if it names none. */
  int place();

  /** Whether a new host starts for it. */
  boolean clones();

  /**
   * Whether the guest is to have a backup from now on.
   *
   * @param before whether it was to have one
   */
  boolean protectsAfter(boolean before);

  /** Whether a host of the present pair is to go on without the other for it. */
  boolean takesPairApart();

  /** What the guest itself is to do; empty if the operation is about its hosts. */
  Optional<Control> ofGuest();

  /** An operation that consists of one step. */
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
   * Something done to the guest itself. It is a control entry in the log, so that both replicas do
   * it at one instruction.
   *
   * @param control what
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
    public boolean takesPairApart() {
      return false;
    }

    @Override
    public Optional<Control> ofGuest() {
      return Optional.of(control);
    }
  }

  /**
   * Turns fault tolerance off: the primary goes on without its backup, and the cluster service
   * makes no new one.
   */
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
    public boolean takesPairApart() {
      return true;
    }

    @Override
    public Optional<Control> ofGuest() {
      return Optional.empty();
    }
  }

  /**
   * Turns fault tolerance on: there is to be a backup, now and in future.
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
    public boolean takesPairApart() {
      return false;
    }

    @Override
    public Optional<Control> ofGuest() {
      return Optional.empty();
    }
  }

  /** Has the backup take over from a primary that has nothing wrong with it. */
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
    public boolean takesPairApart() {
      return true;
    }

    @Override
    public Optional<Control> ofGuest() {
      return Optional.empty();
    }
  }

  /**
   * Moves the backup: the guest is cloned to another place, and the old backup stops.
   *
   * @param place where
   */
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
    public boolean takesPairApart() {
      return false;
    }

    @Override
    public Optional<Control> ofGuest() {
      return Optional.empty();
    }
  }

  /**
   * Moves the primary to another place and makes a backup again afterwards.
   *
   * @param place where
   */
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
    public boolean takesPairApart() {
      return true;
    }

    @Override
    public Optional<Control> ofGuest() {
      return Optional.empty();
    }
  }

  /** One function for each step, so that none can be forgotten. */
  interface StepCases<R> {
    R toGuest(ToGuest operation);

    R turnOff(TurnOff operation);

    R turnOn(TurnOn operation);

    R failOver(FailOver operation);

    R moveBackup(MoveBackup operation);
  }

  /** One function for each operation, so that none can be forgotten. */
  interface Cases<R> extends StepCases<R> {
    R movePrimary(MovePrimary operation);
  }
}
