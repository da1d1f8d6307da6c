package dev.understudy.inspect.recording;

import com.google.common.collect.ImmutableList;
import java.util.Arrays;
import java.util.zip.DataFormatException;
import java.util.zip.Inflater;

/**
 * One chunk as it stands in a file whose checksums hold, not inflated yet. What it takes to inflate
 * it is bounded by what is there.
 *
 * @param pieces one, or several of a payload too long for one
 */
record StoredChunk(byte[] file, ChunkType type, ImmutableList<Piece> pieces) {

  /**
   * A part of a payload.
   *
   * @param offset of the piece in the file
   * @param stored how many bytes it has there
   * @param length how many bytes it says it inflates to
   */
  record Piece(int offset, int stored, int length) {}

  int offset() {
    return pieces.get(0).offset();
  }

  long length() {
    return pieces.stream().mapToLong(Piece::length).sum();
  }

  Chunk inflated() throws RecordingRefusedException {
    byte[] payload = new byte[0];
    for (Piece piece : pieces) {
      byte[] part = inflate(piece);
      int before = payload.length;
      payload = before == 0 ? part : Arrays.copyOf(payload, before + part.length);
      System.arraycopy(part, 0, payload, before, part.length);
    }
    return new Chunk(type, payload, offset());
  }

  private byte[] inflate(Piece piece) throws RecordingRefusedException {
    Inflater inflater = new Inflater();
    try {
      inflater.setInput(file, piece.offset() + ChunkWriter.BODY_HEAD_BYTES, piece.stored());
      byte[] payload = new byte[piece.length() + 1];
      int got = 0;
      int part;
      while (got < payload.length
          && (part = inflater.inflate(payload, got, payload.length - got)) > 0) {
        got += part;
      }
      if (got != piece.length() || !inflater.finished() || inflater.getRemaining() != 0) {
        throw refuse(piece, "the payload does not inflate to " + piece.length() + " bytes");
      }
      return Arrays.copyOf(payload, piece.length());
    } catch (DataFormatException e) {
      throw refuse(piece, "the payload does not inflate");
    } finally {
      inflater.end();
    }
  }

  private static RecordingRefusedException refuse(Piece piece, String reason) {
    return new RecordingRefusedException(piece.offset(), reason);
  }
}
