package dev.understudy.experiment.run;

import com.google.common.collect.ImmutableList;
import dev.understudy.sim.oracle.RunTrace.Emitted;
import dev.understudy.sim.oracle.RunTrace.Halted;
import dev.understudy.sim.oracle.RunTrace.Moved;
import dev.understudy.sim.world.FaultInjector.Struck;
import dev.understudy.sim.world.FaultLoss;
import java.util.List;

/**
 * One host was the primary: it ran the guest live, and the disk named nobody else. Once the disk
 * has named another host it is fenced; it may not know that for long, but its outputs are held
 * while it asks (§2.3). Times are virtual, {@link #NEVER} for what did not happen.
 *
 * @param untilNs when it crashed, was fenced or halted, whichever came first; the end of the run if
 *     {@code ended} is empty
 * @param ended why it was not the primary any longer
 * @param askedNs since when it asked the disk, with its outputs held
 * @param fencedNs when the disk named another host
 * @param lastOutputNs when its last output left it
 * @param outputsSinceFenced how many of its outputs left it later than that; its successor's log
 *     holds them, or the promise {@code one-chain} is broken
 * @param haltedNs when it stopped for good, by itself
 */
public record PrimaryTerm(
    String host,
    long fromNs,
    long untilNs,
    String ended,
    long askedNs,
    long fencedNs,
    long lastOutputNs,
    long outputsSinceFenced,
    long haltedNs) {

  public static final long NEVER = -1;

  /** All of a run, in order. */
  static ImmutableList<PrimaryTerm> in(RunFacts facts) {
    ImmutableList.Builder<PrimaryTerm> terms = ImmutableList.builder();
    terms.add(new Search(facts, 0, 0).term());
    facts.trace().wentLive().forEach(live -> terms.add(new Search(facts, live.host(), live.atNs()).term()));
    return terms.build();
  }

  /** Whether it lost the guest to a host that the disk named, and did not crash before. */
  public boolean isFenced() {
    return fencedNs != NEVER && untilNs == fencedNs;
  }

  /** Looks for what became of one host that was the primary from some time on. */
  private static final class Search {
    private final RunFacts facts;
    private final int host;
    private final long fromNs;
    private long untilNs = Long.MAX_VALUE;
    private String ended = "";
    private long askedNs = NEVER;
    private long fencedNs = NEVER;
    private long haltedNs = NEVER;

    Search(RunFacts facts, int host, long fromNs) {
      this.facts = facts;
      this.host = host;
      this.fromNs = fromNs;
    }

    PrimaryTerm term() {
      crash();
      fence();
      halt();
      asked();
      List<Emitted> emitted = facts.ofHost(host).emitted();
      return new PrimaryTerm(
          facts.hostName(host),
          fromNs,
          ended.isEmpty() ? facts.world().nowNs() : untilNs,
          ended,
          askedNs,
          fencedNs,
          emitted.isEmpty() ? NEVER : emitted.get(emitted.size() - 1).atNs(),
          emitted.stream().filter(one -> fencedNs != NEVER && one.atNs() > fencedNs).count(),
          haltedNs);
    }

    private void end(long atNs, String why) {
      if (atNs < untilNs) {
        untilNs = atNs;
        ended = why;
      }
    }

    private void crash() {
      for (Struck struck : facts.world().faultInjector().struck()) {
        boolean crashed = struck.fault().effect().loss() == FaultLoss.HOST;
        if (crashed && struck.whom().equals(facts.hostName(host)) && struck.atNs() >= fromNs) {
          end(struck.atNs(), "it crashed");
        }
      }
    }

    private void fence() {
      for (SurvivorDecision decision : facts.decisions()) {
        if (fencedNs == NEVER && decision.winner() != host && decision.atNs() >= fromNs) {
          fencedNs = decision.atNs();
          end(fencedNs, facts.hostName(decision.winner()) + " won the test-and-set");
        }
      }
    }

    private void halt() {
      for (Halted halted : facts.trace().halted()) {
        if (haltedNs == NEVER && halted.host() == host && halted.atNs() >= fromNs) {
          haltedNs = halted.atNs();
          end(haltedNs, halted.reason().meaning());
        }
      }
    }

    private void asked() {
      for (Moved moved : facts.trace().moved()) {
        if (moved.host() == host && moved.atNs() >= fromNs && moved.to().arbitrating()) {
          askedNs = moved.atNs();
        }
      }
    }
  }
}
