package dev.understudy.experiment.run;

import static org.assertj.core.api.Assertions.assertThat;

import dev.understudy.experiment.scenario.Scenario;
import dev.understudy.sim.oracle.Breach;
import org.junit.jupiter.api.Test;

/** The logging channel under pressure: slow hosts, slow links, small buffers. */
class ChannelTest {
  private static final long MS = 1_000_000;
  private static final String SLOW_BACKUP = "slow backup:4@20ms+180ms";

  @Test
  void aSlowBackupSlowsItsPrimaryAndStaysWithinTheBound() {
    RunReport report = play("execution-lag-max = \"100ms\"", SLOW_BACKUP);

    assertThat(report.breaches()).isEmpty();
    ChannelHistory history = report.channel().history();
    assertThat(history.lagNs().maxNs()).isBetween(40 * MS, 100 * MS);
    assertThat(history.throttledNs()).isGreaterThan(50 * MS);
    assertThat(history.slowestPerMille()).isBetween(10, 300);
    assertThat(history.samples().get(59).speedPerMille()).isEqualTo(1000);
    assertThat(history.samples().get(59).lagNs()).isLessThan(5 * MS);
  }

  @Test
  void withoutTheFeedbackLoopTheBoundIsBrokenAndTheDeclarationSaysSo() {
    RunReport report = play("execution-lag-max = \"1000s\"", SLOW_BACKUP);

    assertThat(report.channel().history().throttledNs()).isZero();
    assertThat(report.breaches()).extracting(Breach::oracle).containsOnly("declared");
  }

  @Test
  void aFullLogBufferStallsTheGuestAndTheReportSaysForHowLong() {
    RunReport report = play("log-buffer-entries = 4", "pause backup@20ms+8ms");

    assertThat(report.breaches()).isEmpty();
    assertThat(report.channel().history().stalledNs()).isBetween(1 * MS, 8 * MS);
  }

  @Test
  void aBackupWithAnEmptyBufferStandsStillAndNobodyNotices() {
    RunReport report = play("", "pause primary@20ms+8ms");

    assertThat(report.breaches()).isEmpty();
    assertThat(report.channel().history().starvedNs()).isGreaterThan(8 * MS);
  }

  @Test
  void aSlowLinkDelaysOutputsAndLosesNothing() {
    RunReport fast = bankOver("");
    RunReport slow = bankOver("[network.channel]\nbandwidth = 200000\n");

    assertThat(fast.breaches()).isEmpty();
    assertThat(slow.breaches()).isEmpty();
    assertThat(slow.clients().answered()).isEqualTo(fast.clients().answered());
    assertThat(slow.holds().heldNs().medianNs())
        .isGreaterThan(2 * fast.holds().heldNs().medianNs());
    assertThat(slow.channel().history().lagNs().maxNs()).isLessThan(200 * MS);
  }

  private static RunReport play(String protocol, String fault) {
    String toml =
        "program = \"xorshift\"\n[protocol]\n" + protocol + "\n[expect]\nlag-max = \"100ms\"\n";
    Scenario scenario = Scenario.parse("test.toml", toml).orThrow();
    return ShippedSetups.run(
            ShippedSetups.setup(scenario, ShippedSetups.image("xorshift"), 1, fault))
        .finish();
  }

  private static RunReport bankOver(String network) {
    String toml =
        "program = \"bank\"\n"
            + network
            + "[protocol]\nretransmit-after = \"40ms\"\ndetection-timeout = \"100ms\"\n"
            + "window = \"8KiB\"\n[[clients]]\nkind = \"bank\"\ncount = 4\nrequests = 30\n";
    Scenario scenario = Scenario.parse("test.toml", toml).orThrow();
    return ShippedSetups.run(ShippedSetups.setup(scenario, ShippedSetups.image("bank"), 1))
        .finish();
  }
}
