package dev.understudy.vm.compiled;

import static java.math.BigInteger.ONE;
import static java.math.BigInteger.TWO;
import static java.math.BigInteger.ZERO;

import java.math.BigInteger;

/**
 * What each instruction computes, defined once more and otherwise: by whole numbers without a
 * width, of which the lowest 64 bits are taken in the end. The engines share their semantics, so
 * that comparing them can't show that both are wrong.
 */
final class IndependentArithmetic {
  private static final BigInteger MODULUS = TWO.pow(64);
  private static final BigInteger HALF = TWO.pow(63);

  private IndependentArithmetic() {}

  /** What {@code rd} holds behind an instruction that computes. */
  static long computed(String mnemonic, long destination, long source) {
    BigInteger a = signed(destination);
    BigInteger b = signed(source);
    BigInteger ua = unsigned(destination);
    BigInteger ub = unsigned(source);
    int shift = ub.mod(BigInteger.valueOf(64)).intValue();
    return low(
        switch (mnemonic) {
          case "mov" -> b;
          case "movhi" -> ub.mod(TWO.pow(32)).multiply(TWO.pow(32)).add(ua.mod(TWO.pow(32)));
          case "not" -> a.add(ONE).negate();
          case "neg" -> a.negate();
          case "add" -> a.add(b);
          case "sub" -> a.subtract(b);
          case "mul" -> a.multiply(b);
          case "mulh" -> floorDivided(a.multiply(b), MODULUS);
          case "mulhu" -> ua.multiply(ub).divide(MODULUS);
          case "div" -> a.divide(b);
          case "rem" -> a.subtract(a.divide(b).multiply(b));
          case "divu" -> ua.divide(ub);
          case "remu" -> ua.mod(ub);
          case "and" -> bitwise(ua, ub, 2);
          case "or" -> bitwise(ua, ub, 1);
          case "xor" -> bitwise(ua, ub, 3);
          case "shl" -> ua.multiply(TWO.pow(shift));
          case "shr" -> ua.divide(TWO.pow(shift));
          case "sar" -> floorDivided(a, TWO.pow(shift));
          default -> throw new IllegalArgumentException("no definition of " + mnemonic);
        });
  }

  /** Whether a branch jumps. */
  static boolean jumps(String mnemonic, long left, long right) {
    int order = signed(left).compareTo(signed(right));
    int unsigned = unsigned(left).compareTo(unsigned(right));
    return switch (mnemonic) {
      case "jeq" -> order == 0;
      case "jne" -> order != 0;
      case "jlt" -> order < 0;
      case "jle" -> order <= 0;
      case "jgt" -> order > 0;
      case "jge" -> order >= 0;
      case "jltu" -> unsigned < 0;
      case "jleu" -> unsigned <= 0;
      case "jgtu" -> unsigned > 0;
      case "jgeu" -> unsigned >= 0;
      default -> throw new IllegalArgumentException("no definition of " + mnemonic);
    };
  }

  /** What a load brings of a word in memory: its lowest bytes, with or without their sign. */
  static long loaded(int bytes, boolean signs, long word) {
    BigInteger width = TWO.pow(8 * bytes);
    BigInteger low = unsigned(word).mod(width);
    boolean negative = low.compareTo(width.divide(TWO)) >= 0;
    return low(signs && negative ? low.subtract(width) : low);
  }

  /** The word in memory behind a store of the lowest bytes of a value over it. */
  static long stored(int bytes, long before, long value) {
    BigInteger width = TWO.pow(8 * bytes);
    BigInteger kept = unsigned(before).divide(width).multiply(width);
    return low(kept.add(unsigned(value).mod(width)));
  }

  /**
   * Bit by bit: the sum of two bits is 0, 1 or 2, and says which of the three it is.
   *
   * @param which 2 for and, 1 for or, 3 for exclusive or
   */
  private static BigInteger bitwise(BigInteger a, BigInteger b, int which) {
    BigInteger result = ZERO;
    for (int bit = 0; bit < 64; bit++) {
      int sum =
          a.divide(TWO.pow(bit)).mod(TWO).intValue() + b.divide(TWO.pow(bit)).mod(TWO).intValue();
      boolean set = which == 3 ? sum == 1 : sum >= which;
      result = set ? result.add(TWO.pow(bit)) : result;
    }
    return result;
  }

  private static BigInteger floorDivided(BigInteger a, BigInteger b) {
    return a.subtract(a.mod(b)).divide(b);
  }

  private static BigInteger signed(long value) {
    return BigInteger.valueOf(value);
  }

  private static BigInteger unsigned(long value) {
    return BigInteger.valueOf(value).mod(MODULUS);
  }

  private static long low(BigInteger value) {
    BigInteger low = value.mod(MODULUS);
    return (low.compareTo(HALF) >= 0 ? low.subtract(MODULUS) : low).longValueExact();
  }
}
