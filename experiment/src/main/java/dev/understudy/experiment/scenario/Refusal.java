package dev.understudy.experiment.scenario;

import java.util.List;

/**
 * Something that can't be in a scenario, wherever it was written.
 *
 * @param path the key that is wrong, from the top down, such as ("faults", "2", "target")
 * @param message what is wrong, starting in lower case
 * @param expected what would be right
 */
public record Refusal(List<String> path, String message, String expected) {}
