package dev.understudy.experiment.mutant;

/** The scenarios of the campaigns: small, so that thousands of worlds are seconds. */
final class CampaignScenarios {
  static final long US = 1_000;
  static final long MS = 1_000_000;

  static final String COUNTER =
      """
      program = "counter"
      length = "400ms"

      [network.client]
      jitter = "40us"

      [[clients]]
      kind = "counter"
      count = 2
      requests = 12
      think-time = "500us"
      retry-timeout = "5ms"
      """;

  static final String BUSY_COUNTER =
      """
      program = "counter"
      length = "400ms"

      [[clients]]
      kind = "counter"
      count = 4
      requests = 40
      think-time = "50us"
      retry-timeout = "5ms"
      """;

  static final String IDLE_COUNTER =
      """
      program = "counter"
      length = "400ms"

      [protocol]
      progress-interval = "60ms"

      [[clients]]
      kind = "counter"
      count = 1
      requests = 3
      think-time = "30ms"
      retry-timeout = "5ms"
      """;

  private static final String LOSSY_CHANNEL =
      """

      [network.channel]
      jitter = "30us"
      loss = 0.03
      duplication = 0.1
      reordering = 0.2
      """;

  static final String LOSSY_CHANNEL_COUNTER = COUNTER + LOSSY_CHANNEL;

  static final String LOSSY_CLIENTS_COUNTER =
      COUNTER.replace("jitter = \"40us\"", "loss = 0.4").replace("400ms", "2s");

  static final String LOSSY_STORAGE_COUNTER =
      COUNTER
          + """

          [network.storage]
          loss = 0.4
          """;

  static final String HELLO =
      """
      program = "hello"
      length = "300ms"

      [expect]
      exit-code = 0
      """;

  static final String CLOCK =
      """
      program = "clock"
      length = "500ms"

      [expect]
      exit-code = 0
      """;

  static final String CLOCK_OF_NOBODY = CLOCK.replace("\n[expect]\nexit-code = 0\n", "");

  static final String ASYNC_COUNTER =
      IDLE_COUNTER
          + """

          [replication]
          strategy = "async"
          """;

  static final String CLOCK_BEHIND =
      CLOCK
          + """

          [[hosts]]
          clock-offset = "50ms"

          [[hosts]]
          """;

  static final String DICE =
      """
      program = "dice"
      length = "500ms"

      [expect]
      exit-code = 0
      """;

  static final String THREADS =
      """
      program = "threads"
      length = "500ms"

      [[hosts]]
      instruction-time = "100ns"

      [[hosts]]
      instruction-time = "97ns"
      clock-offset = "3ms"

      [expect]
      exit-code = 0
      """;

  /** Ticks come up to a tenth of a period late. */
  static final String LATE_TICKS =
      THREADS
          .replace("97ns\"", "97ns\"\ninterrupt-jitter = \"20us\"")
          .replace("100ns\"", "100ns\"\ninterrupt-jitter = \"30us\"");

  /** Detection is quicker than a period, so that a timer may not be due yet at a failover. */
  static final String QUICK_DICE =
      DICE
          + """

          [protocol]
          heartbeat-interval = "50us"
          detection-timeout = "300us"
          progress-interval = "100us"
          """;

  static final String TIMED_CLOCK = CLOCK + "ends-by = \"40ms\"\n";

  static final String PAUSED =
      THREADS
          + """

          [[operations]]
          do = "pause"
          at = "3ms"

          [[operations]]
          do = "resume"
          at = "40ms"
          """;

  static final String SHARED =
      THREADS
          + """

          [[operations]]
          do = "share:25%"
          at = "3ms"
          """;

  static final String SLOW_COUNTER =
      """
      program = "counter"
      length = "2s"

      [[hosts]]
      instruction-time = "1us"

      [[hosts]]
      instruction-time = "1us"

      [protocol]
      execution-lag-max = "10ms"

      [[clients]]
      kind = "counter"
      count = 4
      requests = 200
      think-time = "500us"
      retry-timeout = "50ms"
      """;

  static final String NARROW_CHANNEL =
      BUSY_COUNTER
          + """

          [network.channel]
          bandwidth = 300000

          [protocol]
          retransmit-after = "40ms"
          detection-timeout = "100ms"
          window = "8KiB"
          """;

  static final String DISK_WRITER =
      """
      program = "disklog"
      length = "500ms"

      [network.storage]
      jitter = "60us"

      [expect]
      exit-code = 0
      """;

  static final String LOSSY_CHANNEL_DISK_WRITER = DISK_WRITER + LOSSY_CHANNEL;

  static final String RACER =
      """
      program = "racer"
      length = "500ms"

      [[hosts]]
      instruction-time = "100ns"

      [[hosts]]
      instruction-time = "97ns"
      clock-offset = "3ms"

      [network.storage]
      jitter = "60us"

      [expect]
      exit-code = 0
      """;

  private static final String REPEATED_READS =
      """

      [disk]
      reads = "repeated"
      """;

  static final String RACER_WITHOUT_DATA = RACER + REPEATED_READS;

  static final String LOSSY_RACER_WITHOUT_DATA =
      RACER_WITHOUT_DATA.replace("jitter = \"60us\"", "loss = 0.05");

  static final String COPYING_RACER =
      """
      program = "racer"
      length = "2s"

      [[hosts]]
      instruction-time = "100ns"

      [[hosts]]
      instruction-time = "97ns"
      clock-offset = "3ms"

      [network.storage]
      jitter = "2ms"
      duplication = 0.4
      reordering = 0.4

      [expect]
      exit-code = 0
      """;

  private static final String OWN_DISKS =
      """

      [disk]
      kind = "own"
      """;

  static final String OWN_DISK_WRITER = DISK_WRITER + OWN_DISKS;

  static final String OWN_RACER = RACER + OWN_DISKS;

  static final String LATE_DISK_WRITER =
      """
      program = "disklog"
      length = "4s"

      [protocol]
      heartbeat-interval = "500us"
      detection-timeout = "3ms"

      [network.storage]
      jitter = "8ms"

      [expect]
      exit-code = 0
      """;

  /** A third host to clone to. */
  private static final String CLUSTER =
      """

      [[hosts]]

      [[hosts]]

      [[hosts]]

      [cluster]
      replace-after = "1ms"
      """;

  /** A disk that takes its time to make the next generation. */
  private static final String SLOW_DISK_CLUSTER =
      CLUSTER
          + """

          [network.storage]
          latency = "5ms"
          """;

  private static final String LASTING_COUNTER =
      BUSY_COUNTER.replace("requests = 40", "requests = 300").replace("400ms", "1s");

  static final String SLOW_DISK_COUNTER =
      LASTING_COUNTER
          + SLOW_DISK_CLUSTER
          + """

          [expect]
          redundant-within = "40ms"
          """;

  /** The disk answers long before a piece of a clone is acknowledged, and pieces get lost. */
  static final String SLOW_CHANNEL_COUNTER =
      LASTING_COUNTER.replace("requests = 300", "requests = 100")
          + CLUSTER
          + """
          pause-max = "40ms"

          [network.channel]
          latency = "2ms"
          loss = 0.1
          """;

  /** While the disk takes its time, the old backup misses what the destination receives. */
  static final String MOVED_BACKUP_COUNTER =
      LASTING_COUNTER
          + SLOW_DISK_CLUSTER
          + LOSSY_CHANNEL
          + """

          [[operations]]
          do = "move-backup:host-3"
          at = "10ms"
          """;

  /** The latency is what keeps requests pending while a clone is taken. */
  static final String CLUSTER_DISK_WRITER =
      """
      program = "disklog"
      length = "4s"
      """
          + SLOW_DISK_CLUSTER
          + """

          [expect]
          exit-code = 0
          """;

  static final String OWN_CLUSTER_DISK_WRITER = DISK_WRITER + OWN_DISKS + CLUSTER;

  /** A guest that writes at any time, also while the last round of a clone is made. */
  static final String OWN_CLUSTER_BANK =
      """
      program = "bank"
      length = "500ms"

      [[clients]]
      kind = "bank"
      count = 3
      requests = 100
      think-time = "500us"
      """
          + OWN_DISKS
          + CLUSTER;

  static final String EPOCHS =
      COUNTER
          + """

          [replication]
          strategy = "epoch"
          """;

  static final String CHECKPOINTS =
      COUNTER
          + """

          [replication]
          strategy = "checkpoint"
          """;

  private CampaignScenarios() {}
}
