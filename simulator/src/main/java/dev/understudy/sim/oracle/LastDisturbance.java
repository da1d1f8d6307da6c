package dev.understudy.sim.oracle;

import dev.understudy.base.StateDigest;
import dev.understudy.ft.replica.Note;
import dev.understudy.sim.world.Fault;
import dev.understudy.sim.world.Operation;
import dev.understudy.sim.world.OperationOutcome;

/**
 * When last something happened that a survivor needs time to make up for: a fault, a suspicion, an
 * order, a host that went live. What keeps the disk away, or hosts slow, for a time has to be over
 * first.
 */
final class LastDisturbance extends RunListener {
  private long wrongNs;
  private long openNs;

  LastDisturbance() {}

  LastDisturbance fork() {
    LastDisturbance copy = new LastDisturbance();
    copy.wrongNs = wrongNs;
    copy.openNs = openNs;
    return copy;
  }

  /** When somebody last had to begin to make up for something. */
  long wrongNs() {
    return wrongNs;
  }

  /** Until when frames got lost on their way between clients and hosts, or hosts. */
  long openNs() {
    return openNs;
  }

  @Override
  void struck(long nowNs, Fault fault, String what) {
    boolean forEver = fault.forNs() == Fault.FOR_EVER;
    long throughNs = forEver ? nowNs : nowNs + fault.forNs();
    switch (fault.effect().loss()) {
      case HOST, PROGRESS -> wrong(nowNs);
      case LINK -> {
        wrong(nowNs);
        openNs = Math.max(openNs, throughNs);
      }
      case DISK_LINK, DISK, SPEED -> wrong(throughNs);
    }
  }

  @Override
  void stateChanged(long nowNs, int who, Note.StateChanged note) {
    if (note.to().arbitrating()) {
      wrong(nowNs);
    }
  }

  @Override
  void tookOver(long nowNs, int who, int before, Note.WentLive note) {
    wrong(nowNs);
  }

  @Override
  void ordered(long nowNs, Operation operation) {
    wrong(nowNs);
  }

  @Override
  void carriedOut(long nowNs, OperationOutcome how) {
    wrong(nowNs);
  }

  private void wrong(long throughNs) {
    wrongNs = Math.max(wrongNs, throughNs);
  }

  void digestInto(StateDigest digest) {
    digest.add(wrongNs);
    digest.add(openNs);
  }
}
