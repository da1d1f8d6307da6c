package dev.understudy.ft.protocol;

import dev.understudy.base.StateDigest;

/**
 * Repeats the announcement by which this host claims the clients' address, as long as the host is
 * live.
 */
final class Announcer {
  private final ProtocolConfig config;
  private final Rules rules;
  private long tenure;
  private long dueNs;

  Announcer(ProtocolConfig config, Rules rules, long tenure, long nowNs) {
    this.config = config;
    this.rules = rules;
    this.tenure = tenure;
    this.dueNs = nowNs;
  }

  Announcer fork() {
    return new Announcer(config, rules, tenure, dueNs);
  }

  void announce(long newTenure, long nowNs, CommandSink out) {
    tenure = newTenure;
    out.accept(new Command.Announce(tenure));
    dueNs = rules.announcesAgain() ? nowNs + config.announceIntervalNs() : Long.MAX_VALUE;
  }

  void onTime(long nowNs, CommandSink out) {
    if (nowNs >= dueNs) {
      announce(tenure, nowNs, out);
    }
  }

  long nextDueNs() {
    return dueNs;
  }

  void digestInto(StateDigest digest, long nowNs) {
    digest.add(tenure);
    digest.add(dueNs == Long.MAX_VALUE ? dueNs : dueNs - nowNs);
  }
}
