package dev.understudy.sim.oracle;

import dev.understudy.sim.oracle.Chronicle.Consumed;
import dev.understudy.sim.oracle.Chronicle.Diverged;
import dev.understudy.sim.oracle.Chronicle.Logged;
import dev.understudy.sim.oracle.Chronicle.Marked;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * At every entry that both have behind them, the backup's machine is the primary's (paper §2.1):
 * same registers, same pc, same instruction count; at every state mark, same memory and devices.
 */
public final class Lockstep implements Oracle {

  @Override
  public String name() {
    return "lockstep";
  }

  @Override
  public String promise() {
    return "at every entry both consumed, the backup's machine is the primary's";
  }

  @Override
  public Verdict judge(Evidence evidence) {
    Findings findings = new Findings(name());
    Chronicle chronicle = evidence.chronicle();
    TreeMap<Long, Logged> first = new TreeMap<>();
    for (Logged logged : chronicle.logged()) {
      first.putIfAbsent(logged.index(), logged);
    }
    long consumed = 0;
    for (Consumed one : chronicle.consumed()) {
      Logged logged = first.get(one.index());
      if (logged != null) {
        consumed++;
        findings.expect(
            logged.quickHash() == one.quickHash(),
            one.atNs(),
            evidence.hostName(one.host())
                + " differs from "
                + evidence.hostName(logged.host())
                + " behind entry "
                + one.index()
                + " ("
                + logged.entry().describe()
                + ", instruction "
                + logged.entry().count()
                + ")");
      }
    }
    judgeMemory(evidence, first, findings);
    if (evidence.world().setup().faultTolerant()) {
      findings.unjudged(Math.max(0, first.size() - consumed));
    }
    for (Diverged diverged : chronicle.diverged()) {
      findings.broken(
          diverged.atNs(),
          evidence.hostName(diverged.host()) + " diverged at " + diverged.divergence().text());
    }
    return findings.verdict();
  }

  /** The backup's own hash counts, not what its replayer made of it. */
  private static void judgeMemory(
      Evidence evidence, SortedMap<Long, Logged> first, Findings findings) {
    for (Marked marked : evidence.chronicle().marked()) {
      Logged logged = first.get(marked.index());
      if (logged != null) {
        findings.expect(
            logged.entry().equals(marked.own()),
            marked.atNs(),
            evidence.hostName(marked.host())
                + " differs from "
                + evidence.hostName(logged.host())
                + " in memory or devices at the state mark in entry "
                + marked.index()
                + " (instruction "
                + logged.entry().count()
                + ")");
      }
    }
  }
}
