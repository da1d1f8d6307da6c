package dev.understudy.sim.oracle;

import dev.understudy.ft.replica.Replication;
import dev.understudy.ft.replica.Strategy;
import dev.understudy.hypervisor.log.Entry;
import dev.understudy.hypervisor.log.EntryType;
import dev.understudy.hypervisor.log.EntryType.Moment;
import dev.understudy.sim.oracle.Chronicle.Logged;
import dev.understudy.sim.oracle.Chronicle.Received;
import dev.understudy.sim.time.HostClock;
import java.util.List;

/**
 * A guest that its strategy makes wait does wait. Under {@code sync} it executes nothing behind an
 * entry that the backup has not received; under {@code epoch} nothing behind an input, and inputs
 * come no closer together than an epoch is long. No other strategy makes this promise.
 */
public final class Waiting implements Oracle {
  private static final int PRIMARY = Lineage.FIRST_PRIMARY;
  private static final int BACKUP = 1;

  @Override
  public String name() {
    return "waiting";
  }

  @Override
  public String promise() {
    return "under sync and epoch, the guest goes on only when the backup has what it waits for";
  }

  @Override
  public Verdict judge(Evidence evidence) {
    Findings findings = new Findings(name());
    Replication replication = evidence.world().setup().replica().replication();
    boolean epochs = replication.strategy() == Strategy.EPOCH;
    if (evidence.world().setup().faultTolerant()
        && (epochs || replication.strategy().waitsAtEveryEntry())) {
      if (epochs) {
        judgeEpochs(evidence, replication.epochNs(), findings);
      }
      judgeBarriers(evidence, epochs, findings);
    }
    return findings.verdict();
  }

  /** Behind a barrier no entry of a higher count is logged before the backup has the barrier. */
  private static void judgeBarriers(Evidence evidence, boolean inputsOnly, Findings findings) {
    List<Received> receipts =
        evidence.chronicle().received().stream().filter(one -> one.host() == BACKUP).toList();
    Logged barrier = null;
    int next = 0;
    long received = 0;
    for (Logged logged : evidence.chronicle().logged()) {
      if (logged.host() != PRIMARY || evidence.ownerAt(logged.atNs()) == PRIMARY) {
        continue;
      }
      while (next < receipts.size() && receipts.get(next).atNs() <= logged.atNs()) {
        received = Math.max(received, receipts.get(next++).throughIndex());
      }
      if (barrier != null && logged.entry().count() > countBehind(barrier.entry())) {
        findings.expect(
            received >= barrier.index(),
            logged.atNs(),
            "the guest went on behind entry "
                + barrier.index()
                + " ("
                + barrier.entry().describe()
                + ") before the backup had received it (it had "
                + received
                + ")");
      }
      barrier = !inputsOnly || isInput(logged.entry()) ? logged : barrier;
    }
  }

  private static void judgeEpochs(Evidence evidence, long epochNs, Findings findings) {
    HostClock clock = evidence.world().setup().hosts().get(PRIMARY).clock();
    Logged last = null;
    for (Logged logged : evidence.chronicle().logged()) {
      boolean counts =
          logged.host() == PRIMARY
              && evidence.ownerAt(logged.atNs()) != PRIMARY
              && isInput(logged.entry());
      if (!counts) {
        continue;
      }
      if (last != null && logged.atNs() != last.atNs()) {
        findings.expect(
            clock.readsAt(logged.atNs()) - clock.readsAt(last.atNs()) >= epochNs,
            logged.atNs(),
            "entry "
                + logged.index()
                + " ("
                + logged.entry().describe()
                + ") reached the guest in the middle of an epoch");
      }
      last = logged;
    }
  }

  /** The count at which a guest stands that has this entry behind it and nothing else. */
  private static long countBehind(Entry entry) {
    return entry.count() + (entry.type().moment() == Moment.BY_INSTRUCTION ? 1 : 0);
  }

  private static boolean isInput(Entry entry) {
    return JustifiedInputs.isOffered(entry) || entry.type() == EntryType.DISK_COMPLETED;
  }
}
