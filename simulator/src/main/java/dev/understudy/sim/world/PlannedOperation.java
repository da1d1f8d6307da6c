package dev.understudy.sim.world;

/**
 * An operation and when it is ordered.
 *
 * @param atNs virtual time
 * @param operation what
 * @param text as the scenario or the command line put it
 */
public record PlannedOperation(long atNs, Operation operation, String text) {}
