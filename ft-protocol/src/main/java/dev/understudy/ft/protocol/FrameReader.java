package dev.understudy.ft.protocol;

import java.util.Arrays;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * Reads the fields of one frame. The first thing that is wrong is kept as {@link #problem}, after
 * which every field reads as 0 or empty: hostile bytes are a result, not an exception.
 */
final class FrameReader {
  private static final byte[] NONE = {};

  private final byte[] bytes;
  private final int end;
  private int at;
  private @Nullable String problem;

  FrameReader(byte[] bytes, int start, int end) {
    this.bytes = bytes;
    this.at = start;
    this.end = end;
  }

  @Nullable String problem() {
    return problem;
  }

  void fail(String what) {
    if (problem == null) {
      problem = what;
    }
  }

  int remaining() {
    return end - at;
  }

  long varint(String field) {
    long value = 0;
    for (int shift = 0; shift < 63 && problem == null; shift += 7) {
      if (at == end) {
        fail(String.format(Locale.ROOT, "%s at byte %d: the frame ends in it", field, at));
        return 0;
      }
      int next = bytes[at++];
      value |= (long) (next & 0x7f) << shift;
      if (next >= 0) {
        if (next == 0 && shift > 0) {
          fail(String.format(Locale.ROOT, "%s before byte %d: a superfluous zero byte", field, at));
          return 0;
        }
        return value;
      }
    }
    fail(String.format(Locale.ROOT, "%s before byte %d: longer than 63 bits", field, at));
    return 0;
  }

  byte[] bytes(long length) {
    if (problem != null) {
      return NONE;
    }
    if (length > remaining()) {
      fail(
          String.format(
              Locale.ROOT,
              "an entry of %d bytes at byte %d, %d are left",
              length,
              at,
              remaining()));
      return NONE;
    }
    byte[] copy = Arrays.copyOfRange(bytes, at, at + (int) length);
    at += (int) length;
    return copy;
  }

  void expectEnd() {
    if (at != end) {
      fail(String.format(Locale.ROOT, "%d bytes after the last field, at byte %d", end - at, at));
    }
  }

  static int littleEndianInt(byte[] bytes, int at) {
    return (bytes[at] & 0xff)
        | (bytes[at + 1] & 0xff) << 8
        | (bytes[at + 2] & 0xff) << 16
        | (bytes[at + 3] & 0xff) << 24;
  }
}
