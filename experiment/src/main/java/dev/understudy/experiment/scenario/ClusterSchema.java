package dev.understudy.experiment.scenario;

import dev.understudy.ft.protocol.CloneLimits;
import dev.understudy.sim.world.Cluster;
import java.util.List;
import java.util.Optional;

/** The keys of {@code [cluster]}. */
final class ClusterSchema {
  private static final long MS = 1_000_000;

  private ClusterSchema() {}

  static Section<Cluster> cluster() {
    Section<Cluster> section =
        new Section<>(
            "The cluster service, which makes a new backup when a host is alone: at the first place"
                + " that is up and has no guest. docs/understand/FTVMOTION.md.");
    CloneLimits standard = CloneLimits.DEFAULT;
    Key<Optional<Long>> after =
        section.key(
            "replace-after",
            Shapes.duration(0, Schema.TIME_MAX).orAbsent(),
            Optional.empty(),
            cluster -> Optional.of(cluster.replaceAfterNs()).filter(ns -> ns != Cluster.NEVER),
            "How long it takes to order a clone; without it, nobody makes new backups.");
    Key<Long> pause =
        section.key(
            "pause-max",
            Shapes.duration(1, 10_000 * MS),
            standard.pauseNs(),
            cluster -> cluster.limits().pauseNs(),
            "How long the guest may stand still for the last round of a clone.");
    Key<Integer> rounds =
        section.key(
            "rounds-max",
            Shapes.integer(1, 1_000),
            standard.roundsMax(),
            cluster -> cluster.limits().roundsMax(),
            "After so many rounds a guest that changes memory faster than it gets across is slowed,"
                + " or the clone is given up.");
    Key<Boolean> slows =
        section.key(
            "not-converging",
            Shapes.choice(List.of(true, false), slow -> slow ? "slow-down" : "give-up"),
            standard.slowsGuest(),
            cluster -> cluster.limits().slowsGuest(),
            "Which of the two: `slow-down` or `give-up`.");
    return section.becomes(
        values ->
            new Cluster(
                values.get(after).orElse(Cluster.NEVER),
                new CloneLimits(values.get(pause), values.get(rounds), values.get(slows))));
  }
}
