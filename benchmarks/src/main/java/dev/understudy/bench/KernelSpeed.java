package dev.understudy.bench;

import dev.understudy.bench.Measurement.Effort;
import dev.understudy.bench.Measurement.Spread;
import dev.understudy.vm.compiled.CompilingEngine;
import dev.understudy.vm.machine.Interpreter;
import java.util.List;

/**
 * How fast one kernel is. Ratios are of times: 2 is twice as slow. The guests are recorded.
 *
 * @param compiledRate guest instructions a second
 */
record KernelSpeed(
    String name,
    Spread compiledVsJava,
    Spread interpretedVsJava,
    Spread chicoryVsJava,
    Spread compiledVsChicory,
    Spread compiledRate,
    Spread interpretedRate) {

  private static final int JAVA = 0;
  private static final int COMPILED = 1;
  private static final int CHICORY = 2;

  /** The interpreter is slow, and steady from the start: it gets fewer rounds, with Java's own. */
  static KernelSpeed of(Kernel kernel, int size, Effort effort) {
    long expected = kernel.java().applyAsLong(size);
    BenchmarkGuest compiled =
        new BenchmarkGuest(kernel.program(size), CompilingEngine.create(), RequestLoop.NOBODY, 0);
    BenchmarkGuest interpreted =
        new BenchmarkGuest(kernel.program(size), Interpreter.INSTANCE, RequestLoop.NOBODY, 0);
    Chicory chicory = new Chicory(kernel.wasm().apply(size));
    long instructions = compiled.record().instructions();
    Runnable java = () -> check(kernel, "Java", expected == kernel.java().applyAsLong(size));
    Runnable run =
        () ->
            check(kernel, "the compiled guest", kernel.isIn(compiled.record().console(), expected));
    Runnable wasm = () -> check(kernel, "Chicory", expected == chicory.run(size));
    Runnable slow =
        () ->
            check(
                kernel,
                "the interpreted guest",
                kernel.isIn(interpreted.record().console(), expected));
    Measurement fast = Measurement.of(effort, List.of(java, run, wasm));
    Measurement slower = Measurement.of(effort.brief(), List.of(java, slow));
    return new KernelSpeed(
        kernel.name(),
        fast.ratio(COMPILED, JAVA),
        slower.ratio(1, 0),
        fast.ratio(CHICORY, JAVA),
        fast.ratio(COMPILED, CHICORY),
        fast.rate(COMPILED, instructions),
        slower.rate(1, instructions));
  }

  private static void check(Kernel kernel, String who, boolean right) {
    if (!right) {
      throw new IllegalStateException(kernel.name() + ": " + who + " computed something else");
    }
  }
}
