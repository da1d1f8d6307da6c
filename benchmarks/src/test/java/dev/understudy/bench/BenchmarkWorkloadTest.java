package dev.understudy.bench;

import static org.assertj.core.api.Assertions.assertThat;

import dev.understudy.bench.BenchmarkGuest.Outcome;
import dev.understudy.vm.compiled.CompilingEngine;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** A guest lives through the same whether it is recorded or not, and its replay as well. */
class BenchmarkWorkloadTest {

  static Stream<BenchmarkWorkload> workloads() {
    return BenchmarkWorkload.ALL.stream().filter(workload -> !workload.what().equals("compute"));
  }

  @ParameterizedTest
  @MethodSource("workloads")
  void isTheSameWorkSoloRecordedAndReplayed(BenchmarkWorkload workload) {
    BenchmarkWorkload small = workload.small();
    BenchmarkGuest guest =
        new BenchmarkGuest(
            small.program(), CompilingEngine.create(), small.requestLoop(), small.requests());
    Outcome solo = guest.solo();
    Outcome recorded = guest.record();

    assertThat(solo.log()).isEmpty();
    assertThat(recorded.log()).hasSizeGreaterThan(20);
    assertThat(recorded.console()).isEqualTo(solo.console());
    assertThat(recorded.instructions()).isEqualTo(solo.instructions());
    assertThat(guest.replay(recorded.log())).isEqualTo(recorded.instructions());
  }
}
