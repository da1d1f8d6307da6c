package dev.understudy.sim.world;

import com.google.common.collect.ImmutableList;
import dev.understudy.base.StateDigest;
import dev.understudy.ft.protocol.State;
import dev.understudy.ft.replica.Replica;
import dev.understudy.ft.replica.Strategy;
import dev.understudy.hypervisor.Input;
import dev.understudy.hypervisor.device.OperatorControls;
import dev.understudy.hypervisor.log.Control;
import dev.understudy.sim.world.Operation.Step;
import dev.understudy.sim.world.Operation.StepCases;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * An operation under way. It is looked at again and again until it is over; in between anything may
 * happen to the hosts that it is about.
 */
final class RunningOperation {

  /** How long a primary may take to come to a point at which it can give way, in ns. */
  static final long FINAL_POINT_WITHIN_NS = 1_000_000_000;

  /**
   * How far an operation has come.
   *
   * @param over whether nothing more is to be done
   * @param refusal why it came to nothing; empty if it did not
   */
  record Standing(boolean over, String refusal) {}

  private static final Standing UNDER_WAY = new Standing(false, "");
  private static final Standing DONE = new Standing(true, "");
  private static final Standing NOT_PROTECTED = refused("the guest runs without fault tolerance");
  private static final Standing NO_BACKUP = refused("there is no backup");
  private static final long NOBODY = 0;

  private final Operation operation;
  private final ImmutableList<Step> steps;
  private final long controlsBefore;
  private int step;

  /** The incarnation of the primary that got the order; {@link #NOBODY} before. */
  private long told;

  /** The incarnation of the host that the guest is being cloned to; {@link #NOBODY} before. */
  private long joiner;

  /**
   * Creates an operation that has not begun.
   *
   * @param controlsBefore how many controls the guest has taken for good
   */
  RunningOperation(Operation operation, long controlsBefore) {
    this.operation = operation;
    this.steps = operation.steps();
    this.controlsBefore = controlsBefore;
  }

  private RunningOperation(RunningOperation other) {
    operation = other.operation;
    steps = other.steps;
    controlsBefore = other.controlsBefore;
    step = other.step;
    told = other.told;
    joiner = other.joiner;
  }

  RunningOperation fork() {
    return new RunningOperation(this);
  }

  /** Does what can be done by now. */
  Standing look(World world) {
    Host primary = Roles.primary(world.hosts(), world.storage().disk());
    if (primary == null
        || primary.paused()
        || primary.incarnation() != Roles.named(world.storage().disk())) {
      return UNDER_WAY;
    }
    if (primary.requireReplica().guest().ended() && !isSwitchingOff()) {
      // A failover may undo an end that the outside has not seen.
      return world.end() == null ? UNDER_WAY : refused("the guest has ended");
    }
    Standing standing = steps.get(step).matchStep(new Look(world, primary));
    if (!standing.equals(DONE) || step == steps.size() - 1) {
      return standing;
    }
    step++;
    told = NOBODY;
    joiner = NOBODY;
    return look(world);
  }

  /** Whether it is to end the guest. */
  boolean isSwitchingOff() {
    return operation.ofGuest().equals(Optional.of(Control.POWER_OFF));
  }

  /** Looks how far a step has come: one method for each kind of step. */
  private final class Look implements StepCases<Standing> {
    private final World world;
    private final Host primary;
    private final Replica replica;

    Look(World world, Host primary) {
      this.world = world;
      this.primary = primary;
      this.replica = primary.requireReplica();
    }

    private boolean isProtected() {
      return replica.identity().hasPeer();
    }

    // ---- to the guest

    @Override
    public Standing toGuest(Operation.ToGuest what) {
      OperatorControls controls = replica.guest().devices().controls();
      if (controls.controlsTaken() > controlsBefore) {
        return replica.controlsSafe() > controlsBefore ? DONE : UNDER_WAY;
      }
      String obstacle = controls.obstacle(what.control(), what.perMille());
      if (obstacle != null) {
        return refused(obstacle);
      }
      world.executor().offer(primary, new Input.Ordered(what.control(), what.perMille()));
      return UNDER_WAY;
    }

    // ---- fault tolerance off and on

    @Override
    public Standing turnOff(Operation.TurnOff what) {
      if (!isProtected()) {
        return NOT_PROTECTED;
      }
      boolean cloning = replica.protocol().cloning() != null;
      if (replica.state() == State.ALONE && !cloning) {
        return DONE;
      }
      if (replica.state() == State.LIVE && !cloning) {
        long clockNs = primary.clockAt(world.nowNs());
        world.executor().touch(primary, one -> one.requestAlone(clockNs));
      }
      return UNDER_WAY;
    }

    @Override
    public Standing turnOn(Operation.TurnOn what) {
      return isProtected()
          ? cloneObstacle(what)
              .map(RunningOperation::refused)
              .orElseGet(() -> turnOnAt(what.place()))
          : NOT_PROTECTED;
    }

    private Standing turnOnAt(int wanted) {
      if (replica.state() == State.LIVE) {
        return DONE;
      }
      if (primary.incarnation() == told && primary.hasGivenUpCloning()) {
        return refused("the guest changes memory faster than it gets across");
      }
      boolean ready = replica.state() == State.ALONE && replica.protocol().cloning() == null;
      int place = wanted == Operation.ANY_PLACE ? world.clusterService().freePlace() : wanted;
      if (ready && place >= 0 && world.pool().isFree(place)) {
        told = primary.incarnation();
        world.clusterService().cloneTo(primary, place);
      }
      return UNDER_WAY;
    }

    // ---- elsewhere

    @Override
    public Standing failOver(Operation.FailOver what) {
      if (!isProtected()) {
        return NOT_PROTECTED;
      }
      if (told != NOBODY && primary.incarnation() != told) {
        return DONE;
      }
      if (told == NOBODY) {
        return giveWay();
      }
      if (replica.isGivingWay()) {
        return UNDER_WAY;
      }
      return switch (replica.state()) {
        case LIVE -> refused("there was no moment without held outputs and disk requests in time");
        case ALONE -> refused("the backup did not take over");
        default -> UNDER_WAY;
      };
    }

    private Standing giveWay() {
      if (isBusy()) {
        return UNDER_WAY;
      }
      if (replica.state() == State.ALONE) {
        return NO_BACKUP;
      }
      told = primary.incarnation();
      long clockNs = primary.clockAt(world.nowNs());
      world
          .executor()
          .touch(primary, one -> one.requestHandOver(clockNs + FINAL_POINT_WITHIN_NS, clockNs));
      return UNDER_WAY;
    }

    private boolean isBusy() {
      return replica.protocol().cloning() != null || replica.state() == State.PRIMARY_ARBITRATING;
    }

    @Override
    public Standing moveBackup(Operation.MoveBackup what) {
      if (!isProtected()) {
        return NOT_PROTECTED;
      }
      if (told == NOBODY) {
        return cloneObstacle(what).map(RunningOperation::refused).orElseGet(() -> beginMove(what));
      }
      if (primary.incarnation() != told) {
        return refused("the primary failed meanwhile");
      }
      if (replica.protocol().cloning() != null || !replica.state().live()) {
        return UNDER_WAY;
      }
      boolean moved = replica.state() == State.LIVE && replica.identity().peer() == joiner;
      return moved ? DONE : refused("the clone came to nothing");
    }

    private Standing beginMove(Operation.MoveBackup what) {
      if (isBusy()) {
        return UNDER_WAY;
      }
      if (replica.state() == State.ALONE) {
        return NO_BACKUP;
      }
      String obstacle = whyNotAt(what.place());
      if (obstacle != null) {
        return refused(obstacle);
      }
      told = primary.incarnation();
      joiner = world.pool().nextIncarnation();
      world.clusterService().moveTo(primary, what.place());
      return UNDER_WAY;
    }

    /**
     * Why the guest can't go to a place; null if it can. Primary and backup are never on one host
     * (paper §3.3).
     */
    private @Nullable String whyNotAt(int place) {
      if (primary.place() == place) {
        return "the primary is there";
      }
      Host backup = world.pool().at(place);
      if (backup != null && backup.incarnation() == replica.identity().peer()) {
        return "the backup is there";
      }
      return world.pool().isFree(place) ? null : "nobody can be put there";
    }

    /** Why this operation can't clone the guest in any run of this setup; empty if it may. */
    private Optional<String> cloneObstacle(Operation what) {
      Strategy strategy = world.setup().replica().replication().strategy();
      return Feasibility.ofCloning(strategy)
          .or(() -> Feasibility.ofPlace(what.place(), world.pool().places()));
    }
  }

  private static Standing refused(String why) {
    return new Standing(true, why);
  }

  void digestInto(StateDigest digest) {
    digest.add(step);
    digest.add(told);
    digest.add(joiner);
    digest.add(controlsBefore);
  }
}
