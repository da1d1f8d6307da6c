package dev.understudy.riscv.elf;

import dev.understudy.base.Bytes;

/**
 * A stretch of memory that a program is loaded into.
 *
 * @param address of its first byte
 * @param contents its first bytes; the rest is 0
 * @param memoryBytes how long it is; at least as long as its contents
 * @param headerOffset where in the file it is described
 */
public record Segment(
    int address, Bytes contents, int memoryBytes, boolean executable, long headerOffset) {

  /** The address behind its last byte. */
  public int end() {
    return address + memoryBytes;
  }
}
