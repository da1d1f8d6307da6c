package dev.understudy.browser.jdk.java.security;

import java.math.BigInteger;
import java.nio.ByteBuffer;
import java.security.NoSuchAlgorithmException;
import java.util.Arrays;

/** {@link java.security.MessageDigest} for SHA-256 alone (FIPS 180-4). */
public final class MessageDigest implements Cloneable {
  private static final String SHA_256 = "SHA-256";
  private static final int ROUNDS = 64;
  private static final int WORDS = 8;
  private static final int BLOCK_BYTES = 64;
  private static final int LENGTH_AT = BLOCK_BYTES - Long.BYTES;

  /** Of the first 64 primes: 32 bits of the fractions of their cube roots. */
  private static final int[] CONSTANTS = fractions(ROUNDS, 3);

  /** Of the first 8 primes: 32 bits of the fractions of their square roots. */
  private static final int[] START = fractions(WORDS, 2);

  private final int[] state;
  private final byte[] block;
  private final int[] schedule = new int[ROUNDS];
  private int filled;
  private long total;

  private MessageDigest(int[] state, byte[] block, int filled, long total) {
    this.state = state;
    this.block = block;
    this.filled = filled;
    this.total = total;
  }

  private static int[] fractions(int count, int degree) {
    int[] fractions = new int[count];
    int found = 0;
    for (int candidate = 2; found < count; candidate++) {
      if (isPrime(candidate)) {
        fractions[found++] = fraction(candidate, degree);
      }
    }
    return fractions;
  }

  private static boolean isPrime(int number) {
    for (int divisor = 2; divisor * divisor <= number; divisor++) {
      if (number % divisor == 0) {
        return false;
      }
    }
    return true;
  }

  /** 32 bits behind the point of a root, found bit by bit in whole numbers. */
  private static int fraction(int number, int degree) {
    BigInteger goal = BigInteger.valueOf(number).shiftLeft(32 * degree);
    long root = 0;
    for (int bit = 40; bit >= 0; bit--) {
      long tried = root | 1L << bit;
      if (BigInteger.valueOf(tried).pow(degree).compareTo(goal) <= 0) {
        root = tried;
      }
    }
    return (int) root;
  }

  public static MessageDigest getInstance(String algorithm) throws NoSuchAlgorithmException {
    if (!algorithm.equals(SHA_256)) {
      throw new NoSuchAlgorithmException(algorithm);
    }
    return new MessageDigest(START.clone(), new byte[BLOCK_BYTES], 0, 0);
  }

  public String getAlgorithm() {
    return SHA_256;
  }

  public int getDigestLength() {
    return WORDS * Integer.BYTES;
  }

  public void update(byte one) {
    block[filled++] = one;
    total++;
    if (filled == BLOCK_BYTES) {
      compress();
    }
  }

  public void update(byte[] bytes) {
    update(bytes, 0, bytes.length);
  }

  public void update(byte[] bytes, int from, int length) {
    for (int i = from; i < from + length; i++) {
      update(bytes[i]);
    }
  }

  public void update(ByteBuffer bytes) {
    while (bytes.hasRemaining()) {
      update(bytes.get());
    }
  }

  public byte[] digest() {
    long bits = total * Byte.SIZE;
    update((byte) 0x80);
    while (filled != LENGTH_AT) {
      update((byte) 0);
    }
    for (int shift = Long.SIZE - Byte.SIZE; shift >= 0; shift -= Byte.SIZE) {
      update((byte) (bits >>> shift));
    }
    ByteBuffer digest = ByteBuffer.allocate(getDigestLength());
    for (int word : state) {
      digest.putInt(word);
    }
    reset();
    return digest.array();
  }

  public void reset() {
    System.arraycopy(START, 0, state, 0, WORDS);
    Arrays.fill(block, (byte) 0);
    filled = 0;
    total = 0;
  }

  @Override
  public Object clone() throws CloneNotSupportedException {
    return new MessageDigest(state.clone(), block.clone(), filled, total);
  }

  private void expand() {
    ByteBuffer words = ByteBuffer.wrap(block);
    for (int i = 0; i < ROUNDS; i++) {
      schedule[i] =
          i < 16
              ? words.getInt()
              : small(schedule[i - 2], 17, 19, 10)
                  + schedule[i - 7]
                  + small(schedule[i - 15], 7, 18, 3)
                  + schedule[i - 16];
    }
  }

  private static int small(int word, int one, int two, int shift) {
    return Integer.rotateRight(word, one) ^ Integer.rotateRight(word, two) ^ word >>> shift;
  }

  private static int large(int word, int one, int two, int three) {
    return Integer.rotateRight(word, one)
        ^ Integer.rotateRight(word, two)
        ^ Integer.rotateRight(word, three);
  }

  private void compress() {
    expand();
    int[] v = state.clone();
    for (int i = 0; i < ROUNDS; i++) {
      int choice = (v[4] & v[5]) ^ (~v[4] & v[6]);
      int majority = (v[0] & v[1]) ^ (v[0] & v[2]) ^ (v[1] & v[2]);
      int one = v[7] + large(v[4], 6, 11, 25) + choice + CONSTANTS[i] + schedule[i];
      int two = large(v[0], 2, 13, 22) + majority;
      System.arraycopy(v, 0, v, 1, WORDS - 1);
      v[4] += one;
      v[0] = one + two;
    }
    for (int i = 0; i < WORDS; i++) {
      state[i] += v[i];
    }
    filled = 0;
  }
}
