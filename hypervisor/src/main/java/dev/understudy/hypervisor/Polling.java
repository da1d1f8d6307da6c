package dev.understudy.hypervisor;

/**
 * That a guest asks again and again where it could wait: how much of its time went by in rows of
 * reads of ports or of the clock, close together, with nothing coming in and nothing put out.
 *
 * @param instructions retired within such rows
 * @param reads in them
 * @param asked what the longest row asked last: a port's name, or {@code rdtsc}
 */
public record Polling(long instructions, long reads, String asked) {}
