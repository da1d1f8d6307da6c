package dev.understudy.ft.protocol.world;

import dev.understudy.ft.protocol.Command;
import dev.understudy.ft.protocol.Event;
import dev.understudy.ft.protocol.Protocol;
import java.util.ArrayDeque;

/**
 * A host in a small world, whatever its guest is: a protocol that can be woken, crashed and paused.
 * What reaches it while it is paused waits.
 */
public abstract class BareHost implements Command.Cases<Boolean> {
  private final Agenda agenda;
  private final int number;
  private final Protocol protocol;
  private final ArrayDeque<Runnable> inbox = new ArrayDeque<>();
  private boolean paused;
  private boolean crashed;
  private boolean halted;
  private long wish;

  protected BareHost(Agenda agenda, int number, Protocol protocol) {
    this.agenda = agenda;
    this.number = number;
    this.protocol = protocol;
  }

  /** Hands an event to the protocol, and carries out what that orders. */
  protected abstract void handle(Event event);

  public final int number() {
    return number;
  }

  public final Protocol protocol() {
    return protocol;
  }

  public final boolean crashed() {
    return crashed;
  }

  public final boolean halted() {
    return halted;
  }

  public final boolean paused() {
    return paused;
  }

  // ---- what happens to it

  public void crash() {
    crashed = true;
  }

  public void pause() {
    paused = true;
  }

  public void goOnAfterPause() {
    paused = false;
    while (!paused && !inbox.isEmpty()) {
      happen(inbox.remove());
    }
  }

  public final void happen(Runnable what) {
    if (paused) {
      inbox.add(what);
    } else if (!crashed) {
      what.run();
    }
  }

  // ---- commands

  @Override
  public final Boolean wakeAt(Command.WakeAt command) {
    long mine = ++wish;
    agenda.at(
        command.atNs(),
        () ->
            happen(
                () -> {
                  if (mine == wish) {
                    handle(new Event.Tick());
                  }
                }));
    return true;
  }

  @Override
  public Boolean halt(Command.Halt command) {
    halted = true;
    return true;
  }

  @Override
  public Boolean drain(Command.Drain command) {
    return true;
  }

  @Override
  public Boolean runAlone(Command.RunAlone command) {
    return true;
  }

  @Override
  public Boolean announce(Command.Announce command) {
    return true;
  }

  @Override
  public Boolean stall(Command.Stall command) {
    return true;
  }

  @Override
  public Boolean resume(Command.Resume command) {
    return true;
  }

  @Override
  public Boolean ignore(Command.Ignore command) {
    return true;
  }

  // ---- clones, in worlds that have them

  @Override
  public Boolean capture(Command.Capture command) {
    throw noClones();
  }

  @Override
  public Boolean standStill(Command.StandStill command) {
    throw noClones();
  }

  @Override
  public Boolean goOn(Command.GoOn command) {
    throw noClones();
  }

  @Override
  public Boolean renew(Command.Renew command) {
    throw noClones();
  }

  @Override
  public Boolean cloneEnded(Command.CloneEnded command) {
    throw noClones();
  }

  @Override
  public Boolean takePiece(Command.TakePiece command) {
    throw noClones();
  }

  @Override
  public Boolean install(Command.Install command) {
    throw noClones();
  }

  private static IllegalStateException noClones() {
    return new IllegalStateException("nobody asked for a clone");
  }
}
