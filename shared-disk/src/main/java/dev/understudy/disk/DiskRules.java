package dev.understudy.disk;

import java.util.List;

/**
 * The decisions that make the disk safe, each by name. The bodies here are the product's and the
 * only ones in it; a test overrides one and shows that a judge notices.
 *
 * <p>A rule is a function of its arguments: it keeps nothing, so forked disks may share it.
 */
public interface DiskRules {
  /** The rules of the product. */
  DiskRules STANDARD = new DiskRules() {};

  /** What {@code incarnation} is, given all generations so far, oldest first. */
  default IncarnationStanding standing(List<Generation> generations, long incarnation) {
    Generation newest = generations.get(generations.size() - 1);
    if (newest.has(incarnation)) {
      if (newest.isUnset()) {
        return incarnation == newest.primary()
            ? IncarnationStanding.ACTING
            : IncarnationStanding.STANDBY;
      }
      return incarnation == newest.owner()
          ? IncarnationStanding.ACTING
          : IncarnationStanding.FENCED;
    }
    for (Generation generation : generations) {
      if (generation.has(incarnation)) {
        return IncarnationStanding.FENCED;
      }
    }
    return IncarnationStanding.FOREIGN;
  }

  /** Whether a write is a copy of one that was applied. */
  default boolean isRepeated(SequenceWindow applied, long sequence) {
    return applied.contains(sequence);
  }

  /** Whether a write is so old that the disk no longer knows whether it was applied. */
  default boolean isTooOld(SequenceWindow applied, long sequence) {
    return applied.isBehind(sequence);
  }

  /** Whether a write of {@code sequence} comes after its successor, the block's last writer. */
  default boolean isOvertaken(long incarnation, long sequence, long lastWriter, long lastSequence) {
    return incarnation == lastWriter && sequence < lastSequence;
  }

  /** Whether a test-and-set of the newest generation by one of its pair, not its owner, wins. */
  default boolean wins(Generation newest) {
    return newest.isUnset();
  }

  /** Whether the owner of a generation who asks again is told again that it won. */
  default boolean ownerWinsAgain() {
    return true;
  }
}
