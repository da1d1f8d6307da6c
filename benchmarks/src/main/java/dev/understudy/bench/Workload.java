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
 * @param requests how many frames a client sends it
 */
record Workload(String name, String what, Map<String, String> constants, int requests) {

  /** Those that are measured unless some are named. */
  static final List<Workload> ALL =
      List.of(
          compute("sieve"),
          compute("crc32"),
          compute("xorshift"),
          compute("fib"),
          compute("matmul"),
          compute("copysum"),
          new Workload(
              "stopwatch", "clock reads", ImmutableMap.of("READINGS", "100_000", "WORK", "100"), 0),
          new Workload("dice", "random numbers", ImmutableMap.of(), 0),
          new Workload(
              "threads",
              "timer interrupts",
              ImmutableMap.of("SWITCHES", "20_000", "QUANTUM_NS", "10_000"),
              0),
          new Workload("echo", "frames", ImmutableMap.of(), 20_000),
          new Workload("disklog", "disk requests", ImmutableMap.of("RECORDS", "4000"), 0));

  private static Workload compute(String name) {
    return new Workload(name, "compute", ImmutableMap.of(), 0);
  }

  static Optional<Workload> find(String name) {
    return ALL.stream().filter(workload -> workload.name.equals(name)).findFirst();
  }

  static List<String> names() {
    return ALL.stream().map(Workload::name).toList();
  }

  Program program() {
    Program program = Programs.find(name).orElseThrow();
    for (Map.Entry<String, String> constant : constants.entrySet()) {
      program = program.withConstant(constant.getKey(), constant.getValue());
    }
    return program;
  }

  /** The same, a little of it: for tests. */
  Workload small() {
    return new Workload(name, what, ImmutableMap.of(), Math.min(requests, 50));
  }

  static Stream<Workload> named(List<String> names) {
    return ALL.stream().filter(workload -> names.isEmpty() || names.contains(workload.name));
  }
}
