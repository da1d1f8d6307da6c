package dev.understudy.sim.oracle;

import dev.understudy.disk.DiskEvent;
import dev.understudy.sim.oracle.Chronicle.Emitted;
import dev.understudy.sim.oracle.Chronicle.Logged;
import dev.understudy.sim.oracle.Evidence.Decision;
import java.util.NavigableMap;

/**
 * All effects outside belong to one chain of machines (paper §2.3): once the disk has named a
 * survivor, another host changes no block, and lets out at most outputs that the survivor's log
 * holds already. Whoever took over without being named broke the chain in another way.
 *
 * <p>A host that was cut off and computes with its outputs held breaks nothing.
 */
public final class OneChain implements Oracle {

  @Override
  public String name() {
    return "one-chain";
  }

  @Override
  public String promise() {
    return "all effects outside belong to one chain of machines; the loser changes no block";
  }

  @Override
  public Verdict judge(Evidence evidence) {
    Findings findings = new Findings(name());
    for (Decision decision : evidence.decisions()) {
      judgeOutputs(evidence, decision, findings);
    }
    judgeUpstarts(evidence, findings);
    findings.expect(
        evidence.decisions().size() <= 1,
        evidence.world().nowNs(),
        "the disk named more than one survivor of one generation");
    judgeBlocks(evidence, findings);
    return findings.verdict();
  }

  private static void judgeOutputs(Evidence evidence, Decision decision, Findings findings) {
    NavigableMap<Long, Logged> outputs = evidence.lineage().outputs();
    long handedOver = evidence.lineage().window().through();
    for (Emitted emitted : evidence.chronicle().emitted()) {
      if (emitted.atNs() > decision.atNs() && emitted.host() != decision.winner()) {
        long index = emitted.outputIndex();
        findings.expect(
            index <= handedOver && outputs.containsKey(index),
            emitted.atNs(),
            emitted.kind().text()
                + " output "
                + index
                + " left "
                + evidence.hostName(emitted.host())
                + " though the disk had named "
                + evidence.hostName(decision.winner())
                + ", whose log does not hold it");
      }
    }
  }

  /** Whoever was not the first primary lets nothing out before the disk has named it. */
  private static void judgeUpstarts(Evidence evidence, Findings findings) {
    for (Emitted emitted : evidence.chronicle().emitted()) {
      if (emitted.host() != Lineage.FIRST_PRIMARY) {
        findings.expect(
            evidence.wasNamedBy(emitted.host(), emitted.atNs()),
            emitted.atNs(),
            emitted.kind().text()
                + " output "
                + emitted.outputIndex()
                + " left "
                + evidence.hostName(emitted.host())
                + ", which the disk had never named");
      }
    }
  }

  private static void judgeBlocks(Evidence evidence, Findings findings) {
    long owner = 0;
    for (DiskEvent event : evidence.world().disk().historySince(0)) {
      if (event instanceof DiskEvent.TestAndSetArrived asked && asked.decided()) {
        owner = asked.incarnation();
      } else if (event instanceof DiskEvent.WriteArrived write && write.applied()) {
        findings.expect(
            owner == 0 || write.incarnation() == owner,
            evidence.world().nowNs(),
            "incarnation "
                + write.incarnation()
                + " changed block "
                + write.firstBlock()
                + " after incarnation "
                + owner
                + " had won");
      }
    }
  }
}
