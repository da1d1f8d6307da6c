package dev.understudy.experiment.run;

import static org.assertj.core.api.Assertions.assertThat;

import dev.understudy.sim.world.World;
import dev.understudy.vm.machine.MemoryPool;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * A guest's last outputs leave: a backup that holds its last entry takes over if the primary dies
 * before it has said that the last outputs left.
 */
class LastOutputsTest {
  private static final String TEXT = "Hello from a machine with an understudy.\n";

  /** The run is short enough to kill a host at every instant at which anything can happen. */
  @ParameterizedTest
  @ValueSource(strings = {"primary", "backup"})
  void helloIsReadWheneverAHostDies(String host) {
    long untilNs = aLittleLater("hello");
    for (long atNs = 0; atNs <= untilNs; atNs += 500) {
      RunReport report =
          ShippedSetups.run(ShippedSetups.setup("hello", 7, "crash " + host + "@" + atNs + "ns"))
              .finish();

      assertThat(report.breaches()).as("crash %s at %d ns", host, atNs).isEmpty();
      assertThat(new String(report.guest().console(), StandardCharsets.UTF_8))
          .as("crash %s at %d ns", host, atNs)
          .isEqualTo(TEXT);
      assertThat(report.guest().end()).as("crash %s at %d ns", host, atNs).isNotNull();
    }
  }

  @Test
  void aHostThatIsPausedAtTheEndDoesNotKeepItToItself() {
    for (long atNs = 0; atNs <= aLittleLater("hello"); atNs += 5_000) {
      RunReport report =
          ShippedSetups.run(ShippedSetups.setup("hello", 7, "pause primary@" + atNs + "ns+30ms"))
              .finish();

      assertThat(report.breaches()).as("pause at %d ns", atNs).isEmpty();
      assertThat(new String(report.guest().console(), StandardCharsets.UTF_8)).isEqualTo(TEXT);
    }
  }

  /** Both hosts end by themselves, and nobody asks the disk. */
  @Test
  void whenNothingFailsNobodyTakesOver() {
    Run run = Run.of(ShippedSetups.setup("hello", 7), new MemoryPool());
    World world = run.world();
    while (world.step() && world.nowNs() < 50_000_000) {
      // Beyond the end, until both hosts have stopped.
    }

    assertThat(run.report().breaches()).isEmpty();
    assertThat(run.report().redundancy().failovers()).isEmpty();
    for (int host = 0; host < 2; host++) {
      assertThat(world.replica(host)).isNotNull().matches(replica -> replica.halted());
    }
  }

  private static long aLittleLater(String program) {
    return ShippedSetups.run(ShippedSetups.setup(program, 7)).finish().virtualTimeNs() + 20_000;
  }
}
