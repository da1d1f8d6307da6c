package dev.understudy.experiment.run;

import static org.assertj.core.api.Assertions.assertThat;

import dev.understudy.ft.protocol.ProtocolConfig;
import dev.understudy.ft.protocol.Rules;
import dev.understudy.sim.world.RuleSet;
import dev.understudy.sim.world.Setup;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** One link of one host is cut for good, in one direction or both: the clients are served on. */
class LinksTest {
  private static final long SEED = Long.getLong("understudy.seed", 7);

  private static final List<String> NETWORKS = List.of("client", "channel", "storage");

  /** Each network, each direction and both, at either host. */
  static List<List<String>> cuts() {
    List<List<String>> cuts = new ArrayList<>();
    for (String network : NETWORKS) {
      for (String host : List.of("host-1", "host-2")) {
        String out = "cut " + network + ":" + host + ":all@20ms";
        String in = "cut " + network + ":all:" + host + "@20ms";
        cuts.add(List.of(out));
        cuts.add(List.of(in));
        cuts.add(List.of(out, in));
      }
    }
    return cuts;
  }

  @ParameterizedTest
  @MethodSource("cuts")
  void everybodyIsServed(List<String> cut) {
    RunReport report =
        ShippedSetups.run(ShippedSetups.setup("bank", SEED, cut.toArray(new String[0]))).finish();

    assertThat(report.breaches()).as("seed %d", SEED).isEmpty();
    assertThat(report.clients().waiting()).as("seed %d", SEED).isEmpty();
    assertThat(report.clients().requests()).isGreaterThanOrEqualTo(1000);
  }

  @Test
  void aPrimaryWhoseLinkComesBackInTimeStays() {
    Setup setup = ShippedSetups.setup("bank", SEED, "cut client:primary:all@20ms+15ms");
    RunReport report = ShippedSetups.run(setup).finish();

    assertThat(report.breaches()).isEmpty();
    assertThat(report.redundancy().failovers()).isEmpty();
  }

  /** The one that stepped aside is the only one left: it comes back as soon as it can serve. */
  @Test
  void aPrimaryThatSteppedAsideForADeadBackupGoesOnAlone() {
    Setup setup =
        ShippedSetups.setup("bank", SEED, "cut client:all:primary@20ms+40ms", "crash backup@39ms");
    RunReport report = ShippedSetups.run(setup).finish();

    assertThat(report.breaches()).isEmpty();
    assertThat(report.failovers()).isZero();
    assertThat(report.clients().waiting()).isEmpty();
  }

  /** The control: nobody would be served if the primary stayed. */
  @ParameterizedTest
  @ValueSource(strings = {"client:all:primary", "client:primary:all", "storage:disk:primary"})
  void withoutSteppingAsideTheServiceIsDown(String cut) {
    Rules stays =
        new Rules() {
          @Override
          public long stepsAsideAfterNs(ProtocolConfig config) {
            return 3_600_000_000_000L;
          }
        };
    Setup setup = ShippedSetups.setup("bank", SEED, "cut " + cut + "@20ms");
    RunReport report = ShippedSetups.run(setup.withRules(RuleSet.STANDARD.with(stays))).finish();

    assertThat(report.breaches())
        .as("seed %d", SEED)
        .anySatisfy(breach -> assertThat(breach.oracle()).isEqualTo("clients"));
  }
}
