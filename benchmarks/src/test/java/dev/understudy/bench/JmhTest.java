package dev.understudy.bench;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.openjdk.jmh.runner.BenchmarkList;
import org.openjdk.jmh.runner.format.OutputFormatFactory;
import org.openjdk.jmh.runner.options.VerboseMode;

/** JMH finds what its processor generated; it is run by hand. */
class JmhTest {

  @Test
  void findsAllBenchmarks() {
    var format = OutputFormatFactory.createFormatInstance(System.out, VerboseMode.SILENT);
    assertThat(BenchmarkList.defaultList().getAll(format, List.of()))
        .extracting(entry -> entry.getUsername())
        .containsExactlyInAnyOrder(
            EngineBenchmark.class.getName() + ".solo",
            EngineBenchmark.class.getName() + ".recording",
            EngineBenchmark.class.getName() + ".replay");
  }
}
