package dev.understudy.bench;

import dev.understudy.programs.Program;
import dev.understudy.programs.Programs;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.function.IntFunction;
import java.util.function.IntToLongFunction;

/**
 * One computation in three forms: a guest program that ships, plain Java, and WebAssembly.
 *
 * @param name the program's
 * @param constant of the program, which sets its size
 * @param large the size that is measured
 * @param small the size that tests use
 * @param java the same in Java
 * @param wasm the same as a module whose {@code run} takes the size
 * @param radix in which the guest prints the result
 */
record Kernel(
    String name,
    String constant,
    int large,
    int small,
    IntToLongFunction java,
    IntFunction<byte[]> wasm,
    int radix) {

  /** The kernels in the order in which they are reported. */
  static final List<Kernel> ALL =
      List.of(
          new Kernel(
              "sieve", "LIMIT", 5_000_000, 1_000, JavaKernels::sieve, WasmKernels::sieve, 10),
          new Kernel(
              "crc32", "SIZE", 16 << 20, 1 << 12, JavaKernels::crc32, WasmKernels::crc32, 16),
          new Kernel(
              "xorshift",
              "DRAWS",
              20_000_000,
              1_000,
              JavaKernels::xorshift,
              size -> WasmKernels.xorshift(),
              16),
          new Kernel("fib", "N", 34, 12, JavaKernels::fib, size -> WasmKernels.fib(), 10),
          new Kernel("matmul", "N", 256, 12, JavaKernels::matmul, WasmKernels::matmul, 16),
          new Kernel(
              "copysum", "PASSES", 64, 4, JavaKernels::copysum, size -> WasmKernels.copysum(), 16));

  static Optional<Kernel> find(String name) {
    return ALL.stream().filter(kernel -> kernel.name.equals(name)).findFirst();
  }

  Program program(int size) {
    return Programs.find(name).orElseThrow().withConstant(constant, Integer.toString(size));
  }

  /** Whether what a guest printed contains this result. */
  boolean isIn(String console, long result) {
    String text = radix == 10 ? Long.toString(result) : String.format(Locale.ROOT, "%016x", result);
    return List.of(console.strip().split("[ ,\n]+")).contains(text);
  }
}
