package dev.understudy.bench;

import dev.understudy.vm.compiled.CompilingEngine;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * How long a guest that is switched on runs below half of the speed that it ends up with: until its
 * hot code is found, compiled by the engine, and then by the JVM.
 *
 * @param program one with a single hot loop, which is recorded
 * @param halfSpeedMs from when it is switched on to the first of three slices in a row that are
 *     executed at half the final speed, or faster
 * @param rate the final speed, in instructions a second: the median of the last quarter of the time
 */
record WarmUp(String program, double halfSpeedMs, double rate) {

  /** Short at full speed, and not too long for the interpreter. */
  private static final long SLICE = 100_000;

  private static final int IN_A_ROW = 3;

  /** For later measurements the JVM is warm, but the guest's code is cold. */
  private record Hot(String program, String constant, String size) {}

  private static final List<Hot> HOT =
      List.of(
          new Hot("xorshift", "DRAWS", "1_000_000_000"),
          new Hot("fib", "N", "50"),
          new Hot("copysum", "PASSES", "1_000_000"));

  /** One measurement for each program with a hot loop that is named; without names for all. */
  static List<WarmUp> of(List<String> programs, long forNs) {
    return HOT.stream()
        .filter(hot -> programs.isEmpty() || programs.contains(hot.program))
        .map(hot -> of(hot, forNs))
        .toList();
  }

  private static WarmUp of(Hot hot, long forNs) {
    BenchmarkWorkload workload = BenchmarkWorkload.find(hot.program).orElseThrow();
    BenchmarkGuest guest =
        new BenchmarkGuest(
            workload.program().withConstant(hot.constant, hot.size),
            CompilingEngine.create(),
            RequestLoop.NOBODY,
            0);
    return of(hot.program, guest.slices(SLICE, forNs));
  }

  /**
   * @param endsNs when each slice ended, from when the guest was switched on
   */
  static WarmUp of(String program, List<Long> endsNs) {
    double[] rates = new double[endsNs.size()];
    for (int i = 0; i < rates.length; i++) {
      rates[i] = SLICE * 1e9 / Math.max(1, endsNs.get(i) - begin(endsNs, i));
    }
    double last = lastQuarter(endsNs, rates);
    int inRow = 0;
    int first = rates.length - 1;
    for (int i = 0; i < rates.length && inRow < IN_A_ROW; i++) {
      first = inRow == 0 ? i : first;
      inRow = rates[i] >= last / 2 ? inRow + 1 : 0;
    }
    return new WarmUp(program, begin(endsNs, first) / 1e6, last);
  }

  private static long begin(List<Long> endsNs, int slice) {
    return slice == 0 ? 0 : endsNs.get(slice - 1);
  }

  private static double lastQuarter(List<Long> endsNs, double[] rates) {
    long from = endsNs.get(endsNs.size() - 1) / 4 * 3;
    List<Double> late = new ArrayList<>();
    for (int i = 0; i < rates.length; i++) {
      if (endsNs.get(i) >= from) {
        late.add(rates[i]);
      }
    }
    double[] sorted = late.stream().mapToDouble(Double::doubleValue).toArray();
    Arrays.sort(sorted);
    return sorted[sorted.length / 2];
  }
}
