package dev.understudy.sim.recording;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.util.Arrays;

/** The fields of one chunk, read from the front; what does not fit is refused. */
final class FieldReader {
  private final byte[] bytes;
  private final ChunkType type;
  private final long chunkOffset;
  private int position;

  FieldReader(Chunk chunk) {
    this.bytes = chunk.payload();
    this.type = chunk.type();
    this.chunkOffset = chunk.offset();
  }

  RecordingRefusedException refuse(String reason) {
    return new RecordingRefusedException(
        chunkOffset, "the " + type.text() + " chunk, field at " + position + ": " + reason);
  }

  int remaining() {
    return bytes.length - position;
  }

  int octet() throws RecordingRefusedException {
    if (position >= bytes.length) {
      throw refuse("the chunk ends too early");
    }
    return bytes[position++] & 0xff;
  }

  long number() throws RecordingRefusedException {
    long value = 0;
    for (int shift = 0; shift < 64; shift += 7) {
      int octet = octet();
      value |= (long) (octet & 0x7f) << shift;
      if (octet < 0x80) {
        return value;
      }
    }
    throw refuse("a number of more than 64 bits");
  }

  long signed() throws RecordingRefusedException {
    long value = number();
    return (value >>> 1) ^ -(value & 1);
  }

  /** A number from 0 to {@code most}. */
  int count(String what, long most) throws RecordingRefusedException {
    long value = number();
    if (value < 0 || value > most) {
      throw refuse(what + " is " + Long.toUnsignedString(value) + ", expected at most " + most);
    }
    return (int) value;
  }

  long fixed(int size) throws RecordingRefusedException {
    long value = 0;
    for (int i = 0; i < size; i++) {
      value |= (long) octet() << (8 * i);
    }
    return value;
  }

  byte[] bytes(int length) throws RecordingRefusedException {
    if (length > remaining()) {
      throw refuse(length + " bytes where " + remaining() + " are left");
    }
    position += length;
    return Arrays.copyOfRange(bytes, position - length, position);
  }

  String text() throws RecordingRefusedException {
    return new String(bytes(count("the length of a text", remaining())), UTF_8);
  }

  void expectEnd() throws RecordingRefusedException {
    if (remaining() != 0) {
      throw refuse(remaining() + " bytes too many");
    }
  }
}
