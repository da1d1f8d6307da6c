package dev.understudy.programs;

import static org.assertj.core.api.Assertions.assertThat;

import dev.understudy.hypervisor.Input;
import dev.understudy.hypervisor.Replayer;
import dev.understudy.hypervisor.SeamConfig;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** A backup that is given a program's log ends as the same machine. */
class ProgramReplayTest {

  static Stream<String> names() {
    return Programs.names().stream();
  }

  @ParameterizedTest
  @MethodSource("names")
  void replaysToTheSameState(String name) {
    SoloWorld world = SoloWorld.of(name, 7);
    for (int i = 0; i < 20; i++) {
      long atNs = 1_000_000 + i * 300_000L;
      world.at(atNs, new Input.KeyTyped('a' + i));
      world.at(atNs, new Input.MouseMoved(i, -i, 0));
      world.send(atNs, 0x10001, Wire.payload(1, i, 16L * (1 + i % 2), 0, 1, 1));
    }
    world.runUntil(15_000_000);
    world.markProgress();

    Replayer replayer =
        Replayer.boot(ProgramGuests.boot(Programs.find(name).orElseThrow()), SeamConfig.DEFAULT);
    world.log().forEach(replayer::supply);
    replayer.runUntil(world.instructions());

    assertThat(replayer.divergence()).isEmpty();
    assertThat(replayer.count()).isEqualTo(world.instructions());
    assertThat(replayer.guest().stateHash()).isEqualTo(world.recorder().guest().stateHash());
  }
}
