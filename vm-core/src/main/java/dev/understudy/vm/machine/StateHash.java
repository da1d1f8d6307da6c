package dev.understudy.vm.machine;

/**
 * 128 bits over a state.
 *
 * <p>Good against accidents, not against a guest that sets out to make two states collide.
 */
public record StateHash(long high, long low) {
  /** 32 hexadecimal digits. */
  public String text() {
    return hex(high) + hex(low);
  }

  /** For messages. */
  @Override
  public String toString() {
    return text();
  }

  private static String hex(long half) {
    String digits = Long.toHexString(half);
    return "0".repeat(16 - digits.length()) + digits;
  }
}
