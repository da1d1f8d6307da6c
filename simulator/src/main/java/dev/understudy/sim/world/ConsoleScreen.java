package dev.understudy.sim.world;

import dev.understudy.base.Bytes;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/**
 * The console that people read. Text comes with its offset in the guest's output, so that what is
 * sent again after a failover is not shown twice.
 *
 * <p>What is shown may be shorter than what the guest put out: around a failover text may get lost.
 * So the offset that comes next is kept apart from the length shown.
 */
final class ConsoleScreen {
  private byte[] shown;
  private int length;
  private long nextOffset;

  ConsoleScreen() {
    this(new byte[256], 0, 0);
  }

  private ConsoleScreen(byte[] shown, int length, long nextOffset) {
    this.shown = shown;
    this.length = length;
    this.nextOffset = nextOffset;
  }

  ConsoleScreen fork() {
    return new ConsoleScreen(shown.clone(), length, nextOffset);
  }

  /**
   * Shows the part of a text that is new. Text beyond a gap is shown too: the reader sees all there
   * is.
   *
   * @return what was new
   */
  Bytes show(long offset, Bytes text) {
    byte[] bytes = text.toArray();
    int known = (int) Math.max(0, Math.min(bytes.length, nextOffset - offset));
    int fresh = bytes.length - known;
    if (length + fresh > shown.length) {
      shown = Arrays.copyOf(shown, Math.max(length + fresh, 2 * shown.length));
    }
    System.arraycopy(bytes, known, shown, length, fresh);
    length += fresh;
    nextOffset = Math.max(nextOffset, offset + bytes.length);
    return known == 0 ? text : Bytes.wrap(Arrays.copyOfRange(bytes, known, bytes.length));
  }

  /** The offset of what would be new. */
  long nextOffset() {
    return nextOffset;
  }

  String text() {
    return new String(shown, 0, length, StandardCharsets.UTF_8);
  }

  byte[] bytes() {
    return Arrays.copyOf(shown, length);
  }
}
