package dev.understudy.experiment.run;

import dev.understudy.sim.net.Traffic;

/**
 * How the logging channel was used.
 *
 * @param traffic what was sent over it, both ways, repetitions included
 * @param history lag, buffers and throttling over time
 */
public record ChannelUse(Traffic traffic, ChannelHistory history) {
  static ChannelUse of(RunFacts facts) {
    return new ChannelUse(
        facts.world().channelTraffic(), ChannelHistory.of(facts.trace(), facts.world().nowNs()));
  }
}
