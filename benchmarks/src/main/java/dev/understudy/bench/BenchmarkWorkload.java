package dev.understudy.bench;

import com.google.common.collect.ImmutableMap;
import dev.understudy.programs.Program;
import dev.understudy.programs.Programs;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * A guest at work, for the cost of fault tolerance.
 *
 * @param name the program's
 * @param what dense in it, in a few words
 * @param constants what is changed in it, so that it works long enough
 * @param requestLoop what a client asks it
 * @param requests how often
 */
record BenchmarkWorkload(
    String name,
    String what,
    Map<String, String> constants,
    RequestLoop requestLoop,
    int requests) {

  /** The workloads that are measured unless some are named. */
  static final List<BenchmarkWorkload> ALL =
      List.of(
          compute("sieve", ImmutableMap.of("LIMIT", "40_000_000", "PASSES", "3")),
          compute("crc32", ImmutableMap.of("SIZE", "16 << 20", "PASSES", "3")),
          compute("xorshift", ImmutableMap.of("DRAWS", "20_000_000")),
          compute("fib", ImmutableMap.of("N", "34")),
          compute("matmul", ImmutableMap.of("N", "384")),
          compute("copysum", ImmutableMap.of("PASSES", "512")),
          dense("stopwatch", "clock reads", ImmutableMap.of("READINGS", "100_000", "WORK", "100")),
          dense("dice", "random numbers", ImmutableMap.of("HANDS", "6_000")),
          dense(
              "threads",
              "timer interrupts",
              ImmutableMap.of("SWITCHES", "20_000", "QUANTUM_NS", "10_000")),
          asked("echo", "frames", RequestLoop.ECHO, 20_000),
          dense("disklog", "disk requests", ImmutableMap.of("RECORDS", "4000")),
          asked("bank", "frames, disk", RequestLoop.BANK, 5_000),
          asked("kv", "frames", RequestLoop.KV, 20_000));

  private static BenchmarkWorkload compute(String name, ImmutableMap<String, String> constants) {
    return dense(name, "compute", constants);
  }

  static BenchmarkWorkload dense(String name, String what, Map<String, String> constants) {
    return new BenchmarkWorkload(name, what, constants, RequestLoop.NOBODY, 0);
  }

  private static BenchmarkWorkload asked(
      String name, String what, RequestLoop requestLoop, int requests) {
    return new BenchmarkWorkload(name, what, ImmutableMap.of(), requestLoop, requests);
  }

  static Optional<BenchmarkWorkload> find(String name) {
    return ALL.stream().filter(workload -> workload.name.equals(name)).findFirst();
  }

  static List<String> names() {
    return ALL.stream().map(BenchmarkWorkload::name).toList();
  }

  Program program() {
    Program program = Programs.find(name).orElseThrow();
    for (Map.Entry<String, String> constant : constants.entrySet()) {
      program = program.withConstant(constant.getKey(), constant.getValue());
    }
    return program;
  }

  /** A small share of this workload, for tests. */
  BenchmarkWorkload small() {
    return new BenchmarkWorkload(
        name, what, ImmutableMap.of(), requestLoop, Math.min(requests, 50));
  }

  static Stream<BenchmarkWorkload> named(List<String> names) {
    return ALL.stream().filter(workload -> names.isEmpty() || names.contains(workload.name));
  }
}
