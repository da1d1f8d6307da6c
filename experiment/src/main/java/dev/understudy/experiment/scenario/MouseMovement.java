package dev.understudy.experiment.scenario;

/**
 * The mouse is moved, or its buttons are pressed.
 *
 * @param buttons one bit each
 */
public record MouseMovement(long atNs, int dx, int dy, int buttons) {}
