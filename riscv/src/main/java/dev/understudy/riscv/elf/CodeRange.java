package dev.understudy.riscv.elf;

/**
 * Addresses that hold instructions.
 *
 * @param start of the first, a multiple of 4
 * @param end behind the last, a multiple of 4
 */
public record CodeRange(int start, int end) {}
