package dev.understudy.bench;

import com.google.common.collect.ImmutableMap;
import dev.understudy.bench.BenchmarkGuest.Outcome;
import dev.understudy.bench.Measurement.Effort;
import dev.understudy.bench.Measurement.Spread;
import dev.understudy.vm.compiled.CompilingEngine;
import java.util.List;

/**
 * What recording costs a guest that is more or less dense in what is logged: the same program, with
 * more or less work between two entries.
 *
 * @param eventsPerSecond entries of the log in a second of real time, recorded
 * @param logBitsPerSecond their bits, without frames
 * @param recordingVsSolo throughput: 1 is no loss
 */
record Density(
    String program,
    String what,
    double instructionsPerEvent,
    double eventsPerSecond,
    double logBitsPerSecond,
    Spread recordingVsSolo) {

  private static final int SOLO = 0;
  private static final int RECORDING = 1;

  private static final List<BenchmarkWorkload> POINTS =
      List.of(
          readings("100_000", "100"),
          readings("30_000", "1_000"),
          readings("10_000", "3_000"),
          readings("3_000", "10_000"),
          switches("20_000", "10_000"),
          switches("6_000", "200_000"));

  private static BenchmarkWorkload readings(String readings, String work) {
    return BenchmarkWorkload.dense(
        "stopwatch", "clock reads", ImmutableMap.of("READINGS", readings, "WORK", work));
  }

  private static BenchmarkWorkload switches(String switches, String quantumNs) {
    return BenchmarkWorkload.dense(
        "threads",
        "timer interrupts",
        ImmutableMap.of("SWITCHES", switches, "QUANTUM_NS", quantumNs));
  }

  /** The points of each program that is named; without names all. */
  static List<Density> of(List<String> programs, Effort effort) {
    return POINTS.stream()
        .filter(point -> programs.isEmpty() || programs.contains(point.name()))
        .map(point -> of(point, effort))
        .toList();
  }

  private static Density of(BenchmarkWorkload point, Effort effort) {
    BenchmarkGuest guest =
        new BenchmarkGuest(point.program(), CompilingEngine.create(), RequestLoop.NOBODY, 0);
    Outcome recorded = guest.record();
    Measurement times = Measurement.of(effort, List.of(guest::solo, guest::record));
    int events = recorded.log().size();
    return new Density(
        point.name(),
        point.what(),
        (double) recorded.instructions() / events,
        times.rate(RECORDING, events).median(),
        times.rate(RECORDING, Byte.SIZE * recorded.logBytes()).median(),
        times.ratio(SOLO, RECORDING));
  }
}
