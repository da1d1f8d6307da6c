package dev.understudy.riscv.translation;

import java.math.BigInteger;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;

/**
 * What is right: an interpreter of RV64IM written from the manual, which shares nothing with the
 * translator, not even the table of instructions.
 *
 * <p>Memory is flat, and an address is its low 32 bits, as on this machine.
 */
final class RiscvInterpreter {
  private static final int HALT = 0x0020_500b;

  final long[] x = new long[32];
  final ByteBuffer memory;
  private long pc;
  private long retired;

  RiscvInterpreter(byte[] memory, long entry) {
    this.memory = ByteBuffer.wrap(memory).order(ByteOrder.LITTLE_ENDIAN);
    this.pc = entry;
  }

  /** Runs to the machine's {@code halt}, at most so many instructions. */
  void run(long most) {
    while (word() != HALT) {
      if (retired++ == most) {
        throw new AssertionError("still running after " + most + " instructions");
      }
      step(word());
      x[0] = 0;
    }
  }

  long retired() {
    return retired;
  }

  private int word() {
    return memory.getInt((int) pc);
  }

  private void step(int word) {
    int rd = (word >>> 7) & 31;
    int funct3 = (word >>> 12) & 7;
    long a = x[(word >>> 15) & 31];
    long b = x[(word >>> 20) & 31];
    long immediate = word >> 20;
    long next = pc + 4;
    switch (word & 127) {
      case 0x37 -> x[rd] = word & 0xffff_f000;
      case 0x17 -> x[rd] = pc + (word & 0xffff_f000);
      case 0x6f -> {
        x[rd] = next;
        next = pc + jump(word);
      }
      case 0x67 -> {
        x[rd] = next;
        next = (a + immediate) & ~1L;
      }
      case 0x63 -> next = taken(funct3, a, b) ? pc + branch(word) : next;
      case 0x03 -> x[rd] = load(funct3, (int) (a + immediate));
      case 0x23 -> store(funct3, (int) (a + ((word >> 25 << 5) | ((word >>> 7) & 31))), b);
      case 0x13 -> x[rd] = whole(funct3, funct3 == 5 ? (word >>> 30) & 1 : 0, a, immediate);
      case 0x1b -> x[rd] = word(funct3, funct3 == 5 ? (word >>> 30) & 1 : 0, a, immediate);
      case 0x33 ->
          x[rd] = word >>> 25 == 1 ? extensionM(funct3, a, b) : whole(funct3, word >>> 30, a, b);
      case 0x3b ->
          x[rd] =
              word >>> 25 == 1 ? extensionMOfWords(funct3, a, b) : word(funct3, word >>> 30, a, b);
      case 0x0f -> {}
      default -> throw new AssertionError("no instruction: " + Integer.toHexString(word));
    }
    pc = next;
  }

  private static long jump(int word) {
    int offset =
        (((word >>> 21) & 1023) << 1) | (((word >>> 20) & 1) << 11) | (((word >>> 12) & 255) << 12);
    return word < 0 ? offset - (1 << 20) : offset;
  }

  private static long branch(int word) {
    int offset =
        (((word >>> 8) & 15) << 1) | (((word >>> 25) & 63) << 5) | (((word >>> 7) & 1) << 11);
    return word < 0 ? offset - (1 << 12) : offset;
  }

  private static boolean taken(int funct3, long a, long b) {
    return switch (funct3) {
      case 0 -> a == b;
      case 1 -> a != b;
      case 4 -> a < b;
      case 5 -> a >= b;
      case 6 -> Long.compareUnsigned(a, b) < 0;
      case 7 -> Long.compareUnsigned(a, b) >= 0;
      default -> throw new AssertionError("no branch " + funct3);
    };
  }

  private long load(int funct3, int address) {
    return switch (funct3) {
      case 0 -> memory.get(address);
      case 1 -> memory.getShort(address);
      case 2 -> memory.getInt(address);
      case 3 -> memory.getLong(address);
      case 4 -> memory.get(address) & 0xffL;
      case 5 -> memory.getShort(address) & 0xffffL;
      case 6 -> memory.getInt(address) & 0xffff_ffffL;
      default -> throw new AssertionError("no load " + funct3);
    };
  }

  private void store(int funct3, int address, long value) {
    switch (funct3) {
      case 0 -> memory.put(address, (byte) value);
      case 1 -> memory.putShort(address, (short) value);
      case 2 -> memory.putInt(address, (int) value);
      case 3 -> memory.putLong(address, value);
      default -> throw new AssertionError("no store " + funct3);
    }
  }

  private static long whole(int funct3, int other, long a, long b) {
    return switch (funct3) {
      case 0 -> other == 1 ? a - b : a + b;
      case 1 -> a << (b & 63);
      case 2 -> a < b ? 1 : 0;
      case 3 -> Long.compareUnsigned(a, b) < 0 ? 1 : 0;
      case 4 -> a ^ b;
      case 5 -> other == 1 ? a >> (b & 63) : a >>> (b & 63);
      case 6 -> a | b;
      default -> a & b;
    };
  }

  private static long word(int funct3, int other, long a, long b) {
    int left = (int) a;
    int right = (int) b;
    return switch (funct3) {
      case 0 -> other == 1 ? left - right : left + right;
      case 1 -> left << (right & 31);
      case 5 -> other == 1 ? left >> (right & 31) : left >>> (right & 31);
      default -> throw new AssertionError("no word operation " + funct3);
    };
  }

  private static BigInteger unsigned(long a) {
    return new BigInteger(Long.toUnsignedString(a));
  }

  private static long high(BigInteger a, BigInteger b) {
    return a.multiply(b).shiftRight(64).longValue();
  }

  private static long extensionM(int funct3, long a, long b) {
    return switch (funct3) {
      case 0 -> BigInteger.valueOf(a).multiply(BigInteger.valueOf(b)).longValue();
      case 1 -> high(BigInteger.valueOf(a), BigInteger.valueOf(b));
      case 2 -> high(BigInteger.valueOf(a), unsigned(b));
      case 3 -> high(unsigned(a), unsigned(b));
      case 4 -> b == 0 ? -1 : BigInteger.valueOf(a).divide(BigInteger.valueOf(b)).longValue();
      case 5 -> b == 0 ? -1 : unsigned(a).divide(unsigned(b)).longValue();
      case 6 -> b == 0 ? a : BigInteger.valueOf(a).remainder(BigInteger.valueOf(b)).longValue();
      default -> b == 0 ? a : unsigned(a).remainder(unsigned(b)).longValue();
    };
  }

  private static long extensionMOfWords(int funct3, long a, long b) {
    long left = (int) a;
    long right = (int) b;
    long unsignedLeft = a & 0xffff_ffffL;
    long unsignedRight = b & 0xffff_ffffL;
    long result =
        switch (funct3) {
          case 0 -> left * right;
          case 4 -> right == 0 ? -1 : left / right;
          case 5 -> unsignedRight == 0 ? -1 : unsignedLeft / unsignedRight;
          case 6 -> right == 0 ? left : left % right;
          case 7 -> unsignedRight == 0 ? unsignedLeft : unsignedLeft % unsignedRight;
          default -> throw new AssertionError("no word operation " + funct3);
        };
    return (int) result;
  }
}
