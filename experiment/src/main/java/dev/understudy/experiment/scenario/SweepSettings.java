package dev.understudy.experiment.scenario;

import java.util.Optional;

/**
 * A smaller workload, for going through every point of a run.
 *
 * @param clients of each group, at most
 * @param requests of each client, at most
 * @param lengthNs in place of the scenario's
 */
public record SweepSettings(
    Optional<Long> clients, Optional<Long> requests, Optional<Long> lengthNs) {}
