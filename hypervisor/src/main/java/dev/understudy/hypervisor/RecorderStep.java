package dev.understudy.hypervisor;

import dev.understudy.hypervisor.device.Effect;
import dev.understudy.hypervisor.log.Entry;
import org.jspecify.annotations.Nullable;

/**
 * One step of what a recorder saw, in order: an entry, or an effect, or an output entry with its
 * effect.
 *
 * @param index the entry's number in the log, from 1; 0 without an entry
 * @param entry null for an effect that is no output
 * @param encoded the entry's bytes; empty without an entry. Not to be written to.
 * @param sent what a backup gets in their place: the same array, or an entry that leaves out what
 *     the backup can read for itself
 * @param effect null for an entry that lets nothing out
 */
public record RecorderStep(
    long index, @Nullable Entry entry, byte[] encoded, byte[] sent, @Nullable Effect effect) {

  /** Whether a backup has to read for itself what this entry carries. */
  public boolean leavesDataOut() {
    return sent != encoded;
  }
}
