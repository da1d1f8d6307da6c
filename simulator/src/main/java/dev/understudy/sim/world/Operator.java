package dev.understudy.sim.world;

import com.google.common.collect.ImmutableList;
import dev.understudy.base.StateDigest;
import dev.understudy.sim.world.RunningOperation.Standing;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The operator, who orders operations on the guest and its hosts (paper §3.3), one after the other.
 * Orders reach every host that is up, whatever networks are cut, and an operation is tried again
 * until it is done or can't be.
 */
public final class Operator {

  /** How often the operator looks how far an operation has come, in ns. */
  static final long PATIENCE_NS = 1_000_000;

  private final ImmutableList<PlannedOperation> orders;
  private final List<OperationOutcome> carried;
  private @Nullable RunningOperation underWay;
  private boolean protects = true;
  private long controlsTaken;

  /**
   * @param orders in the order of their times
   */
  Operator(ImmutableList<PlannedOperation> orders) {
    this.orders = orders;
    this.carried = new ArrayList<>();
  }

  private Operator(Operator other) {
    orders = other.orders;
    carried = new ArrayList<>(other.carried);
    underWay = other.underWay == null ? null : other.underWay.fork();
    protects = other.protects;
    controlsTaken = other.controlsTaken;
  }

  Operator fork() {
    return new Operator(this);
  }

  void begin(World world) {
    if (!isDone()) {
      callAt(world, current().atNs());
    }
  }

  private static void callAt(World world, long timeNs) {
    world.at(timeNs, ActorNumbers.USER, EventRank.OPERATOR, new WorldEvent.OperatorActs());
  }

  boolean isDone() {
    return carried.size() == orders.size();
  }

  /** Whether the operator wants the guest to have a backup. */
  boolean protects() {
    return protects;
  }

  private PlannedOperation current() {
    return orders.get(carried.size());
  }

  /** Orders what is due, or looks how far the present operation has come. */
  void act(World world) {
    RunningOperation now = underWay;
    if (now == null && (isDone() || current().atNs() > world.nowNs())) {
      begin(world);
      return;
    }
    // This comes before what follows, because a fork made meanwhile must contain the next look.
    callAt(world, world.nowNs() + PATIENCE_NS);
    now = now == null ? begin(world, current()) : now;
    underWay = now;
    Standing standing = now.look(world);
    if (standing.over()) {
      over(world, standing.refusal());
    }
  }

  private RunningOperation begin(World world, PlannedOperation order) {
    world.tell(watcher -> watcher.ordered(world.nowNs(), order));
    protects = order.operation().protectsAfter(protects);
    return new RunningOperation(order.operation(), controlsTaken);
  }

  private void over(World world, String refusal) {
    PlannedOperation order = current();
    if (order.operation().ofGuest().isPresent() && refusal.isEmpty()) {
      controlsTaken++;
    }
    OperationOutcome one = new OperationOutcome(order, world.nowNs(), refusal);
    carried.add(one);
    underWay = null;
    world.tell(watcher -> watcher.carriedOut(world.nowNs(), one));
  }

  /**
   * Notes that the outside has seen the guest end. If an operator ordered that, the operation is
   * done.
   */
  void guestEnded(World world) {
    if (underWay != null && underWay.isSwitchingOff()) {
      over(world, "");
    }
  }

  // ---- what one may look at

  /** The operations that are over, in order. */
  public List<OperationOutcome> carried() {
    return List.copyOf(carried);
  }

  /** The operations for which the run was too short. */
  public List<PlannedOperation> notReached() {
    return orders.subList(carried.size(), orders.size());
  }

  /** Adds all that can still matter. */
  void digestInto(StateDigest digest) {
    digest.add(carried.size());
    digest.add(protects);
    digest.add(controlsTaken);
    if (underWay != null) {
      underWay.digestInto(digest);
    }
  }
}
