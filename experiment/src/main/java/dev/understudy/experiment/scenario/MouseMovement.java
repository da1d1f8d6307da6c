package dev.understudy.experiment.scenario;

/**
 * Somebody moves the mouse or presses its buttons.
 *
 * @param buttons one bit each
 */
public record MouseMovement(long atNs, int dx, int dy, int buttons) {}
