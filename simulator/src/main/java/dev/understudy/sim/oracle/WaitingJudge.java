package dev.understudy.sim.oracle;

import dev.understudy.base.StateDigest;
import dev.understudy.ft.replica.Replication;
import dev.understudy.ft.replica.Strategy;
import dev.understudy.hypervisor.log.Entry;
import dev.understudy.sim.oracle.RunTrace.Logged;
import dev.understudy.sim.time.HostClock;
import dev.understudy.sim.world.Setup;
import java.util.function.IntPredicate;
import org.jspecify.annotations.Nullable;

/**
 * {@code waiting}: a guest that its strategy makes wait does wait. Under {@code sync} it executes
 * nothing behind an entry that the backup has not received; under {@code epoch} nothing behind an
 * input, and inputs come no closer together than an epoch is long. No other strategy makes this
 * promise. A primary whose clone is not complete has no backup to wait for: after the disk has
 * renewed the generation and before the primary knows, its outputs wait and its guest need not.
 */
final class WaitingJudge extends Judge {
  private final Ledger ledger;
  private final boolean promised;
  private final boolean epochs;
  private final long epochNs;

  /** The entry behind which nothing may be executed before the backup has it. */
  private @Nullable Logged barrier;

  private @Nullable Logged lastInput;

  WaitingJudge(JudgeContext context) {
    super(Oracle.WAITING);
    Setup setup = context.setup();
    Replication replication = setup.replica().replication();
    this.ledger = context.ledger();
    this.epochs = replication.strategy() == Strategy.EPOCH;
    this.promised = setup.faultTolerant() && (epochs || replication.strategy().waitsAtEveryEntry());
    this.epochNs = replication.epochNs();
  }

  private WaitingJudge(WaitingJudge other, Ledger ledger) {
    super(other);
    this.ledger = ledger;
    promised = other.promised;
    epochs = other.epochs;
    epochNs = other.epochNs;
    barrier = other.barrier;
    lastInput = other.lastInput;
  }

  @Override
  WaitingJudge fork(Ledger forked) {
    return new WaitingJudge(this, forked);
  }

  @Override
  void logged(Logged entry) {
    int leader = ledger.leader();
    boolean cloning = ledger.joiner() != HostRoster.NOBODY;
    boolean decided =
        ledger.owner() != HostRoster.NOBODY; // whichever host it names, there is no backup
    if (!promised || entry.host() != leader || decided || cloning) {
      return;
    }
    boolean input = isInput(entry.entry());
    if (barrier != null) {
      judgeBarrier(barrier, entry);
    }
    if (epochs && input) {
      if (lastInput != null) {
        judgeEpoch(lastInput, entry);
      }
      lastInput = entry;
    }
    barrier = !epochs || input ? entry : barrier;
  }

  private void judgeBarrier(Logged behind, Logged entry) {
    if (entry.entry().count() > countBehind(behind.entry())) {
      long received = ledger.receivedBy(ledger.follower());
      findings()
          .expect(
              received >= behind.index(),
              entry.atNs(),
              "the guest went on behind entry "
                  + behind.index()
                  + " ("
                  + behind.entry().describe()
                  + ") before the backup had received it (it had "
                  + received
                  + ")");
    }
  }

  private void judgeEpoch(Logged last, Logged entry) {
    if (entry.atNs() != last.atNs()) {
      HostClock clock = ledger.roster().clockOf(entry.host());
      findings()
          .expect(
              clock.readsAt(entry.atNs()) - clock.readsAt(last.atNs()) >= epochNs,
              entry.atNs(),
              "entry "
                  + entry.index()
                  + " ("
                  + entry.entry().describe()
                  + ") reached the guest in the middle of an epoch");
    }
  }

  /** The count of a guest that has applied this entry and has executed nothing since. */
  private static long countBehind(Entry entry) {
    return entry.count() + (entry.type().position() == Entry.Position.BY_INSTRUCTION ? 1 : 0);
  }

  private static boolean isInput(Entry entry) {
    return Justification.isOffered(entry) || entry.type() == Entry.Type.DISK_COMPLETED;
  }

  /** Starts anew: the author may be a host with another clock. */
  @Override
  void paired(long nowNs) {
    barrier = null;
    lastInput = null;
  }

  @Override
  void digestInto(StateDigest digest, IntPredicate live) {
    digest.add(barrier == null ? 0 : barrier.index());
    digest.add(lastInput == null ? -1 : lastInput.atNs());
  }
}
