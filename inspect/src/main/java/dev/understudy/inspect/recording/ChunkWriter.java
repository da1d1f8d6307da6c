package dev.understudy.inspect.recording;

import com.google.common.hash.Hashing;
import dev.understudy.base.FieldWriter;
import java.io.ByteArrayOutputStream;
import java.util.Arrays;
import java.util.function.Consumer;
import java.util.zip.CRC32C;
import java.util.zip.Deflater;

/**
 * Writes chunks, each whole before the next begins: whatever kills the writer leaves a prefix that
 * reads.
 */
public final class ChunkWriter {
  /** The first byte is no text in UTF-8; the line ends show a transfer that took it for text. */
  private static final byte[] MAGIC = {(byte) 0x89, 'U', 'S', 'R', 'E', 'C', '\r', '\n'};

  static final int MAGIC_BYTES = 8;
  static final int HEAD_BYTES = MAGIC_BYTES + 4;
  static final int CHAIN_BYTES = 16;

  static final int BODY_HEAD_BYTES = 9;

  /** Longer payloads are written in several pieces, each with a checksum of its own. */
  static final int PIECE_BYTES = 8 << 20;

  /** The bit in the tag of a piece that another piece continues. */
  static final int CONTINUED = 0x80;

  /** How far a payload is compressed at most: what a file can cost its reader is bounded by it. */
  private static final int DENSITY_MAX = 100;

  private final Consumer<byte[]> sink;
  private byte[] chain;

  /** Writes the file's head. */
  public ChunkWriter(Consumer<byte[]> sink) {
    this.sink = sink;
    byte[] head = new FieldWriter().bytes(MAGIC).fixed(ChunkType.FORMAT_VERSION, 4).take();
    this.chain = link(new byte[CHAIN_BYTES], head);
    sink.accept(head);
  }

  static boolean hasMagic(byte[] file) {
    return file.length >= MAGIC_BYTES && Arrays.equals(file, 0, MAGIC_BYTES, MAGIC, 0, MAGIC_BYTES);
  }

  /** Writes one chunk and hands its bytes to the sink. */
  public void write(ChunkType type, byte[] payload) {
    int at = 0;
    while (payload.length - at > PIECE_BYTES) {
      piece(type.tag() | CONTINUED, Arrays.copyOfRange(payload, at, at + PIECE_BYTES));
      at += PIECE_BYTES;
    }
    piece(type.tag(), at == 0 ? payload : Arrays.copyOfRange(payload, at, payload.length));
  }

  private void piece(int tag, byte[] payload) {
    byte[] deflated = deflate(payload, Deflater.BEST_SPEED);
    byte[] stored =
        isTooDense(payload.length, deflated.length)
            ? deflate(payload, Deflater.NO_COMPRESSION)
            : deflated;
    FieldWriter out =
        new FieldWriter().octet(tag).fixed(payload.length, 4).fixed(stored.length, 4).bytes(stored);
    byte[] body = out.take();
    chain = link(chain, body);
    sink.accept(out.bytes(body).bytes(chain).fixed(crc(body, 0, body.length), 4).take());
  }

  /** Whether so many bytes claim to be compressed to fewer than this writer ever makes of them. */
  static boolean isTooDense(int length, int stored) {
    return length > (long) stored * DENSITY_MAX;
  }

  static int crc(byte[] bytes, int start, int length) {
    CRC32C crc = new CRC32C();
    crc.update(bytes, start, length);
    return (int) crc.getValue();
  }

  /** The chain's next link: half of the SHA-256 of the last one and the chunk. */
  static byte[] link(byte[] before, byte[] body) {
    byte[] digest = Hashing.sha256().newHasher().putBytes(before).putBytes(body).hash().asBytes();
    return Arrays.copyOf(digest, CHAIN_BYTES);
  }

  private static byte[] deflate(byte[] payload, int level) {
    Deflater deflater = new Deflater(level);
    try {
      deflater.setInput(payload);
      deflater.finish();
      ByteArrayOutputStream out = new ByteArrayOutputStream();
      byte[] part = new byte[8192];
      while (!deflater.finished()) {
        out.write(part, 0, deflater.deflate(part));
      }
      return out.toByteArray();
    } finally {
      deflater.end();
    }
  }
}
