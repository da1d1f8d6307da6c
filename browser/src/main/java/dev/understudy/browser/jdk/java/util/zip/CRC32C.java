package dev.understudy.browser.jdk.java.util.zip;

import java.nio.ByteBuffer;
import java.util.zip.Checksum;

/** {@link java.util.zip.CRC32C}, a byte at a time. */
public final class CRC32C implements Checksum {
  /** Castagnoli's polynomial, its bits reversed. */
  private static final int POLYNOMIAL = 0x82f63b78;

  private static final int[] TABLE = table();

  private int register = -1;

  private static int[] table() {
    int[] table = new int[256];
    for (int i = 0; i < table.length; i++) {
      int remainder = i;
      for (int bit = 0; bit < Byte.SIZE; bit++) {
        remainder = (remainder & 1) != 0 ? remainder >>> 1 ^ POLYNOMIAL : remainder >>> 1;
      }
      table[i] = remainder;
    }
    return table;
  }

  @Override
  public void update(int one) {
    register = register >>> Byte.SIZE ^ TABLE[(register ^ one) & 0xff];
  }

  @Override
  public void update(byte[] bytes) {
    update(bytes, 0, bytes.length);
  }

  @Override
  public void update(byte[] bytes, int from, int length) {
    for (int i = from; i < from + length; i++) {
      update(bytes[i]);
    }
  }

  @Override
  public void update(ByteBuffer bytes) {
    while (bytes.hasRemaining()) {
      update(bytes.get());
    }
  }

  @Override
  public long getValue() {
    return ~register & 0xffffffffL;
  }

  @Override
  public void reset() {
    register = -1;
  }
}
