package dev.understudy.sim.oracle;

import dev.understudy.base.StateDigest;
import dev.understudy.ft.replica.Note;
import dev.understudy.hypervisor.device.Effect.Ended;
import dev.understudy.sim.world.Fault;
import dev.understudy.sim.world.Operation;
import dev.understudy.sim.world.OperationOutcome;

/**
 * What happened to the hosts, in order and without times. Two runs of which this is equal had the
 * same course.
 */
final class HostHistory extends RunListener {
  private final Ledger ledger;
  private String text;
  private int hostEvents;

  HostHistory(Ledger ledger) {
    this(ledger, "", 0);
  }

  private HostHistory(Ledger ledger, String text, int turns) {
    this.ledger = ledger;
    this.text = text;
    this.hostEvents = turns;
  }

  HostHistory fork(Ledger forked) {
    return new HostHistory(forked, text, hostEvents);
  }

  @Override
  void stateChanged(long nowNs, int who, Note.StateChanged note) {
    hostEvents++;
    if (note.to().arbitrating()) {
      add(who, "asks");
    }
  }

  @Override
  void halted(int who, Note.Halted note) {
    hostEvents++;
    add(who, "halts (" + note.reason().meaning() + ")");
  }

  @Override
  void diverged(long nowNs, int who, Note.Diverged note) {
    add(who, "diverges");
  }

  @Override
  void tookOver(long nowNs, int who, int before, Note.WentLive note) {
    hostEvents++;
    add(who, "goes live (" + note.resent() + " sent again, " + note.reissued() + " issued again)");
  }

  @Override
  void guestEnded(Ended how) {
    add("the guest's end is seen (" + how.kind().text() + ")");
  }

  @Override
  void paired(long nowNs) {
    hostEvents++;
    add(ledger.leader(), "has " + ledger.roster().name(ledger.follower()) + " as its backup");
  }

  @Override
  void struck(long nowNs, Fault fault, String what) {
    hostEvents++;
  }

  @Override
  void healed(long nowNs, Fault fault) {
    hostEvents++;
  }

  @Override
  void ordered(long nowNs, Operation operation) {
    hostEvents++;
  }

  @Override
  void carriedOut(long nowNs, OperationOutcome how) {
    hostEvents++;
  }

  private void add(int host, String what) {
    add(ledger.roster().name(host) + " " + what);
  }

  private void add(String what) {
    text = text.isEmpty() ? what : text + ", " + what;
  }

  String text() {
    return text;
  }

  int hostEvents() {
    return hostEvents;
  }

  void digestInto(StateDigest digest) {
    for (int i = 0; i < text.length(); i++) {
      digest.add(text.charAt(i));
    }
  }
}
