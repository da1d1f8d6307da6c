package dev.understudy.experiment.state;

import dev.understudy.experiment.run.Experiment;
import dev.understudy.experiment.run.SetupFactory;
import dev.understudy.experiment.scenario.Scenario;
import dev.understudy.sim.oracle.Jury;
import dev.understudy.sim.world.Setup;
import dev.understudy.sim.world.World;
import dev.understudy.vm.machine.Interpreter;
import dev.understudy.vm.machine.MemoryPool;
import java.util.List;
import java.util.function.Consumer;

/**
 * Worlds in which much is under way at once: between them, nearly every queue holds something at
 * one moment or another.
 */
enum BusyWorlds {
  /** Loses, repeats and reorders; a backup that lags; requests to a disk that answers late. */
  BANK(
      37,
      """
      program = "bank"
      length = "60ms"

      [network.channel]
      jitter = "200us"
      loss = 0.05
      duplication = 0.1
      reordering = 0.2
      bandwidth = 3000000

      [network.client]
      jitter = "40us"
      loss = 0.05

      [network.storage]
      jitter = "400us"
      loss = 0.1

      [[clients]]
      kind = "bank"
      count = 3
      requests = 60
      think-time = "100us"
      retry-timeout = "5ms"

      [[faults]]
      kind = "slow"
      target = "host-2"
      factor = 20
      at = "2ms"
      for = "6ms"

      [[faults]]
      kind = "pause"
      target = "host-2"
      at = "9ms"
      for = "2ms"

      [[faults]]
      kind = "crash"
      target = "primary"
      at = "16ms"
      """),
  /** Hosts die and are replaced, the guest moves, an operator interferes. */
  CLUSTER(
      137,
      """
      program = "kv"
      length = "150ms"

      [network.channel]
      latency = "300us"
      jitter = "100us"
      loss = 0.03

      [network.storage]
      latency = "1ms"

      [[hosts]]

      [[hosts]]
      clock-offset = "3ms"

      [[hosts]]

      [[hosts]]

      [cluster]
      replace-after = "1ms"

      [[clients]]
      kind = "kv"
      count = 3
      requests = 300
      think-time = "100us"
      retry-timeout = "5ms"

      [[faults]]
      kind = "crash"
      target = "backup"
      at = "5ms"

      [[operations]]
      do = "pause"
      at = "70ms"

      [[operations]]
      do = "resume"
      at = "72ms"

      [[operations]]
      do = "move-primary:host-4"
      at = "75ms"
      """),
  /** Each host has a disk of its own, and a clone brings one. */
  OWN_DISKS(
      211,
      """
      program = "disklog"
      length = "150ms"

      [disk]
      kind = "own"

      [[hosts]]

      [[hosts]]

      [[hosts]]

      [cluster]
      replace-after = "1ms"

      [expect]
      exit-code = 0
      lag-max = "1s"
      hold-max = "1s"
      outage-max = "1s"
      failovers = 0

      [[faults]]
      kind = "crash"
      target = "host-2"
      at = "1ms"
      """),
  /** A backup that makes reads itself; a guest with requests that race. */
  READS(
      61,
      """
      program = "racer"
      length = "60ms"

      [disk]
      reads = "repeated"

      [network.storage]
      jitter = "300us"

      [[faults]]
      kind = "cut"
      network = "channel"
      from = "host-1"
      to = "host-2"
      at = "12ms"
      """),
  /** Somebody types and moves a mouse, and a backup dies. */
  KEYS(
      11,
      """
      program = "typist"
      length = "200ms"

      [[keyboard]]
      at = "1ms"
      text = "The quick brown fox"
      interval = "50us"

      [[mouse]]
      at = "2ms"
      dx = 12
      dy = -3

      [[mouse]]
      at = "2010us"
      dx = 1
      dy = 1
      buttons = 1

      [[faults]]
      kind = "crash"
      target = "primary"
      at = "4ms"
      """),
  /** Checkpoints in place of a log. */
  CHECKPOINTS(
      120,
      """
      program = "counter"
      length = "60ms"

      [replication]
      strategy = "checkpoint"

      [[clients]]
      kind = "counter"
      count = 3
      requests = 40
      think-time = "50us"
      retry-timeout = "5ms"

      [[faults]]
      kind = "crash"
      target = "primary"
      at = "15ms"
      """),
  /** Inputs that wait for the end of an epoch. */
  EPOCHS(
      150,
      """
      program = "counter"
      length = "40ms"

      [replication]
      strategy = "epoch"

      [[clients]]
      kind = "counter"
      count = 3
      requests = 20
      think-time = "50us"
      retry-timeout = "5ms"
      """);

  private final int stride;
  private final String toml;

  /**
   * @param stride the world is looked at after each so many steps
   */
  BusyWorlds(int stride, String toml) {
    this.stride = stride;
    this.toml = toml;
  }

  Setup setup() {
    Scenario scenario = Scenario.parse(name() + ".toml", toml).orThrow();
    return SetupFactory.faultTolerant(Interpreter.INSTANCE)
        .setup(scenario, Experiment.image(scenario.program()));
  }

  /** Shows the world at many moments of its run, settled or not. */
  void atMoments(Consumer<World> look) {
    Setup setup = setup();
    MemoryPool pool = new MemoryPool();
    World world = new World(setup, pool, List.of(new Jury(setup, pool)));
    long steps = 0;
    while (!world.isOver() && world.step()) {
      if (++steps % stride == 0) {
        world.watcher(Jury.class).catchUp(world);
        look.accept(world);
      }
    }
  }
}
