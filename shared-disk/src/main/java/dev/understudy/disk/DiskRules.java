package dev.understudy.disk;

import java.util.List;

/**
 * What the disk decides by. There is one instance in use, {@link #STANDARD}; the class is open so
 * that a test can break one rule and show that somebody notices.
 */
public class DiskRules {
  /** The rules in force. */
  public static final DiskRules STANDARD = new DiskRules();

  protected DiskRules() {}

  /** What {@code incarnation} is, given all generations so far, oldest first. */
  public Standing standing(List<Generation> generations, long incarnation) {
    Generation newest = generations.get(generations.size() - 1);
    if (newest.has(incarnation)) {
      if (newest.isUnset()) {
        return incarnation == newest.primary() ? Standing.ACTING : Standing.STANDBY;
      }
      return incarnation == newest.owner() ? Standing.ACTING : Standing.FENCED;
    }
    for (Generation generation : generations) {
      if (generation.has(incarnation)) {
        return Standing.FENCED;
      }
    }
    return Standing.FOREIGN;
  }

  /** Whether a write is a copy of one that was applied. */
  public boolean isRepeated(SequenceWindow applied, long sequence) {
    return applied.contains(sequence);
  }

  /** Whether nobody can tell any more if a write was applied. */
  public boolean isTooOld(SequenceWindow applied, long sequence) {
    return applied.isBehind(sequence);
  }

  /** Whether a write of {@code sequence} comes after its successor, the block's last writer. */
  public boolean isOvertaken(long incarnation, long sequence, long lastWriter, long lastSequence) {
    return incarnation == lastWriter && sequence < lastSequence;
  }

  /** Whether the owner of a generation who asks again hears again that it won. */
  public boolean ownerWinsAgain() {
    return true;
  }
}
