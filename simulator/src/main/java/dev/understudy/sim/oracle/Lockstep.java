package dev.understudy.sim.oracle;

import dev.understudy.sim.oracle.Chronicle.Consumed;
import dev.understudy.sim.oracle.Chronicle.Diverged;
import dev.understudy.sim.oracle.Chronicle.Logged;
import java.util.TreeMap;

/**
 * At every entry that both have behind them, the backup's machine is the primary's: same registers,
 * same pc, same instruction count (paper §2.1).
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
}
