package dev.understudy.hypervisor;

import java.util.Locale;

/**
 * The first point at which a replay and its log disagree.
 *
 * @param entryIndex the entry concerned, from 1
 * @param count instructions the replaying guest had retired
 * @param pc where it stood
 * @param expected what the log says
 * @param seen what the guest did
 */
public record Divergence(long entryIndex, long count, int pc, String expected, String seen) {

  public String text() {
    return String.format(
        Locale.ROOT,
        "entry %d, instruction %d, pc 0x%x: expected %s, seen %s",
        entryIndex,
        count,
        Integer.toUnsignedLong(pc),
        expected,
        seen);
  }
}
