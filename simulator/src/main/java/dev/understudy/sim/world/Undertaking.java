package dev.understudy.sim.world;

import com.google.common.collect.ImmutableList;
import dev.understudy.base.StateDigest;
import dev.understudy.ft.protocol.State;
import dev.understudy.ft.replica.Replica;
import dev.understudy.ft.replica.Strategy;
import dev.understudy.hypervisor.Input;
import dev.understudy.hypervisor.device.Panel;
import dev.understudy.hypervisor.log.Control;
import org.jspecify.annotations.Nullable;

/**
 * An operation under way. It is looked at again and again until it is over; in between anything may
 * happen to those whom it is about.
 */
final class Undertaking {

  /** How long a primary may take to come to a point at which it can give way. */
  static final long FINAL_POINT_WITHIN_NS = 1_000_000_000;

  /**
   * How it stands.
   *
   * @param over whether nothing more is to be done
   * @param refusal why it came to nothing; empty if it did not
   */
  record Standing(boolean over, String refusal) {}

  private static final Standing UNDER_WAY = new Standing(false, "");
  private static final Standing DONE = new Standing(true, "");
  private static final long NOBODY = 0;

  private final ImmutableList<Operation> steps;
  private final long controlsBefore;
  private int step;

  /** The incarnation of the primary that was told; {@link #NOBODY} before. */
  private long told;

  /** The incarnation of the host that the guest is being cloned to; {@link #NOBODY} before. */
  private long joiner;

  /**
   * @param controlsBefore how many controls the guest has taken for good
   */
  Undertaking(Operation operation, long controlsBefore) {
    this.steps = stepsOf(operation);
    this.controlsBefore = controlsBefore;
  }

  private Undertaking(Undertaking other) {
    steps = other.steps;
    controlsBefore = other.controlsBefore;
    step = other.step;
    told = other.told;
    joiner = other.joiner;
  }

  Undertaking fork() {
    return new Undertaking(this);
  }

  private static ImmutableList<Operation> stepsOf(Operation operation) {
    return operation instanceof Operation.MovePrimary move
        ? ImmutableList.of(
            new Operation.MoveBackup(move.place()),
            new Operation.FailOver(),
            new Operation.TurnOn(Operation.ANY_PLACE))
        : ImmutableList.of(operation);
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
      // What the outside has not seen a failover may undo.
      return world.end() == null ? UNDER_WAY : refused("the guest has ended");
    }
    Standing standing = look(world, primary);
    if (!standing.equals(DONE) || step == steps.size() - 1) {
      return standing;
    }
    step++;
    told = NOBODY;
    joiner = NOBODY;
    return look(world);
  }

  /** Whether the guest's end is what it is about. */
  boolean isSwitchingOff() {
    return steps.get(0) instanceof Operation.ToGuest guest && guest.control() == Control.POWER_OFF;
  }

  private Standing look(World world, Host primary) {
    Operation now = steps.get(step);
    Replica replica = primary.requireReplica();
    if (now instanceof Operation.ToGuest control) {
      return control(world, primary, control);
    }
    if (!replica.identity().hasPeer()) {
      return refused("the guest runs without fault tolerance");
    }
    if (now instanceof Operation.TurnOff) {
      return turnOff(world, primary);
    }
    if (now instanceof Operation.TurnOn on) {
      return turnOn(world, primary, on.place());
    }
    return now instanceof Operation.MoveBackup move
        ? moveBackup(world, primary, move.place())
        : failOver(world, primary);
  }

  // ---- to the guest

  private Standing control(World world, Host primary, Operation.ToGuest what) {
    Replica replica = primary.requireReplica();
    Panel panel = replica.guest().devices().panel();
    if (panel.controlsTaken() > controlsBefore) {
      return replica.controlsSafe() > controlsBefore ? DONE : UNDER_WAY;
    }
    String obstacle = panel.obstacle(what.control(), what.perMille());
    if (obstacle != null) {
      return refused(obstacle);
    }
    world.errands().offer(primary, new Input.Ordered(what.control(), what.perMille()));
    return UNDER_WAY;
  }

  // ---- fault tolerance off and on

  private Standing turnOff(World world, Host primary) {
    State state = primary.requireReplica().state();
    boolean cloning = primary.requireReplica().protocol().cloning() != null;
    if (state == State.ALONE && !cloning) {
      return DONE;
    }
    if (state == State.LIVE && !cloning) {
      world
          .errands()
          .touch(primary, replica -> replica.requestAlone(primary.clockAt(world.nowNs())));
    }
    return UNDER_WAY;
  }

  private Standing turnOn(World world, Host primary, int wanted) {
    Replica replica = primary.requireReplica();
    if (shipsNoLog(world)) {
      return refused("a guest whose checkpoints are shipped can't be cloned");
    }
    if (replica.state() == State.LIVE) {
      return DONE;
    }
    if (primary.incarnation() == told && primary.hasGivenUpCloning()) {
      return refused("the guest changes memory faster than it gets across");
    }
    boolean ready = replica.state() == State.ALONE && replica.protocol().cloning() == null;
    int place = wanted == Operation.ANY_PLACE ? world.understudies().freePlace() : wanted;
    if (ready && place >= 0 && world.pool().isFree(place)) {
      told = primary.incarnation();
      world.understudies().cloneTo(primary, place);
    }
    return UNDER_WAY;
  }

  // ---- elsewhere

  private Standing failOver(World world, Host primary) {
    if (told != NOBODY && primary.incarnation() != told) {
      return DONE;
    }
    Replica replica = primary.requireReplica();
    if (told == NOBODY) {
      return giveWay(world, primary);
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

  private Standing giveWay(World world, Host primary) {
    Replica replica = primary.requireReplica();
    if (replica.protocol().cloning() != null || replica.state() == State.PRIMARY_ARBITRATING) {
      return UNDER_WAY;
    }
    if (replica.state() == State.ALONE) {
      return refused("there is no backup");
    }
    told = primary.incarnation();
    long clockNs = primary.clockAt(world.nowNs());
    world
        .errands()
        .touch(primary, one -> one.requestHandOver(clockNs + FINAL_POINT_WITHIN_NS, clockNs));
    return UNDER_WAY;
  }

  private Standing moveBackup(World world, Host primary, int place) {
    Replica replica = primary.requireReplica();
    if (told == NOBODY) {
      return beginMove(world, primary, place);
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

  private Standing beginMove(World world, Host primary, int place) {
    Replica replica = primary.requireReplica();
    if (shipsNoLog(world)) {
      return refused("a guest whose checkpoints are shipped can't be cloned");
    }
    if (replica.protocol().cloning() != null || replica.state() == State.PRIMARY_ARBITRATING) {
      return UNDER_WAY;
    }
    String obstacle = whyNotAt(world, primary, place);
    if (obstacle != null) {
      return refused(obstacle);
    }
    told = primary.incarnation();
    joiner = world.pool().nextIncarnation();
    world.understudies().moveTo(primary, place);
    return UNDER_WAY;
  }

  /** Never onto the other's host (paper §3.3). */
  private static @Nullable String whyNotAt(World world, Host primary, int place) {
    if (primary.requireReplica().state() == State.ALONE) {
      return "there is no backup";
    }
    if (primary.place() == place) {
      return "the primary is there";
    }
    Host backup = world.pool().at(place);
    if (backup != null && backup.incarnation() == primary.requireReplica().identity().peer()) {
      return "the backup is there";
    }
    return world.pool().isFree(place) ? null : "nobody can be put there";
  }

  private static boolean shipsNoLog(World world) {
    return world.setup().replica().replication().strategy() == Strategy.CHECKPOINT;
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
