package dev.understudy.sim.jury;

import dev.understudy.ft.protocol.StateDigest;
import dev.understudy.ft.replica.Action;
import dev.understudy.sim.oracle.Chronicle.Logged;
import java.util.ArrayDeque;
import java.util.function.IntPredicate;

/** {@code lockstep}: behind each entry the backup's machine is what the primary's was. */
final class LockstepJudge extends Judge {

  /** An entry that the backup has not replayed. */
  private record Ahead(long index, long quickHash, int host) {}

  private final Ledger ledger;
  private final ArrayDeque<Ahead> ahead = new ArrayDeque<>();

  LockstepJudge(Ledger ledger) {
    super("lockstep");
    this.ledger = ledger;
  }

  private LockstepJudge(LockstepJudge other, Ledger ledger) {
    super(other);
    this.ledger = ledger;
    ahead.addAll(other.ahead);
  }

  @Override
  LockstepJudge fork(Ledger forked) {
    return new LockstepJudge(this, forked);
  }

  @Override
  void logged(Logged entry) {
    if (entry.host() == 0 && ledger.owner() == Ledger.NOBODY) {
      ahead.add(new Ahead(entry.index(), entry.quickHash(), entry.host()));
    }
  }

  @Override
  void consumed(long nowNs, int host, long index, long quickHash) {
    while (!ahead.isEmpty() && ahead.getFirst().index < index) {
      ahead.removeFirst();
    }
    if (ahead.isEmpty() || ahead.getFirst().index != index) {
      return;
    }
    Ahead logged = ahead.removeFirst();
    judged();
    if (logged.quickHash != quickHash) {
      broken(
          nowNs,
          "host-"
              + (host + 1)
              + " differs from host-"
              + (logged.host + 1)
              + " behind entry "
              + index);
    }
  }

  @Override
  void noted(long nowNs, int host, Action.Note note) {
    if (note instanceof Action.Diverged diverged) {
      broken(nowNs, "host-" + (host + 1) + " diverged at " + diverged.divergence().text());
    }
  }

  /** Only what has been received will be replayed; what is on its way is in the ledger. */
  @Override
  void digestInto(StateDigest digest, IntPredicate live) {
    int follower = Ledger.peerOf(0);
    if (live.test(follower)) {
      for (Ahead one : ahead) {
        if (one.index <= ledger.receivedBy(follower)) {
          digest.add(one.index);
          digest.add(one.quickHash);
        }
      }
    }
    digest.add(-1);
  }
}
