package dev.understudy.experiment.scenario;

import dev.understudy.ft.protocol.CloneLimits;
import dev.understudy.sim.world.ClusterConfig;
import java.util.List;
import java.util.Optional;

/** The keys of {@code [cluster]}. */
final class ClusterSchema {
  private static final long MS = 1_000_000;

  private ClusterSchema() {}

  static Section<ClusterConfig> cluster() {
    Section<ClusterConfig> section =
        new Section<>(
            "The cluster service, which makes a new backup when a host is alone: at the first place"
                + " that is up and has no guest. docs/understand/FTVMOTION.md.");
    CloneLimits standard = CloneLimits.DEFAULT;
    Key<Optional<Long>> after =
        section.key(
            "replace-after",
            ValueTypes.duration(0, ScenarioSchema.TIME_MAX).orAbsent(),
            Optional.empty(),
            cluster ->
                Optional.of(cluster.replaceAfterNs()).filter(ns -> ns != ClusterConfig.NEVER),
            "How long it takes to order a clone; without it, nobody makes new backups.");
    Key<Long> pause =
        section.key(
            "pause-max",
            ValueTypes.duration(1, 10_000 * MS),
            standard.pauseNs(),
            cluster -> cluster.limits().pauseNs(),
            "How long the guest may stand still for the last round of a clone.");
    Key<Integer> rounds =
        section.key(
            "rounds-max",
            ValueTypes.integer(1, 1_000),
            standard.roundsMax(),
            cluster -> cluster.limits().roundsMax(),
            "After so many rounds a guest that changes memory faster than it gets across is slowed,"
                + " or the clone is given up.");
    Key<Boolean> slows =
        section.key(
            "not-converging",
            ValueTypes.choice(List.of(true, false), slow -> slow ? "slow-down" : "give-up"),
            standard.slowsGuest(),
            cluster -> cluster.limits().slowsGuest(),
            "Which of the two: `slow-down` or `give-up`.");
    return section.becomes(
        values ->
            new ClusterConfig(
                values.get(after).orElse(ClusterConfig.NEVER),
                new CloneLimits(values.get(pause), values.get(rounds), values.get(slows))));
  }
}
