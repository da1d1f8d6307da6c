package dev.understudy.experiment.mutant;

import dev.understudy.base.Bytes;
import dev.understudy.disk.DiskReply;
import dev.understudy.disk.DiskRequest;
import dev.understudy.ft.replica.Action;
import dev.understudy.ft.replica.Note;
import dev.understudy.hypervisor.Input;
import dev.understudy.sim.net.Flight;
import dev.understudy.sim.oracle.Jury;
import dev.understudy.sim.time.Pace;
import dev.understudy.sim.world.Fault;
import dev.understudy.sim.world.NetworkName;
import dev.understudy.sim.world.OperationOutcome;
import dev.understudy.sim.world.PlannedOperation;
import dev.understudy.sim.world.Watcher;
import dev.understudy.sim.world.World;
import org.jspecify.annotations.Nullable;

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
  public void called(long nowNs, int host, @Nullable Pace pace) {
    jury.called(nowNs, host, pace);
  }

  @Override
  public void resumed(long nowNs, int host) {
    jury.resumed(nowNs, host);
  }

  @Override
  public void shown(long nowNs, int host, Bytes fresh) {
    jury.shown(nowNs, host, fresh);
  }

  @Override
  public void flown(long nowNs, NetworkName network, Flight<?> flight) {
    jury.flown(nowNs, network, flight);
  }

  @Override
  public void diskAnswered(long nowNs, int host, DiskReply reply) {
    jury.diskAnswered(nowNs, host, reply);
  }

  @Override
  public void clientReceived(long nowNs, int client, int fromHost, byte[] frame) {
    jury.clientReceived(nowNs, client, fromHost, frame);
  }

  @Override
  public void clientSent(long nowNs, int client, byte[] frame) {
    jury.clientSent(nowNs, client, frame);
  }

  @Override
  public void missed(long nowNs, Fault fault, String what) {
    jury.missed(nowNs, fault, what);
  }

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
