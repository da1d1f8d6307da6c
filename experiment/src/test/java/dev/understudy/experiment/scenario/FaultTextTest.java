package dev.understudy.experiment.scenario;

import static org.assertj.core.api.Assertions.assertThat;

import dev.understudy.sim.world.Fault;
import dev.understudy.sim.world.FaultEffect;
import dev.understudy.sim.world.FaultTarget;
import dev.understudy.sim.world.FaultTrigger;
import dev.understudy.sim.world.NetworkName;
import dev.understudy.sim.world.ProtocolPoint;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class FaultTextTest {

  @Test
  void aCrashAtATime() {
    Fault fault = parsed("crash", "primary@20ms");

    assertThat(fault.effect())
        .isEqualTo(new FaultEffect.Crash(new FaultTarget.Primary(), Fault.FOR_EVER));
    assertThat(fault.trigger()).isEqualTo(new FaultTrigger.AtTime(20_000_000));
    assertThat(fault.text()).isEqualTo("crash primary@20ms");
  }

  @Test
  void aCrashAtAnInstruction() {
    Fault fault = parsed("crash", "backup@#120_000");

    assertThat(fault.effect())
        .isEqualTo(new FaultEffect.Crash(new FaultTarget.Backup(), Fault.FOR_EVER));
    assertThat(fault.trigger()).isEqualTo(new FaultTrigger.AtCount(120_000));
    assertThat(fault.text()).isEqualTo("crash backup@#120000");
  }

  @Test
  void aCrashAtAnEvent() {
    Fault fault = parsed("crash", "host-2@entry:412");

    assertThat(fault.effect())
        .isEqualTo(new FaultEffect.Crash(new FaultTarget.AtPlace(1), Fault.FOR_EVER));
    assertThat(fault.trigger()).isEqualTo(new FaultTrigger.AtPoint(ProtocolPoint.ENTRY, 412));
  }

  @Test
  void aCrashBetweenTwoThingsThatAHostDoes() {
    Fault fault = parsed("crash", "backup@host-1:57");

    assertThat(fault.effect())
        .isEqualTo(new FaultEffect.Crash(new FaultTarget.Backup(), Fault.FOR_EVER));
    assertThat(fault.trigger()).isEqualTo(new FaultTrigger.AtHostStep(0, 57));
    assertThat(fault.text()).isEqualTo("crash backup@host-1:57");
  }

  @Test
  void faultsThatHeal() {
    assertThat(parsed("pause", "primary@20ms+5ms").effect())
        .isEqualTo(new FaultEffect.Pause(new FaultTarget.Primary(), 5_000_000));
    assertThat(parsed("slow", "primary:4@20ms").effect())
        .isEqualTo(new FaultEffect.Slow(new FaultTarget.Primary(), 4, Fault.FOR_EVER));
    assertThat(parsed("cut", "storage:host-1:disk@20ms+5ms").effect())
        .isEqualTo(
            new FaultEffect.Cut(
                NetworkName.STORAGE,
                new FaultTarget.AtPlace(0),
                new FaultTarget.Disk(),
                5_000_000));
    assertThat(parsed("disk-outage", "disk@entry:5+5ms").effect())
        .isEqualTo(new FaultEffect.DiskOutage(5_000_000));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "crash primary@20ms",
        "crash host-3@#7",
        "crash primary@host-2:9",
        "cut channel:all:all@host-1:1+5ms",
        "pause backup@sent:9+1.5ms",
        "pause backup@output:9",
        "slow primary:1000@0ns+1s",
        "cut client:primary:all@received:3+100us",
        "cut storage:disk:backup@replayed:3",
        "disk-outage disk@1ms",
        "crash destination@1ms+2ms",
        "cut channel:all:destination@1ms"
      })
  void whatIsPrintedIsReadAgain(String text) {
    FaultText.Result result = FaultText.parse(text, "--fault");

    assertThat(result.problem()).isEmpty();
    assertThat(result.fault()).get().extracting(Fault::text).isEqualTo(text);
  }

  @Test
  void problemsShowThePlaceAndWhatWouldBeRight() {
    assertThat(problem("crash", "primray@20ms"))
        .isEqualTo(
            """
            --crash:1:1: this does not fit a crash
                primray@20ms
                ^^^^^^^
                expected primary, backup, destination or host-1, host-2 ...; did you mean primary?
            """);
    assertThat(problem("crash", "primary@enrty:4"))
        .contains("--crash:1:9: this does not fit a crash")
        .contains("        ^^^^^^^\n")
        .contains("did you mean entry?");
    assertThat(problem("crash", "primary@20 parsecs")).contains("expected a time (\"20ms\")");
    assertThat(problem("crash", "primary@-1ms")).contains("expected a time of at least 0");
    assertThat(problem("crash", "primary@#99999999999999999999")).contains("expected a time");
    assertThat(problem("crash", "primary"))
        .contains("--crash:1:8: something is missing")
        .contains("expected WHOM@WHEN, such as primary@20ms");
    assertThat(problem("crash", "primary@20ms+0ms")).contains("--crash:1:14:");
    assertThat(problem("pause", "primary@20ms+0ms")).contains("something from 1ns to 86400s");
    assertThat(problem("slow", "primary@20ms")).contains("expected WHOM:FACTOR@WHEN");
    assertThat(problem("slow", "primary:1@20ms")).contains("expected something from 2 to 1000");
    assertThat(problem("cut", "channel:primary@20ms")).contains("expected NETWORK:FROM:TO@WHEN");
    assertThat(problem("cut", "chanel:primary:backup@20ms")).contains("did you mean channel?");
    assertThat(problem("cut", "channel:primary:disk@20ms")).contains("the storage network only");
    assertThat(problem("cut", "channel:primary:primary@20ms")).contains("two different ends");
    assertThat(problem("cut", "client:all:primary@#5")).contains("only a host counts instructions");
    assertThat(problem("disk-outage", "primary@20ms")).contains("expected disk");
  }

  @Test
  void aKindThatDoesNotExistIsReported() {
    FaultText.Result result = FaultText.parse("crush primary@20ms", "--fault");

    assertThat(result.fault()).isEmpty();
    assertThat(result.problem().orElseThrow().text())
        .contains("--fault:1:1: there is no such fault")
        .contains("did you mean crash?");
    assertThat(FaultText.parse("crash", "--fault").problem().orElseThrow().text())
        .contains("something is missing");
  }

  private static Fault parsed(String kind, String text) {
    FaultText.Result result = FaultText.parse(kind, text, "--" + kind);
    assertThat(result.problem()).isEmpty();
    return result.fault().orElseThrow();
  }

  private static String problem(String kind, String text) {
    FaultText.Result result = FaultText.parse(kind, text, "--" + kind);
    assertThat(result.fault()).isEmpty();
    return result.problem().orElseThrow().text();
  }
}
