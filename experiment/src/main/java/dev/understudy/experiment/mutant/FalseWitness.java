package dev.understudy.experiment.mutant;

import dev.understudy.disk.DiskReply;
import dev.understudy.disk.DiskRequest;
import dev.understudy.ft.replica.Action;
import dev.understudy.ft.replica.Note;
import dev.understudy.hypervisor.Input;
import dev.understudy.sim.oracle.Jury;
import dev.understudy.sim.world.Fault;
import dev.understudy.sim.world.OperationOutcome;
import dev.understudy.sim.world.PlannedOperation;
import dev.understudy.sim.world.Watcher;
import dev.understudy.sim.world.World;

/**
 * Stands between a world and its jury, and tells one thing otherwise than it was: what a host would
 * do that has a bug which no rule of the product can be given. All else it passes on.
 */
abstract class FalseWitness implements Watcher {
  private final Jury jury;
  private int told;

  FalseWitness(Jury jury) {
    this.jury = jury;
  }

  Jury jury() {
    return jury;
  }

  /** Whether this is the nth time that it asks; from 1. */
  boolean isTheTime(int nth) {
    return ++told == nth;
  }

  /** Called when the world is over, before it is judged. */
  void over(World world) {}

  @Override
  public void did(long nowNs, int host, Action action) {
    jury.did(nowNs, host, action);
  }

  @Override
  public void noted(long nowNs, int host, Note note) {
    jury.noted(nowNs, host, note);
  }

  @Override
  public void started(long nowNs, int host, int place, String name) {
    jury.started(nowNs, host, place, name);
  }

  @Override
  public void channelDelivered(long nowNs, int host, byte[] frame) {
    jury.channelDelivered(nowNs, host, frame);
  }

  @Override
  public void offered(long nowNs, int host, Input input, boolean taken) {
    jury.offered(nowNs, host, input, taken);
  }

  @Override
  public void served(long nowNs, DiskRequest request, DiskReply reply) {
    jury.served(nowNs, request, reply);
  }

  @Override
  public void struck(long nowNs, Fault fault, String what) {
    jury.struck(nowNs, fault, what);
  }

  @Override
  public void healed(long nowNs, Fault fault, String what) {
    jury.healed(nowNs, fault, what);
  }

  @Override
  public void ordered(long nowNs, PlannedOperation order) {
    jury.ordered(nowNs, order);
  }

  @Override
  public void carriedOut(long nowNs, OperationOutcome how) {
    jury.carriedOut(nowNs, how);
  }

  /** Refused: a world with a false witness runs once, from its beginning to its end. */
  @Override
  public FalseWitness fork() {
    throw new UnsupportedOperationException("a false witness is not copied");
  }
}
