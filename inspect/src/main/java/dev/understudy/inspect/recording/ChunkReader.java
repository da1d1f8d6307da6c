package dev.understudy.inspect.recording;

import com.google.common.collect.ImmutableList;
import dev.understudy.inspect.recording.StoredChunk.Piece;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/** Reads the chunks of a file in turn and refuses what was not written so. */
final class ChunkReader {
  private static final int TAIL_BYTES = ChunkWriter.CHAIN_BYTES + 4;

  private final byte[] file;
  private int position = ChunkWriter.HEAD_BYTES;
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
  @Nullable StoredChunk next() throws RecordingRefusedException {
    int start = position;
    ImmutableList.Builder<Piece> pieces = ImmutableList.builder();
    while (true) {
      Piece piece = piece();
      if (piece == null) {
        position = start;
        return null;
      }
      pieces.add(piece);
      int tag = file[piece.offset()] & 0xff;
      if (tag < ChunkWriter.CONTINUED) {
        return new StoredChunk(file, type(piece, tag), pieces.build());
      }
      if (isCut(piece, tag)) {
        position = start;
        return null;
      }
    }
  }

  /** Whether the file ends behind a piece that announces another; else that one must follow. */
  private boolean isCut(Piece piece, int tag) throws RecordingRefusedException {
    if (remaining() > 0 && (file[position] & 0x7f) != (tag & 0x7f)) {
      throw new RecordingRefusedException(position, "the chunk at " + piece.offset() + " goes on");
    }
    return remaining() == 0;
  }

  private static ChunkType type(Piece piece, int tag) throws RecordingRefusedException {
    ChunkType type = ChunkType.ofTag(tag);
    if (type == null) {
      throw new RecordingRefusedException(piece.offset(), "no chunk type has the tag " + tag);
    }
    return type;
  }

  private @Nullable Piece piece() throws RecordingRefusedException {
    if (remaining() < ChunkWriter.BODY_HEAD_BYTES + TAIL_BYTES) {
      return null;
    }
    int length = int32(position + 1);
    int stored = int32(position + 5);
    if (stored < 0 || stored > ChunkWriter.PIECE_BYTES * 2) {
      throw refuse("a chunk of " + Integer.toUnsignedString(stored) + " bytes");
    }
    int bodyLength = ChunkWriter.BODY_HEAD_BYTES + stored;
    if ((long) position + bodyLength + TAIL_BYTES > file.length) {
      return null;
    }
    check(bodyLength);
    if (length < 0 || length > ChunkWriter.PIECE_BYTES || ChunkWriter.isTooDense(length, stored)) {
      throw refuse(
          "a payload of " + Integer.toUnsignedString(length) + " bytes stored in " + stored);
    }
    Piece piece = new Piece(position, stored, length);
    position += bodyLength + TAIL_BYTES;
    return piece;
  }

  private void check(int bodyLength) throws RecordingRefusedException {
    int tail = position + bodyLength;
    if (ChunkWriter.crc(file, position, bodyLength) != int32(tail + ChunkWriter.CHAIN_BYTES)) {
      throw refuse("the checksum of this chunk does not match: the file is damaged");
    }
    byte[] expected = ChunkWriter.link(chain, Arrays.copyOfRange(file, position, tail));
    if (!Arrays.equals(expected, 0, expected.length, file, tail, tail + ChunkWriter.CHAIN_BYTES)) {
      throw refuse("this chunk does not follow the one before: the hash chain is broken");
    }
    chain = expected;
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
