package dev.understudy.bench;

import dev.understudy.bench.BenchmarkGuest.Outcome;
import dev.understudy.vm.compiled.CompilingEngine;
import dev.understudy.vm.machine.Engine;
import dev.understudy.vm.machine.Interpreter;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.Warmup;

/**
 * One guest from switching on to its end: alone, recorded, replayed. For JMH, which starts JVMs of
 * its own and can profile what it runs.
 */
@State(Scope.Benchmark)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.MILLISECONDS)
@Fork(
    value = 1,
    jvmArgsAppend = {"-XX:+UseSerialGC", "-Xms640m", "-Xmx640m", "-Xmn320m"})
@Warmup(iterations = 3, time = 1)
@Measurement(iterations = 5, time = 1)
public class EngineBenchmark {

  /** Any name that {@code understudy bench} knows. */
  @Param({"sieve", "crc32", "xorshift", "fib", "matmul", "copysum", "stopwatch", "threads", "bank"})
  public String program = "";

  /** What executes it. */
  @Param({"compiled", "interpreted"})
  public String engine = "";

  private @Nullable BenchmarkGuest guest;
  private List<byte[]> log = List.of();

  /** Switches the guest on once, for a log to replay. */
  @Setup
  public void prepare() {
    Engine executes = engine.equals("compiled") ? CompilingEngine.create() : Interpreter.INSTANCE;
    BenchmarkWorkload workload = BenchmarkWorkload.find(program).orElseThrow();
    BenchmarkGuest ready =
        new BenchmarkGuest(
            workload.program(), executes, workload.requestLoop(), workload.requests());
    log = ready.record().log();
    guest = ready;
  }

  private BenchmarkGuest guest() {
    if (guest == null) {
      throw new IllegalStateException("not prepared");
    }
    return guest;
  }

  /** Runs a guest without a log and returns the number of instructions. */
  @Benchmark
  public long solo() {
    Outcome outcome = guest().solo();
    return outcome.instructions();
  }

  /** Runs a guest with a log and returns the size of the log. */
  @Benchmark
  public long recording() {
    return guest().record().logBytes();
  }

  /** Runs a guest by a log and returns the number of instructions. */
  @Benchmark
  public long replay() {
    return guest().replay(log);
  }
}
