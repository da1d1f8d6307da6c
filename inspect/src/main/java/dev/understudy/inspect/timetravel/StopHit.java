package dev.understudy.inspect.timetravel;

import org.jspecify.annotations.Nullable;

/**
 * Why the cursor stands where it stands.
 *
 * @param was the value before, of a register or a word
 * @param is the value now
 * @param pc of the instruction that changed it; -1 if it was a device, or nothing changed
 * @param event what happened, if that was the reason
 */
public record StopHit(
    StopCondition condition, long was, long is, int pc, @Nullable IndexedEvent event) {
  /** No instruction. */
  public static final int NO_PC = -1;
}
