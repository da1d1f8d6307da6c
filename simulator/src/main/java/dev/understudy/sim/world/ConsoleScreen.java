package dev.understudy.sim.world;

import dev.understudy.base.Bytes;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/**
 * The console that people read. Text comes with its offset in the guest's output, so that what is
 * sent again after a failover is not shown twice.
 */
final class ConsoleScreen {
  private byte[] shown;
  private int length;

  ConsoleScreen() {
    this(new byte[256], 0);
  }

  private ConsoleScreen(byte[] shown, int length) {
    this.shown = shown;
    this.length = length;
  }

  ConsoleScreen fork() {
    return new ConsoleScreen(shown.clone(), length);
  }

  /**
   * Shows the part of a text that is new. Text beyond a gap is shown too: the reader sees all there
   * is.
   */
  void show(long offset, Bytes text) {
    byte[] bytes = text.toArray();
    int known = (int) Math.max(0, Math.min(bytes.length, length - offset));
    int fresh = bytes.length - known;
    if (length + fresh > shown.length) {
      shown = Arrays.copyOf(shown, Math.max(length + fresh, 2 * shown.length));
    }
    System.arraycopy(bytes, known, shown, length, fresh);
    length += fresh;
  }

  String text() {
    return new String(shown, 0, length, StandardCharsets.UTF_8);
  }

  byte[] bytes() {
    return Arrays.copyOf(shown, length);
  }
}
