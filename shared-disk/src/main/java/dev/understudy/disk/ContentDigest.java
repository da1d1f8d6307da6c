package dev.understudy.disk;

import dev.understudy.base.Bytes;

/**
 * 128 bits that stand for contents. They hold against accidents, not against an attacker who
 * constructs a collision.
 */
public record ContentDigest(long high, long low) {
  /** Stands for an empty sum: a disk full of zeros. */
  public static final ContentDigest ZERO = new ContentDigest(0, 0);

  private static final long HIGH_SEED = 0x5D_1C_5A_FE_0B_5E_D0_01L;
  private static final long LOW_SEED = 0x13_57_9B_DF_02_46_8A_CEL;
  private static final long HIGH_FACTOR = 0x9E37_79B9_7F4A_7C15L;
  private static final long LOW_FACTOR = 0xC2B2_AE3D_27D4_EB4FL;

  /** The digest of a sequence of bytes of any length. */
  public static ContentDigest of(Bytes bytes) {
    long high = HIGH_SEED;
    long low = LOW_SEED;
    int at = 0;
    for (; at + Long.BYTES <= bytes.length(); at += Long.BYTES) {
      long word = bytes.longAt(at);
      high = Long.rotateLeft((high ^ word) * HIGH_FACTOR, 29);
      low = Long.rotateLeft(low + word, 37) * LOW_FACTOR;
    }
    long rest = 0;
    for (int i = at; i < bytes.length(); i++) {
      rest = rest << Byte.SIZE | (bytes.at(i) & 0xFF);
    }
    return new ContentDigest(high, low).with(rest).with(bytes.length());
  }

  /** This digest with one more word behind it. */
  public ContentDigest with(long word) {
    long newHigh = scramble((high ^ word) * HIGH_FACTOR + low);
    return new ContentDigest(newHigh, scramble((low + word) * LOW_FACTOR ^ newHigh));
  }

  /** The sum: digests of parts whose order doesn't matter. */
  public ContentDigest plus(ContentDigest part) {
    return new ContentDigest(high + part.high, low + part.low);
  }

  /** Takes a part out of a sum again. */
  public ContentDigest minus(ContentDigest part) {
    return new ContentDigest(high - part.high, low - part.low);
  }

  private static long scramble(long bits) {
    long once = (bits ^ bits >>> 31) * 0x7FB5_D329_728E_A185L;
    long twice = (once ^ once >>> 27) * 0x81DA_DEF4_BC2D_D44DL;
    return twice ^ twice >>> 33;
  }

  @Override
  public String toString() {
    return hex(high) + hex(low);
  }

  private static String hex(long bits) {
    StringBuilder text = new StringBuilder(16);
    for (int shift = Long.SIZE - 4; shift >= 0; shift -= 4) {
      text.append(Character.forDigit((int) (bits >>> shift & 15), 16));
    }
    return text.toString();
  }
}
