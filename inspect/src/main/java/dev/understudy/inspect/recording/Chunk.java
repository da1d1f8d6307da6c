package dev.understudy.inspect.recording;

/**
 * One chunk of a file, checked and inflated.
 *
 * @param offset where it begins in the file
 */
record Chunk(ChunkType type, byte[] payload, long offset) {}
