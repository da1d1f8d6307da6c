package dev.understudy.sim.oracle;

import dev.understudy.disk.Request;
import dev.understudy.hypervisor.device.Effect.DiskWriteIssued;
import dev.understudy.sim.oracle.Chronicle.Asked;
import dev.understudy.sim.oracle.Chronicle.Emitted;
import dev.understudy.sim.oracle.Chronicle.Logged;
import dev.understudy.sim.oracle.Chronicle.Received;
import dev.understudy.sim.world.Setup;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.TreeMap;

/**
 * No output leaves a host before every replica that could still win has received its entry and all
 * before it (paper §2.2), unless the disk has named this host the only survivor.
 *
 * <p>What counts is what came out of the channel at the other end, not what anybody acknowledged.
 */
public final class OutputRule implements Oracle {

  @Override
  public String name() {
    return "output-rule";
  }

  @Override
  public String promise() {
    return "no output leaves before every replica that could still win has received its entry";
  }

  @Override
  public Verdict judge(Evidence evidence) {
    Findings findings = new Findings(name());
    Setup setup = evidence.world().setup();
    if (!setup.faultTolerant() || !setup.replica().replication().strategy().holdsOutputs()) {
      return findings.verdict(); // Nobody promised.
    }
    Chronicle chronicle = evidence.chronicle();
    List<NavigableMap<Long, Long>> receivedBy = receipts(chronicle, evidence);
    List<NavigableMap<Long, Long>> entryOf = entriesOfOutputs(chronicle, evidence);
    for (Emitted emitted : chronicle.emitted()) {
      if (evidence.ownerAt(emitted.atNs()) != emitted.host()) {
        Long entry = entryOf.get(emitted.host()).get(emitted.outputIndex());
        long received = receivedBy(receivedBy, 1 - emitted.host(), emitted.atNs());
        findings.expect(
            entry != null && entry <= received,
            emitted.atNs(),
            emitted.kind().text()
                + " output "
                + emitted.outputIndex()
                + " left "
                + evidence.hostName(emitted.host())
                + (entry == null
                    ? " and stands in no entry"
                    : " before "
                        + evidence.hostName(1 - emitted.host())
                        + " had received entry "
                        + entry
                        + " (it had "
                        + received
                        + ")"));
      } else {
        findings.judged();
      }
    }
    judgeWrites(evidence, receivedBy, findings);
    return findings.verdict();
  }

  /** A write is told by what it writes where: the disk's requests do not carry output indices. */
  private static void judgeWrites(
      Evidence evidence, List<NavigableMap<Long, Long>> receivedBy, Findings findings) {
    for (Asked asked : evidence.chronicle().asked()) {
      if (!(asked.request() instanceof Request.Write write)) {
        continue;
      }
      if (evidence.ownerAt(asked.atNs()) == asked.host()) {
        findings.judged();
        continue;
      }
      long received = receivedBy(receivedBy, 1 - asked.host(), asked.atNs());
      findings.expect(
          isKnown(write, asked.host(), received, evidence.chronicle()),
          asked.atNs(),
          "a write to block "
              + write.firstBlock()
              + " left "
              + evidence.hostName(asked.host())
              + " and stands in no entry that "
              + evidence.hostName(1 - asked.host())
              + " had received (it had "
              + received
              + ")");
    }
  }

  private static boolean isKnown(
      Request.Write write, int host, long received, Chronicle chronicle) {
    for (Logged logged : chronicle.logged()) {
      if (logged.host() == host
          && logged.index() <= received
          && logged.output() instanceof DiskWriteIssued output
          && isSame(output, write)) {
        return true;
      }
    }
    return false;
  }

  private static boolean isSame(DiskWriteIssued output, Request.Write write) {
    return output.io().block() == write.firstBlock()
        && Contents.same(output.io().data(), write.data());
  }

  /** By host: from which time on it had received how far. */
  private static List<NavigableMap<Long, Long>> receipts(Chronicle chronicle, Evidence evidence) {
    List<NavigableMap<Long, Long>> byHost = oneEach(evidence);
    for (Received received : chronicle.received()) {
      byHost.get(received.host()).put(received.atNs(), received.throughIndex());
    }
    return byHost;
  }

  private static long receivedBy(List<NavigableMap<Long, Long>> byHost, int host, long atNs) {
    Map.Entry<Long, Long> last = byHost.get(host).floorEntry(atNs);
    return last == null ? 0 : last.getValue();
  }

  private static List<NavigableMap<Long, Long>> entriesOfOutputs(
      Chronicle chronicle, Evidence evidence) {
    List<NavigableMap<Long, Long>> byHost = oneEach(evidence);
    for (Logged logged : chronicle.logged()) {
      if (logged.output() != null) {
        byHost.get(logged.host()).put(logged.output().index(), logged.index());
      }
    }
    return byHost;
  }

  private static List<NavigableMap<Long, Long>> oneEach(Evidence evidence) {
    return evidence.world().setup().hosts().stream()
        .<NavigableMap<Long, Long>>map(host -> new TreeMap<>())
        .toList();
  }
}
