package dev.understudy.sim.oracle;

import dev.understudy.ft.protocol.State;
import dev.understudy.sim.oracle.Chronicle.Moved;

/** Nobody arbitrates unless something broke: a failover without a fault is a failure of its own. */
public final class NothingNeedless implements Oracle {

  @Override
  public String name() {
    return "nothing-needless";
  }

  @Override
  public String promise() {
    return "no failover without a fault";
  }

  @Override
  public Verdict judge(Evidence evidence) {
    Findings findings = new Findings(name());
    long firstFaultNs =
        evidence.world().mishaps().struck().stream()
            .mapToLong(struck -> struck.atNs())
            .min()
            .orElse(Long.MAX_VALUE);
    for (Moved moved : evidence.chronicle().moved()) {
      boolean arbitrates =
          moved.to() == State.PRIMARY_ARBITRATING || moved.to() == State.BACKUP_ARBITRATING;
      if (arbitrates) {
        findings.expect(
            moved.atNs() >= firstFaultNs,
            moved.atNs(),
            evidence.hostName(moved.host())
                + " asked for the test-and-set, and nothing had broken");
      }
    }
    findings.judged();
    return findings.verdict();
  }
}
