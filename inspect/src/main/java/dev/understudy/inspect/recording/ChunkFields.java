package dev.understudy.inspect.recording;

import dev.understudy.base.FieldReader;

/** The fields of one chunk. */
final class ChunkFields extends FieldReader<RecordingRefusedException> {
  private final Chunk chunk;

  ChunkFields(Chunk chunk) {
    super("the chunk", chunk.payload(), 0, chunk.payload().length);
    this.chunk = chunk;
  }

  @Override
  public RecordingRefusedException refuse(String reason) {
    return new RecordingRefusedException(
        chunk.offset(),
        "the " + chunk.type().text() + " chunk, field at " + position() + ": " + reason);
  }
}
