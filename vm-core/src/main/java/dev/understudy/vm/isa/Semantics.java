package dev.understudy.vm.isa;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;

/**
 * What each instruction computes: one static method for each mnemonic of the {@link Opcode} table,
 * with the signature of its {@link SemanticsShape}.
 *
 * <p>The methods are pure but for the memory image they are handed. They never check what an engine
 * must have checked before: a zero divisor throws {@link ArithmeticException}, an access that is
 * not wholly inside the image {@link IndexOutOfBoundsException}, both before anything changed.
 */
public final class Semantics {
  private static final VarHandle BYTES_2 =
      MethodHandles.byteArrayViewVarHandle(short[].class, ByteOrder.LITTLE_ENDIAN);
  private static final VarHandle BYTES_4 =
      MethodHandles.byteArrayViewVarHandle(int[].class, ByteOrder.LITTLE_ENDIAN);
  private static final VarHandle BYTES_8 =
      MethodHandles.byteArrayViewVarHandle(long[].class, ByteOrder.LITTLE_ENDIAN);

  private Semantics() {}

  public static void nop() {
    // Nothing to compute.
  }

  public static int halt(int status) {
    return status | Status.HALTED;
  }

  public static int cli(int status) {
    return status & ~Status.INTERRUPTS_ENABLED;
  }

  public static int sti(int status) {
    return status | Status.INTERRUPTS_ENABLED;
  }

  public static int wfi(int status) {
    return Status.pending(status) == 0 ? status | Status.WAITING : status;
  }

  /** The popped 8 bytes; the engine takes the low 32 bits. */
  public static long ret(byte[] memory, int address) {
    return ld8(memory, address);
  }

  /**
   * From the frame at {@code address}: the address to return to in bits 0..31, the interrupt flag
   * in bit 32. The detail in the frame's last 8 bytes is not looked at, but must lie within memory.
   */
  public static long iret(byte[] memory, int address) {
    ld8(memory, address + Frame.DETAIL_OFFSET);
    long returnTo = ld8(memory, address + Frame.RETURN_OFFSET) & 0xffff_ffffL;
    long enabled = ld8(memory, address + Frame.STATUS_OFFSET) & Status.INTERRUPTS_ENABLED;
    return returnTo | enabled << 32;
  }

  public static long trap(long number) {
    return number;
  }

  public static long mov(long source) {
    return source;
  }

  public static long movhi(long destination, long source) {
    return (destination & 0xffff_ffffL) | source << 32;
  }

  public static long not(long source) {
    return ~source;
  }

  public static long neg(long source) {
    return -source;
  }

  public static long add(long destination, long source) {
    return destination + source;
  }

  public static long sub(long destination, long source) {
    return destination - source;
  }

  public static long mul(long destination, long source) {
    return destination * source;
  }

  public static long div(long destination, long source) {
    return destination / source;
  }

  public static long divu(long destination, long source) {
    return Long.divideUnsigned(destination, source);
  }

  public static long rem(long destination, long source) {
    return destination % source;
  }

  public static long remu(long destination, long source) {
    return Long.remainderUnsigned(destination, source);
  }

  public static long and(long destination, long source) {
    return destination & source;
  }

  public static long or(long destination, long source) {
    return destination | source;
  }

  public static long xor(long destination, long source) {
    return destination ^ source;
  }

  /** The JVM, too, takes shift counts modulo 64. */
  public static long shl(long destination, long source) {
    return destination << source;
  }

  public static long shr(long destination, long source) {
    return destination >>> source;
  }

  public static long sar(long destination, long source) {
    return destination >> source;
  }

  public static long mulh(long destination, long source) {
    return Math.multiplyHigh(destination, source);
  }

  /** From the signed product: each negative factor counts 2^64 too little. */
  public static long mulhu(long destination, long source) {
    return Math.multiplyHigh(destination, source)
        + (destination >> 63 & source)
        + (source >> 63 & destination);
  }

  public static long ld1(byte[] memory, int address) {
    return memory[address] & 0xffL;
  }

  public static long ld2(byte[] memory, int address) {
    return (short) BYTES_2.get(memory, address) & 0xffffL;
  }

  public static long ld4(byte[] memory, int address) {
    return (int) BYTES_4.get(memory, address) & 0xffff_ffffL;
  }

  public static long ld8(byte[] memory, int address) {
    return (long) BYTES_8.get(memory, address);
  }

  public static long ld1s(byte[] memory, int address) {
    return memory[address];
  }

  public static long ld2s(byte[] memory, int address) {
    return (short) BYTES_2.get(memory, address);
  }

  public static long ld4s(byte[] memory, int address) {
    return (int) BYTES_4.get(memory, address);
  }

  public static void st1(byte[] memory, int address, long value) {
    memory[address] = (byte) value;
  }

  public static void st2(byte[] memory, int address, long value) {
    BYTES_2.set(memory, address, (short) value);
  }

  public static void st4(byte[] memory, int address, long value) {
    BYTES_4.set(memory, address, (int) value);
  }

  public static void st8(byte[] memory, int address, long value) {
    BYTES_8.set(memory, address, value);
  }

  public static boolean jeq(long left, long right) {
    return left == right;
  }

  public static boolean jne(long left, long right) {
    return left != right;
  }

  public static boolean jlt(long left, long right) {
    return left < right;
  }

  public static boolean jle(long left, long right) {
    return left <= right;
  }

  public static boolean jgt(long left, long right) {
    return left > right;
  }

  public static boolean jge(long left, long right) {
    return left >= right;
  }

  public static boolean jltu(long left, long right) {
    return Long.compareUnsigned(left, right) < 0;
  }

  public static boolean jleu(long left, long right) {
    return Long.compareUnsigned(left, right) <= 0;
  }

  public static boolean jgtu(long left, long right) {
    return Long.compareUnsigned(left, right) > 0;
  }

  public static boolean jgeu(long left, long right) {
    return Long.compareUnsigned(left, right) >= 0;
  }

  public static int jmp(long operand) {
    return (int) operand;
  }

  public static void call(byte[] memory, int address, long returnAddress) {
    st8(memory, address, returnAddress);
  }

  public static void push(byte[] memory, int address, long value) {
    st8(memory, address, value);
  }

  public static long pop(byte[] memory, int address) {
    return ld8(memory, address);
  }

  /** What the port answered. */
  public static long in(long answer) {
    return answer;
  }

  public static long out(long value) {
    return value;
  }

  public static long rdtsc(long clockNs) {
    return clockNs;
  }

  public static long rdrand(long random) {
    return random;
  }
}
