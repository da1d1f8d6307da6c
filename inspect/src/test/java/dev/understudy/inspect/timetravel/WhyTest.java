package dev.understudy.inspect.timetravel;

import static org.assertj.core.api.Assertions.assertThat;

import dev.understudy.experiment.run.Experiment;
import dev.understudy.experiment.scenario.OperationText;
import dev.understudy.experiment.scenario.Scenario;
import dev.understudy.sim.time.HostClock;
import dev.understudy.sim.world.HostProfile;
import dev.understudy.sim.world.World;
import dev.understudy.vm.machine.MemoryPool;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/** A host that stands still says why. */
class WhyTest {
  private static final long MS = 1_000_000;

  @Test
  void aGuestThatAnOperatorHasPaused() {
    World world = begun("counter", "pause@20ms");
    while (world.stepUntil(25 * MS)) {
      // Everything happens in stepUntil().
    }

    assertThat(WaitReasons.of(world, 0))
        .contains("its guest does not execute: an operator has paused it");
  }

  @Test
  void aGuestThatIsMoved() {
    World world = begun("disklog", "move-backup:host-3@6ms");
    boolean told = false;
    while (!told && world.step()) {
      told =
          WaitReasons.of(world, 0).stream()
              .anyMatch(why -> why.endsWith("waits until no disk request is pending"));
    }

    assertThat(told).isTrue();
  }

  /** A shipped program with a third host to move to, and what an operator orders. */
  private static World begun(String program, String operation) {
    Experiment shipped = Experiment.shipped(program);
    Scenario scenario = shipped.scenario();
    List<HostProfile> hosts = new ArrayList<>(scenario.hosts());
    hosts.add(new HostProfile("host-3", 9_900_000, new HostClock(3 * MS, 30_000), 2_500));
    Scenario ordered =
        scenario
            .builder()
            .hosts(hosts)
            .operations(List.of(OperationText.parse(operation, "test").planned().orElseThrow()))
            .faults(List.of())
            .seed(7)
            .scenario();
    return new World(shipped.with(ordered).setup(), new MemoryPool(), List.of());
  }
}
