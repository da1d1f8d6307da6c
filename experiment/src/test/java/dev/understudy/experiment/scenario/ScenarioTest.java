package dev.understudy.experiment.scenario;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import dev.understudy.base.Bytes;
import dev.understudy.hypervisor.DiskReads;
import dev.understudy.hypervisor.Input;
import dev.understudy.hypervisor.device.DiskKind;
import dev.understudy.sim.client.ClientGroup;
import dev.understudy.sim.client.Workload;
import dev.understudy.sim.random.Probability;
import dev.understudy.sim.time.HostClock;
import dev.understudy.sim.world.Fault;
import dev.understudy.sim.world.PlannedOperation;
import dev.understudy.sim.world.SometimesProperty;
import dev.understudy.sim.world.UserInput;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

class ScenarioTest {

  private static final long MS = 1_000_000;

  @Test
  void aProgramIsAllAScenarioNeeds() {
    Scenario scenario = Scenario.parse("folder/first.toml", "program = \"hello\"").orThrow();

    assertThat(scenario.name()).isEqualTo("first");
    assertThat(scenario.program()).isEqualTo("hello");
    assertThat(scenario.seed()).isEqualTo(1);
    assertThat(scenario.hosts()).hasSize(2);
    assertThat(scenario.hosts().get(0)).isNotEqualTo(scenario.hosts().get(1));
    assertThat(scenario.networks().channel().latencyNs()).isEqualTo(50_000);
    assertThat(scenario.clients()).isEmpty();
    assertThat(scenario.faults()).isEmpty();
    assertThat(Scenario.of("hello").program()).isEqualTo("hello");
  }

  @Test
  void everyKeyArrivesWhereItBelongs() {
    Scenario scenario = Scenario.parse("all.toml", EVERYTHING).orThrow();

    assertThat(scenario.name()).isEqualTo("everything");
    assertThat(scenario.seed()).isEqualTo(-7);
    assertThat(scenario.lengthNs()).isEqualTo(1_500 * MS);
    assertThat(scenario.hosts()).hasSize(3);
    assertThat(scenario.hosts().get(1).name()).isEqualTo("host-2");
    assertThat(scenario.hosts().get(1).femtosecondsPerInstruction()).isEqualTo(9_700_000);
    assertThat(scenario.hosts().get(1).clock()).isEqualTo(new HostClock(-3 * MS, -12_500));
    assertThat(scenario.networks().client().loss()).isEqualTo(Probability.of("0.01"));
    assertThat(scenario.networks().storage().latencyNs()).isEqualTo(200_000);
    assertThat(scenario.protocol().config().batchBytes()).isEqualTo(2_048);
    assertThat(scenario.protocol().config().detectionTimeoutNs()).isEqualTo(30 * MS);
    assertThat(scenario.disk())
        .isEqualTo(new DiskSettings(DiskKind.SHARED, 4_096, 50_000, DiskReads.LOGGED));
    assertThat(scenario.clients().get(0))
        .isEqualTo(new ClientGroup(new Workload.Bank(8, 500, 5), 1, 3, 50, 2 * MS, 3 * MS, 9 * MS));
    assertThat(scenario.clients().get(1).firstNumber()).as("after the auditor").isEqualTo(5);
    assertThat(scenario.clients().get(2).firstNumber()).isEqualTo(100);
    assertThat(scenario.clients().get(2).workload())
        .isInstanceOfSatisfying(
            Workload.Script.class,
            script -> {
              assertThat(script.steps()).hasSize(2);
              assertThat(script.steps().get(0).send()).isEqualTo(Bytes.copyOf(new byte[] {0, -1}));
              assertThat(script.steps().get(0).expect()).hasValue(Bytes.ofText("pong"));
              assertThat(script.steps().get(1).expect()).isEmpty();
            });
    assertThat(scenario.faults())
        .extracting(Fault::text)
        .containsExactly(
            "crash primary@20ms",
            "pause backup@#120000+3ms",
            "cut storage:host-2:disk@entry:412+5ms",
            "disk-outage disk@40ms+2ms",
            "slow host-3:4@50ms");
    assertThat(scenario.operationsByTime())
        .as("by time")
        .extracting(PlannedOperation::text)
        .containsExactly("move-backup:host-2@5ms", "share:25%@9ms");
    assertThat(scenario.expect().console()).hasValue("line\n\"two\"\n");
    assertThat(scenario.expect().exitCode()).hasValue(0L);
    assertThat(scenario.expect().compare())
        .containsExactly(ComparedAspect.REPLIES, ComparedAspect.CONSOLE);
    assertThat(scenario.expect().sometimes()).containsExactly(SometimesProperty.FAILOVER);
    assertThat(scenario.expect().lagMaxNs()).hasValue(5 * MS);
    assertThat(scenario.sweep().requests()).hasValue(4L);
  }

  @Test
  void keysAndMovementsComeInTheOrderOfTime() {
    List<UserInput> userInputs = Scenario.parse("all.toml", EVERYTHING).orThrow().userInputs();

    assertThat(userInputs)
        .containsExactly(
            new UserInput(5 * MS, new Input.KeyTyped('h')),
            new UserInput(6 * MS, new Input.MouseMoved(-3, 4, 1)),
            new UserInput(7 * MS, new Input.KeyTyped(0xc3)),
            new UserInput(9 * MS, new Input.KeyTyped(0xa9)));
  }

  @Test
  void theWorkloadOfASweepIsSmaller() {
    Scenario scenario = Scenario.parse("all.toml", EVERYTHING).orThrow().forSweep();

    assertThat(scenario.lengthNs()).isEqualTo(100 * MS);
    assertThat(scenario.clients())
        .extracting(ClientGroup::count, ClientGroup::requests)
        .containsExactly(tuple(1, 4L), tuple(1, 4L), tuple(1, 4L));
    assertThat(scenario.clients().get(1).firstNumber()).as("numbers stay").isEqualTo(5);
  }

  @Test
  void whatWasReadCanBePrintedAndReadAgain() {
    Scenario scenario = Scenario.parse("all.toml", EVERYTHING).orThrow();

    assertThat(Scenario.parse("other.toml", scenario.toToml()).orThrow()).isEqualTo(scenario);
    assertThat(Scenario.parse("other.toml", scenario.toTomlInFull()).orThrow()).isEqualTo(scenario);
  }

  @Test
  void whatIsStandardIsPrintedOnRequestOnly() {
    Scenario scenario = Scenario.of("hello");

    assertThat(scenario.toToml())
        .doesNotContain("latency")
        .contains("program = \"hello\"")
        .contains("name = \"hello\"");
    assertThat(scenario.toTomlInFull())
        .contains("[network.channel]\nlatency = \"50us\"\n")
        .contains("heartbeat-interval = \"2ms\"");
  }

  @Test
  void randomScenariosSurvivePrintingAndReading() {
    for (long seed = 1; seed <= 300; seed++) {
      String text = RandomScenario.text(new Random(seed));
      Scenario.Parsed parsed = Scenario.parse("random.toml", text);
      assertThat(parsed.problems()).as("seed %d:\n%s", seed, text).isEmpty();
      Scenario scenario = parsed.orThrow();

      assertThat(Scenario.parse("again.toml", scenario.toToml()).orThrow())
          .as("seed %d", seed)
          .isEqualTo(scenario);
      assertThat(Scenario.parse("again.toml", scenario.toTomlInFull()).orThrow())
          .as("seed %d", seed)
          .isEqualTo(scenario);
    }
  }

  @Test
  void theExampleOfTheReferencePageIsRight() {
    assertThat(Scenario.parse("example.toml", ScenarioReference.example()).problems()).isEmpty();
  }

  @Test
  void copiesDifferInWhatWasAskedForOnly() {
    Scenario scenario = Scenario.parse("all.toml", EVERYTHING).orThrow();

    assertThat(scenario.withSeed(5).withSeed(scenario.seed())).isEqualTo(scenario);
    assertThat(scenario.withFaults(List.of()).faults()).isEmpty();
    assertThat(scenario.withFaults(scenario.faults())).isEqualTo(scenario);
    assertThat(scenario.withClients(scenario.clients())).isEqualTo(scenario);
  }

  static final String EVERYTHING =
      """
      name = "everything"
      description = "One of each."
      program = "../guests/all.asm"
      seed = -7
      length = "1.5s"

      [[hosts]]
      [[hosts]]
      instruction-time = "9.7ns"
      clock-offset = "-3ms"
      clock-drift = -12.5
      interrupt-jitter = "3us"
      [[hosts]]

      [network.client]
      jitter = "30us"
      loss = 0.01
      duplication = 0.000000001
      reordering = 1
      [network.storage]
      latency = "200us"

      [protocol]
      heartbeat-interval = "3ms"
      detection-timeout = "30ms"
      batch = "2KiB"

      [disk]
      blocks = 4096
      service-time = "50us"

      [[clients]]
      kind = "bank"
      count = 3
      requests = 50
      start = "2ms"
      think-time = "3ms"
      retry-timeout = "9ms"
      accounts = 8
      opening-balance = 500
      amount-max = 5

      [[clients]]
      kind = "echo"
      count = 2
      words = 9

      [[clients]]
      kind = "script"
      first-number = 100
      retry-timeout = "0ns"
      [[clients.script]]
      at = "1ms"
      send = "hex:00ff"
      expect = "pong"
      [[clients.script]]
      at = "2ms"
      send = "bye"

      [[keyboard]]
      at = "5ms"
      text = "hé"
      interval = "2ms"

      [[mouse]]
      at = "6ms"
      dx = -3
      dy = 4
      buttons = 1

      [[faults]]
      kind = "crash"
      at = "20ms"
      [[faults]]
      kind = "pause"
      target = "backup"
      at = "#120000"
      for = "3ms"
      [[faults]]
      kind = "cut"
      network = "storage"
      from = "host-2"
      to = "disk"
      at = "entry:412"
      for = "5ms"
      [[faults]]
      kind = "disk-outage"
      at = "40ms"
      for = "2ms"
      [[faults]]
      kind = "slow"
      target = "host-3"
      factor = 4
      at = "50ms"

      [[operations]]
      do = "share:25%"
      at = "9ms"
      [[operations]]
      do = "move-backup:host-2"
      at = "5ms"

      [expect]
      console = "line\\n\\"two\\"\\n"
      exit-code = 0
      failovers = 1
      compare = ["replies", "console"]
      sometimes = ["failover"]
      lag-max = "5ms"
      hold-max = "6ms"
      outage-max = "50ms"

      [sweep]
      clients = 1
      requests = 4
      length = "100ms"
      """;
}
