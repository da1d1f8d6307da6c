package dev.understudy.testkit.fuzz;

import dev.understudy.disk.Request;
import dev.understudy.hypervisor.log.EntryType;
import dev.understudy.sim.oracle.Chronicle;
import dev.understudy.sim.oracle.Chronicle.Emitted;
import dev.understudy.sim.oracle.Chronicle.Logged;
import dev.understudy.sim.oracle.Chronicle.WentLive;
import dev.understudy.sim.run.Account;
import dev.understudy.sim.run.Succession;
import dev.understudy.sim.scenario.Sometimes;
import dev.understudy.testkit.Outcome;
import java.util.EnumSet;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;

/** Which of the things that should happen sometimes did happen in a run. */
final class Sightings {
  /** A timer that was due before the takeover fires within this time after it. */
  private static final long OVERDUE_NS = 30_000;

  private final Chronicle chronicle;
  private final Account account;

  private Sightings(Chronicle chronicle, Account account) {
    this.chronicle = chronicle;
    this.account = account;
  }

  static Set<Sometimes> in(Outcome outcome) {
    EnumSet<Sometimes> seen = EnumSet.noneOf(Sometimes.class);
    Account account = outcome.account();
    if (account != null) {
      Sightings sightings = new Sightings(outcome.chronicle(), account);
      for (Sometimes one : Sometimes.values()) {
        if (sightings.happened(one)) {
          seen.add(one);
        }
      }
    }
    return seen;
  }

  private boolean happened(Sometimes what) {
    return switch (what) {
      case FAILOVER -> account.failovers() > 0;
      case ALONE ->
          account.successions().stream()
              .anyMatch(one -> !one.failover() && one.liveNs() != Succession.NEVER);
      case CONTEST -> contested();
      case OUTPUT_HELD -> account.holds().held() > 0;
      case OUTPUT_REPEATED -> repeated();
      case OUTPUT_LOST -> lost();
      case IO_REISSUED -> chronicle.wentLive().stream().anyMatch(live -> live.how().reissued() > 0);
      case TIMER_OVERDUE -> overdue();
      case RETRIED -> account.clients().retries() > 0;
      case FRAME_LOST -> account.channel().lost() > 0;
      case FRAME_DUPLICATED -> account.channel().duplicated() > 0;
      case FRAME_OVERTAKEN -> account.channel().heldBack() > 0;
      case BACKUP_WAITED -> !chronicle.consumed().isEmpty();
    };
  }

  /** Whoever asks for it under two incarnations wants to be the only one. */
  private boolean contested() {
    return chronicle.asked().stream()
            .filter(asked -> asked.request() instanceof Request.TestAndSet)
            .mapToLong(asked -> asked.request().incarnation())
            .distinct()
            .count()
        > 1;
  }

  private boolean repeated() {
    TreeMap<Long, Integer> firstHost = new TreeMap<>();
    for (Emitted emitted : chronicle.emitted()) {
      Integer first = firstHost.putIfAbsent(emitted.outputIndex(), emitted.host());
      if (first != null && first != emitted.host()) {
        return true;
      }
    }
    return false;
  }

  /** Made by the first primary, and never let out by it, though another host went on. */
  private boolean lost() {
    if (chronicle.wentLive().isEmpty()) {
      return false;
    }
    TreeSet<Long> left = new TreeSet<>();
    chronicle.released().stream()
        .filter(one -> one.host() == 0)
        .forEach(one -> left.add(one.outputIndex()));
    for (Logged logged : chronicle.logged()) {
      if (logged.host() == 0
          && logged.output() != null
          && !left.contains(logged.output().index())) {
        return true;
      }
    }
    return false;
  }

  private boolean overdue() {
    for (WentLive live : chronicle.wentLive()) {
      for (Logged logged : chronicle.logged()) {
        if (logged.host() == live.host()
            && logged.entry().type() == EntryType.TIMER_FIRED
            && logged.atNs() >= live.atNs()
            && logged.atNs() <= live.atNs() + OVERDUE_NS) {
          return true;
        }
      }
    }
    return false;
  }
}
