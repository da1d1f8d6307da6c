package dev.understudy.sim.recording;

import java.util.Arrays;
import java.util.zip.DataFormatException;
import java.util.zip.Inflater;
import org.jspecify.annotations.Nullable;

/** Reads the chunks of a file in turn and refuses what was not written so. */
final class ChunkReader {
  private static final int BODY_HEAD_BYTES = 9;
  private static final int TAIL_BYTES = ChunkWriter.CHAIN_BYTES + 4;

  /** No more than this is inflated of one file, whatever it claims. */
  private static final long MAX_TOTAL_BYTES = 512L << 20;

  private final byte[] file;
  private int position = ChunkWriter.HEAD_BYTES;
  private long inflated;
  private byte[] chain;

  ChunkReader(byte[] file) throws RecordingRefusedException {
    if (!ChunkWriter.hasMagic(file)) {
      throw new RecordingRefusedException(0, "not a recording of Understudy");
    }
    if (file.length < ChunkWriter.HEAD_BYTES) {
      throw new RecordingRefusedException(file.length, "the file ends within its head");
    }
    this.file = file;
    long version = Integer.toUnsignedLong(int32(ChunkWriter.MAGIC_BYTES));
    if (version != ChunkType.FORMAT_VERSION) {
      throw new RecordingRefusedException(
          ChunkWriter.MAGIC_BYTES,
          "version " + version + " of the format, expected " + ChunkType.FORMAT_VERSION);
    }
    chain =
        ChunkWriter.link(
            new byte[ChunkWriter.CHAIN_BYTES], Arrays.copyOf(file, ChunkWriter.HEAD_BYTES));
  }

  int position() {
    return position;
  }

  /** How much of the file stands behind what was read. */
  int remaining() {
    return file.length - position;
  }

  /** The next chunk; null at the end of the file, or where the file was cut within a chunk. */
  @Nullable Chunk next() throws RecordingRefusedException {
    if (remaining() < BODY_HEAD_BYTES + TAIL_BYTES) {
      return null;
    }
    int stored = int32(position + 5);
    if (stored < 0 || stored > ChunkWriter.MAX_PAYLOAD_BYTES * 2) {
      throw refuse("a chunk of " + Integer.toUnsignedString(stored) + " bytes");
    }
    long end = (long) position + BODY_HEAD_BYTES + stored + TAIL_BYTES;
    if (end > file.length) {
      return null;
    }
    Chunk chunk = checked(stored);
    position = (int) end;
    return chunk;
  }

  private Chunk checked(int stored) throws RecordingRefusedException {
    int bodyLength = BODY_HEAD_BYTES + stored;
    int tail = position + bodyLength;
    if (ChunkWriter.crc(file, position, bodyLength) != int32(tail + ChunkWriter.CHAIN_BYTES)) {
      throw refuse("the checksum of this chunk does not match: the file is damaged");
    }
    byte[] body = Arrays.copyOfRange(file, position, tail);
    byte[] expected = ChunkWriter.link(chain, body);
    if (!Arrays.equals(expected, 0, expected.length, file, tail, tail + ChunkWriter.CHAIN_BYTES)) {
      throw refuse("this chunk does not follow the one before: the hash chain is broken");
    }
    chain = expected;
    ChunkType type = ChunkType.ofTag(body[0] & 0xff);
    if (type == null) {
      throw refuse("no chunk type has the tag " + (body[0] & 0xff));
    }
    return new Chunk(type, inflate(body, int32(position + 1)), position);
  }

  private byte[] inflate(byte[] body, int length) throws RecordingRefusedException {
    if (length < 0 || length > ChunkWriter.MAX_PAYLOAD_BYTES) {
      throw refuse("a payload of " + Integer.toUnsignedString(length) + " bytes");
    }
    // Deflate never does better: memory is taken only for what can be there.
    if (length > (body.length + 1L) * 1032) {
      throw refuse("a payload of " + length + " bytes out of " + body.length);
    }
    inflated += length;
    if (inflated > MAX_TOTAL_BYTES) {
      throw refuse("the file holds more than " + MAX_TOTAL_BYTES + " bytes");
    }
    Inflater inflater = new Inflater();
    try {
      inflater.setInput(body, BODY_HEAD_BYTES, body.length - BODY_HEAD_BYTES);
      byte[] payload = new byte[length + 1];
      int got = 0;
      int part;
      while (got < payload.length
          && (part = inflater.inflate(payload, got, length + 1 - got)) > 0) {
        got += part;
      }
      if (got != length || !inflater.finished() || inflater.getRemaining() != 0) {
        throw refuse("the payload does not inflate to " + length + " bytes");
      }
      return Arrays.copyOf(payload, length);
    } catch (DataFormatException e) {
      throw refuse("the payload does not inflate");
    } finally {
      inflater.end();
    }
  }

  private RecordingRefusedException refuse(String reason) {
    return new RecordingRefusedException(position, reason);
  }

  private int int32(int at) {
    return (file[at] & 0xff)
        | (file[at + 1] & 0xff) << 8
        | (file[at + 2] & 0xff) << 16
        | (file[at + 3] & 0xff) << 24;
  }
}
