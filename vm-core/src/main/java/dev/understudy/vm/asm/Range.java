package dev.understudy.vm.asm;

/** The values a field takes, both ends included. */
record Range(long least, long most) {
  static final Range SIGNED_16 = new Range(Short.MIN_VALUE, Short.MAX_VALUE);
  static final Range SIGNED_32 = new Range(Integer.MIN_VALUE, Integer.MAX_VALUE);
  static final Range UNSIGNED_32 = new Range(0, 0xffff_ffffL);
  private static final long SHOWN_AS_DECIMAL = 1_000_000;

  /** Data of 1, 2, 4 or 8 bytes: a signed number, or a pattern of bits. */
  static Range ofBytes(int bytes) {
    int bits = Byte.SIZE * bytes;
    return bits == Long.SIZE
        ? new Range(Long.MIN_VALUE, Long.MAX_VALUE)
        : new Range(-(1L << (bits - 1)), (1L << bits) - 1);
  }

  boolean holds(long value) {
    return value >= least && value <= most;
  }

  /** Small numbers are read best in decimal, large ones in hexadecimal. */
  static String shown(long value) {
    boolean small = Math.abs(value) < SHOWN_AS_DECIMAL && value != Long.MIN_VALUE;
    String sign = value < 0 && value != Long.MIN_VALUE ? "-" : "";
    return small ? Long.toString(value) : sign + AssemblyText.hex(Math.abs(value));
  }

  @Override
  public String toString() {
    return shown(least) + " to " + shown(most);
  }
}
