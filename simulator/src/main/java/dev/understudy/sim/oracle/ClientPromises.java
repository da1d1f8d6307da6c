package dev.understudy.sim.oracle;

import dev.understudy.sim.client.Judgement;

/**
 * Each program's own promise to its clients: money is conserved, reads are linearizable, counters
 * only grow. The first answer to each request counts.
 */
public final class ClientPromises implements Oracle {

  @Override
  public String name() {
    return "clients";
  }

  @Override
  public String promise() {
    return "the guest kept what it owes its clients, and answered them all";
  }

  @Override
  public Verdict judge(Evidence evidence) {
    Findings findings = new Findings(name());
    long atNs = evidence.world().nowNs();
    Judgement judgement = evidence.world().crowd().judge();
    findings.judged(evidence.world().crowd().exchanges().size());
    judgement.breaches().forEach(breach -> findings.broken(atNs, breach.text()));
    findings.unjudged(judgement.undecided().size());
    evidence.world().crowd().waitingFor().forEach(who -> findings.broken(atNs, who));
    return findings.verdict();
  }
}
