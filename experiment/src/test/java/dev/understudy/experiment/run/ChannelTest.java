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
    Account account = play("execution-lag-max = \"100ms\"", SLOW_BACKUP);

    assertThat(account.breaches()).isEmpty();
    ChannelHistory history = account.channel().history();
    assertThat(history.lagNs().maxNs()).isBetween(40 * MS, 100 * MS);
    assertThat(history.throttledNs()).isGreaterThan(50 * MS);
    assertThat(history.slowestPerMille()).isBetween(10, 300);
    assertThat(history.samples().get(59).speedPerMille()).isEqualTo(1000);
    assertThat(history.samples().get(59).lagNs()).isLessThan(5 * MS);
  }

  @Test
  void withoutTheFeedbackLoopTheBoundIsBrokenAndTheDeclarationSaysSo() {
    Account account = play("execution-lag-max = \"1000s\"", SLOW_BACKUP);

    assertThat(account.channel().history().throttledNs()).isZero();
    assertThat(account.breaches()).extracting(Breach::oracle).containsOnly("declared");
  }

  @Test
  void aFullLogBufferStallsTheGuestAndTheAccountSaysForHowLong() {
    Account account = play("log-buffer-entries = 4", "pause backup@20ms+8ms");

    assertThat(account.breaches()).isEmpty();
    assertThat(account.channel().history().stalledNs()).isBetween(1 * MS, 8 * MS);
  }

  @Test
  void aBackupWithAnEmptyBufferStandsStillAndNobodyNotices() {
    Account account = play("", "pause primary@20ms+8ms");

    assertThat(account.breaches()).isEmpty();
    assertThat(account.channel().history().starvedNs()).isGreaterThan(8 * MS);
  }

  @Test
  void aSlowLinkDelaysOutputsAndLosesNothing() {
    Account fast = bankOver("");
    Account slow = bankOver("[network.channel]\nbandwidth = 200000\n");

    assertThat(fast.breaches()).isEmpty();
    assertThat(slow.breaches()).isEmpty();
    assertThat(slow.clients().answered()).isEqualTo(fast.clients().answered());
    assertThat(slow.holds().heldNs().medianNs())
        .isGreaterThan(2 * fast.holds().heldNs().medianNs());
    assertThat(slow.channel().history().lagNs().maxNs()).isLessThan(200 * MS);
  }

  private static Account play(String protocol, String fault) {
    String toml =
        "program = \"xorshift\"\n[protocol]\n" + protocol + "\n[expect]\nlag-max = \"100ms\"\n";
    Scenario scenario = Scenario.parse("test.toml", toml).orThrow();
    return Theatre.run(Theatre.setup(scenario, Theatre.image("xorshift"), 1, fault)).finish();
  }

  private static Account bankOver(String network) {
    String toml =
        "program = \"bank\"\n"
            + network
            + "[protocol]\nretransmit-after = \"40ms\"\ndetection-timeout = \"100ms\"\n"
            + "window = \"8KiB\"\n[[clients]]\nkind = \"bank\"\ncount = 4\nrequests = 30\n";
    Scenario scenario = Scenario.parse("test.toml", toml).orThrow();
    return Theatre.run(Theatre.setup(scenario, Theatre.image("bank"), 1)).finish();
  }
}
