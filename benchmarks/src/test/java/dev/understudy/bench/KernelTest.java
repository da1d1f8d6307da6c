package dev.understudy.bench;

import static org.assertj.core.api.Assertions.assertThat;

import dev.understudy.vm.compiled.CompilingEngine;
import dev.understudy.vm.machine.Interpreter;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** All forms of a kernel compute the same. */
class KernelTest {

  static Stream<Kernel> kernels() {
    return Kernel.ALL.stream();
  }

  @ParameterizedTest
  @MethodSource("kernels")
  void everyFormComputesTheSame(Kernel kernel) {
    int size = kernel.small();
    long result = kernel.java().applyAsLong(size);

    assertThat(new Chicory(kernel.wasm().apply(size)).run(size)).isEqualTo(result);
    String interpreted =
        new BenchmarkGuest(kernel.program(size), Interpreter.INSTANCE, RequestLoop.NOBODY, 0)
            .solo()
            .console();
    assertThat(interpreted).matches(console -> kernel.isIn(console, result));
    assertThat(interpreted).matches(console -> !kernel.isIn(console, result + 1));
    String compiled =
        new BenchmarkGuest(
                kernel.program(size), CompilingEngine.create(0, 1000), RequestLoop.NOBODY, 0)
            .record()
            .console();
    assertThat(compiled).isEqualTo(interpreted);
  }
}
