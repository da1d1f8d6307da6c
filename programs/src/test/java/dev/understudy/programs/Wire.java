package dev.understudy.programs;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.ArrayList;
import java.util.List;

/** Frames as the guests' servers speak them, written down a second time to check them. */
final class Wire {
  static final int HEADER_BYTES = 16;

  private Wire() {}

  static byte[] frame(long destination, long source, byte[] payload) {
    byte[] frame = new byte[HEADER_BYTES + payload.length];
    words(frame).putLong(destination).putLong(source).put(payload);
    return frame;
  }

  static byte[] payload(long... words) {
    byte[] payload = new byte[words.length * 8];
    ByteBuffer buffer = words(payload);
    for (long word : words) {
      buffer.putLong(word);
    }
    return payload;
  }

  static List<Long> wordsOf(byte[] bytes) {
    ByteBuffer buffer = words(bytes);
    List<Long> words = new ArrayList<>();
    while (buffer.remaining() >= 8) {
      words.add(buffer.getLong());
    }
    return words;
  }

  private static ByteBuffer words(byte[] bytes) {
    return ByteBuffer.wrap(bytes).order(ByteOrder.LITTLE_ENDIAN);
  }
}
