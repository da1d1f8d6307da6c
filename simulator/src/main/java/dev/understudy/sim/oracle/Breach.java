package dev.understudy.sim.oracle;

/**
 * A promise that was broken.
 *
 * @param oracle the label of the one that found it
 * @param atNs virtual time at which it showed
 * @param text what was seen and what was promised, in one line
 */
public record Breach(String oracle, long atNs, String text) {}
