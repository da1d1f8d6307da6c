package dev.understudy.experiment.mutant;

import com.google.common.collect.ImmutableList;
import dev.understudy.hypervisor.HostSource;
import dev.understudy.hypervisor.SeamRules;
import dev.understudy.sim.world.RuleSet;

/**
 * Bugs in what a host gives its guest: the time and random numbers (§2.1). Both replicas agree on
 * what they are given, so that no comparison of machines shows them.
 */
final class ClockMutants {
  private static final long HOUR_NS = 3_600_000_000_000L;
  private static final long US = 1_000;

  static final ImmutableList<Mutant> ALL =
      ImmutableList.of(
          new Mutant(
              "clock-an-hour-ahead",
              "a guest that comes to another host finds its clock an hour ahead",
              "clock",
              MutantCampaign.CLOCK_BEHIND,
              RuleSet.STANDARD.withEverywhere(
                  new SeamRules() {
                    @Override
                    public long clockAtGoLive(long lastLoggedNs, long elapsedNs, long hostClockNs) {
                      return lastLoggedNs + elapsedNs + HOUR_NS;
                    }
                  })),
          new Mutant(
              "outage-left-out",
              "a guest that comes to another host misses the time of the outage",
              "clock",
              MutantCampaign.CLOCK_BEHIND,
              RuleSet.STANDARD.withEverywhere(
                  new SeamRules() {
                    @Override
                    public long clockAtGoLive(long lastLoggedNs, long elapsedNs, long hostClockNs) {
                      return lastLoggedNs;
                    }
                  })),
          new Mutant(
              "clock-in-microseconds",
              "what rdtsc gives is rounded to microseconds",
              "clock",
              MutantCampaign.CLOCK,
              RuleSet.STANDARD.withEverywhere(
                  new SeamRules() {
                    @Override
                    public long guestClockNs(long lastLoggedNs, long hostClockNs) {
                      return Math.max(lastLoggedNs, hostClockNs / US * US);
                    }
                  })),
          new Mutant(
              "clock-runs-fast",
              "the guest's clock gains a millisecond each second on its host's",
              "clock",
              MutantCampaign.CLOCK,
              RuleSet.STANDARD.withEverywhere(
                  new SeamRules() {
                    @Override
                    public long guestClockNs(long lastLoggedNs, long hostClockNs) {
                      return Math.max(lastLoggedNs, hostClockNs + hostClockNs / 1000);
                    }
                  })),
          new Mutant(
              "entropy-constant",
              "rdrand always gives the same number",
              "entropy",
              MutantCampaign.DICE,
              RuleSet.STANDARD.withEverywhere(
                  new SeamRules() {
                    @Override
                    public long entropy(HostSource host) {
                      return 4;
                    }
                  })),
          new Mutant(
              "entropy-drawn-twice",
              "every other random number of a host is thrown away",
              "entropy",
              MutantCampaign.DICE,
              RuleSet.STANDARD.withEverywhere(
                  new SeamRules() {
                    @Override
                    public long entropy(HostSource host) {
                      host.entropy();
                      return host.entropy();
                    }
                  })));

  private ClockMutants() {}
}
