package dev.understudy.browser.jdk;

/** Numbers in byte arrays, little-endian, at any index: what views of byte arrays do. */
public final class ByteViews {
  private ByteViews() {}

  public static short getShort(byte[] bytes, int at) {
    check(bytes, at, Short.BYTES);
    return (short) ((bytes[at] & 0xff) | bytes[at + 1] << 8);
  }

  public static int getInt(byte[] bytes, int at) {
    check(bytes, at, Integer.BYTES);
    return four(bytes, at);
  }

  public static long getLong(byte[] bytes, int at) {
    check(bytes, at, Long.BYTES);
    return (long) four(bytes, at + 4) << 32 | (four(bytes, at) & 0xffffffffL);
  }

  public static void setShort(byte[] bytes, int at, short value) {
    check(bytes, at, Short.BYTES);
    bytes[at] = (byte) value;
    bytes[at + 1] = (byte) (value >> 8);
  }

  public static void setInt(byte[] bytes, int at, int value) {
    check(bytes, at, Integer.BYTES);
    four(bytes, at, value);
  }

  public static void setLong(byte[] bytes, int at, long value) {
    check(bytes, at, Long.BYTES);
    four(bytes, at, (int) value);
    four(bytes, at + 4, (int) (value >> 32));
  }

  private static void check(byte[] bytes, int at, int width) {
    if (at < 0 || at > bytes.length - width) {
      throw new IndexOutOfBoundsException("index " + at + " of " + bytes.length + " bytes");
    }
  }

  private static int four(byte[] bytes, int at) {
    return (bytes[at] & 0xff)
        | (bytes[at + 1] & 0xff) << 8
        | (bytes[at + 2] & 0xff) << 16
        | bytes[at + 3] << 24;
  }

  private static void four(byte[] bytes, int at, int value) {
    bytes[at] = (byte) value;
    bytes[at + 1] = (byte) (value >> 8);
    bytes[at + 2] = (byte) (value >> 16);
    bytes[at + 3] = (byte) (value >> 24);
  }
}
