package dev.understudy.vm.machine;

/**
 * Flat memory arrays for running machines, reused. One for each worker thread: neither it nor the
 * machines on it may be used by two threads.
 */
public final class MemoryPool {}
