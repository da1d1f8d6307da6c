package dev.understudy.inspect.diff;

import java.util.List;

/**
 * The first point at which two executions differ.
 *
 * @param entry index of the log entry concerned
 * @param count instructions retired before the one concerned
 * @param pc of that instruction, unsigned
 * @param sentence what happened there, for people
 * @param lastCommon the last entry that both have; empty if there is none
 * @param nextFirst what the first execution has next
 * @param nextSecond what the second one has next
 * @param values registers and words of memory that differ right behind it
 * @param code disassembly around it
 * @param path from where the difference was noticed back to it, the latest first
 */
public record Difference(
    DivergenceCause cause,
    long entry,
    long count,
    int pc,
    String sentence,
    String lastCommon,
    String nextFirst,
    String nextSecond,
    List<Value> values,
    List<String> code,
    List<String> path) {

  /**
   * A place that holds two values.
   *
   * @param place a register, or an address with its symbol
   */
  public record Value(String place, long first, long second) {}
}
