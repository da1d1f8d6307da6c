package dev.understudy.hypervisor;

/**
 * How often a recorder marks its log, by count. 0 switches a mark off.
 *
 * @param progressEveryInstructions a progress mark after so many instructions without an entry
 * @param stateMarkEveryInstructions a state mark at every multiple of this count
 * @param stateMarkEveryEntries a state mark after so many entries without one
 */
public record SeamConfig(
    long progressEveryInstructions, long stateMarkEveryInstructions, long stateMarkEveryEntries) {

  public static final SeamConfig DEFAULT = new SeamConfig(1_000_000, 100_000_000, 1_000);
}
