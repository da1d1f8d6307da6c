package dev.understudy.hypervisor;

/**
 * What a recorder logs beside what happens, by count (0 switches a mark off), and what it leaves
 * out.
 *
 * @param progressEveryInstructions a progress mark after so many instructions without an entry
 * @param stateMarkEveryInstructions a state mark at every multiple of this count
 * @param stateMarkEveryEntries a state mark after so many entries without one
 * @param diskReads whether what the disk answers is in the log
 */
public record SeamConfig(
    long progressEveryInstructions,
    long stateMarkEveryInstructions,
    long stateMarkEveryEntries,
    DiskReads diskReads) {

  /**
   * A state mark hashes all pages written since the last: a guest may write a gigabyte a second.
   */
  public static final SeamConfig DEFAULT =
      new SeamConfig(2_000_000, 1_000_000_000, 1_000, DiskReads.LOGGED);

  /** This configuration with a state mark behind every entry. */
  public SeamConfig markingEveryEntry() {
    return new SeamConfig(progressEveryInstructions, stateMarkEveryInstructions, 1, diskReads);
  }

  /** This configuration with another way for a backup to get its reads. */
  public SeamConfig with(DiskReads reads) {
    return new SeamConfig(
        progressEveryInstructions, stateMarkEveryInstructions, stateMarkEveryEntries, reads);
  }
}
