package dev.understudy.vm.isa;

import java.lang.invoke.MethodType;

/** The signature of a semantics method: pure functions of numbers and a memory image. */
public enum SemanticsShape {
  /** {@code void f()}: nothing to compute. */
  NOTHING(MethodType.methodType(void.class)),
  /** {@code long f(long source)}. */
  UNARY(MethodType.methodType(long.class, long.class)),
  /** {@code long f(long destination, long source)}. */
  BINARY(MethodType.methodType(long.class, long.class, long.class)),
  /** {@code boolean f(long left, long right)}: is the branch taken? */
  CONDITION(MethodType.methodType(boolean.class, long.class, long.class)),
  /** {@code int f(long operand)}: the next pc. */
  TARGET(MethodType.methodType(int.class, long.class)),
  /** {@code long f(byte[] memory, int address)}. */
  LOAD(MethodType.methodType(long.class, byte[].class, int.class)),
  /** {@code void f(byte[] memory, int address, long value)}. */
  STORE(MethodType.methodType(void.class, byte[].class, int.class, long.class)),
  /** {@code int f(int status)}: the new status word, see {@link Status}. */
  STATUS(MethodType.methodType(int.class, int.class));

  private final MethodType methodType;

  SemanticsShape(MethodType methodType) {
    this.methodType = methodType;
  }

  /** The method's parameters and result, by which engines link to it. */
  public MethodType methodType() {
    return methodType;
  }
}
