package dev.understudy.sim.oracle;

import dev.understudy.base.StateDigest;
import dev.understudy.ft.protocol.CloneEnd;
import dev.understudy.ft.replica.Note;
import dev.understudy.sim.oracle.RunTrace.Logged;
import dev.understudy.sim.world.World;
import java.util.ArrayDeque;
import java.util.function.IntPredicate;
import org.jspecify.annotations.Nullable;

/**
 * {@code lockstep}: behind each entry the backup's machine is what the primary's machine was there.
 */
final class LockstepJudge extends Judge {
  private final HostRoster roster;
  private final Ledger ledger;

  /** The entries that the backup has not replayed. */
  private final ArrayDeque<Logged> ahead = new ArrayDeque<>();

  /** The entries logged since a clone began, which the next backup has not replayed. */
  private final ArrayDeque<Logged> aheadOfJoiner = new ArrayDeque<>();

  /** The entry that the backup replayed last; null if that is not known. */
  private @Nullable Logged last;

  private long lastLogged;
  private long compared;

  LockstepJudge(JudgeContext context) {
    super(Oracle.LOCKSTEP);
    this.roster = context.roster();
    this.ledger = context.ledger();
  }

  private LockstepJudge(LockstepJudge other, Ledger ledger) {
    super(other);
    roster = ledger.roster();
    this.ledger = ledger;
    ahead.addAll(other.ahead);
    aheadOfJoiner.addAll(other.aheadOfJoiner);
    last = other.last;
    lastLogged = other.lastLogged;
    compared = other.compared;
  }

  @Override
  LockstepJudge fork(Ledger forked) {
    return new LockstepJudge(this, forked);
  }

  @Override
  void logged(Logged entry) {
    lastLogged = Math.max(lastLogged, entry.index());
    if (entry.host() != ledger.author()) {
      return;
    }
    if (ledger.owner() == HostRoster.NOBODY) {
      ahead.add(entry);
    }
    if (ledger.joiner() != HostRoster.NOBODY) {
      aheadOfJoiner.add(entry);
    }
  }

  @Override
  void consumed(long nowNs, int who, long index, long quickHash) {
    last = take(who == ledger.joiner() ? aheadOfJoiner : ahead, index);
    if (last != null) {
      compared++;
      boolean same = last.quickHash() == quickHash;
      judged();
      if (!same) {
        broken(
            nowNs,
            differs(who, last)
                + " behind entry "
                + index
                + " ("
                + last.entry().describe()
                + ", instruction "
                + last.entry().count()
                + ")");
      }
    }
  }

  private static @Nullable Logged take(ArrayDeque<Logged> from, long index) {
    while (!from.isEmpty() && from.getFirst().index() < index) {
      from.removeFirst();
    }
    return from.isEmpty() || from.getFirst().index() != index ? null : from.removeFirst();
  }

  /** Makes the next backup the backup: there is a new pair. */
  @Override
  void paired(long nowNs) {
    ahead.clear();
    ahead.addAll(aheadOfJoiner);
    aheadOfJoiner.clear();
  }

  /** Begins to keep entries for the host that is to be the next backup. */
  @Override
  void cloneBegan() {
    aheadOfJoiner.clear();
  }

  /** Forgets the entries for a next backup: the clone is over. */
  @Override
  void cloneEnded(CloneEnd how) {
    aheadOfJoiner.clear();
  }

  @Override
  void tookOver(long nowNs, int who, int before, Note.WentLive note) {
    if (roster.grows()) {
      ahead.clear();
      aheadOfJoiner.clear();
    }
  }

  /**
   * Compares a state mark with the backup's own hash, and not with what its replayer made of it.
   */
  @Override
  void marked(long nowNs, int who, Note.Marked note) {
    if (last != null && last.index() == note.index()) {
      judged();
      if (!last.entry().equals(note.own())) {
        broken(
            nowNs,
            differs(who, last)
                + " in memory or devices at the state mark in entry "
                + note.index()
                + " (instruction "
                + last.entry().count()
                + ")");
      }
    }
  }

  private String differs(int who, Logged logged) {
    return roster.name(who) + " differs from " + roster.name(logged.host());
  }

  @Override
  void diverged(long nowNs, int who, Note.Diverged note) {
    broken(nowNs, roster.name(who) + " diverged at " + note.divergence().text());
  }

  @Override
  void ended(World world) {
    if (!roster.isAlone()) {
      findings().unjudged(Math.max(0, lastLogged - compared));
    }
  }

  /**
   * Adds the entries received only: no others will be replayed, and what is on its way is in the
   * ledger's digest. What the next backup is to replay becomes what the backup is to.
   */
  @Override
  void digestInto(StateDigest digest, IntPredicate live) {
    int follower = ledger.follower();
    if (!ahead.isEmpty() && live.test(follower)) {
      for (Logged one : ahead) {
        if (one.index() <= ledger.receivedBy(follower)) {
          digest.add(one.index());
          digest.add(one.quickHash());
        }
      }
    }
    digest.add(-1);
    for (Logged one : aheadOfJoiner) {
      digest.add(one.index());
      digest.add(one.quickHash());
    }
  }
}
