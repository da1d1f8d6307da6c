package dev.understudy.experiment.scenario;

import java.util.List;
import java.util.Locale;
import java.util.Random;

/** Writes right scenarios of all sorts. */
final class RandomScenario {

  private final Random random;
  private final StringBuilder text = new StringBuilder();

  private RandomScenario(Random random) {
    this.random = random;
  }

  static String text(Random random) {
    return new RandomScenario(random).write();
  }

  private String write() {
    line("program = \"p%d\"", random.nextInt(10));
    maybe("seed = %d", random.nextLong());
    maybe("description = %s", quoted());
    maybe("length = \"%dus\"", 1_000_000 + random.nextInt(1_000_000));
    int hosts = random.nextInt(3);
    for (int i = 0; hosts > 0 && i <= hosts; i++) {
      line("[[hosts]]");
      maybe("instruction-time = \"%dfs\"", 1 + random.nextInt(100_000_000));
      maybe("clock-offset = \"%dns\"", random.nextInt());
      maybe("clock-drift = %d.%03d", random.nextInt(100) - 50, random.nextInt(1000));
      maybe("interrupt-jitter = \"%d ns\"", random.nextInt(10_000));
    }
    for (String network : List.of("client", "channel", "storage")) {
      if (random.nextBoolean()) {
        line("[network.%s]", network);
        maybe("latency = \"%dns\"", 1 + random.nextInt(1_000_000));
        maybe("jitter = \"%d.5us\"", random.nextInt(100));
        maybe("loss = 0.%09d", random.nextInt(1_000_000_000));
        maybe("duplication = 0.%d", random.nextInt(100));
        maybe("bandwidth = %d", random.nextInt(1_000_000));
      }
    }
    if (random.nextBoolean()) {
      line("[protocol]");
      maybe("heartbeat-interval = \"%dus\"", 1 + random.nextInt(9_000));
      maybe("batch = \"%dB\"", 1 + random.nextInt(100_000));
      maybe("log-buffer-entries = %d", 1 + random.nextInt(100_000));
      maybe("execution-lag-max = \"%dms\"", 1 + random.nextInt(1_000));
    }
    if (random.nextBoolean()) {
      line("[replication]");
      List<String> strategies = List.of("none", "async", "sync", "epoch", "vm-ft", "checkpoint");
      maybe("strategy = \"%s\"", strategies.get(random.nextInt(strategies.size())));
      maybe("epoch = \"%dus\"", 1 + random.nextInt(10_000));
      maybe("checkpoint-interval = \"%dus\"", 1 + random.nextInt(100_000));
      maybe("page-copy = \"%dns\"", random.nextInt(10_000));
      maybe("resend = %s", List.of("[]", "[\"console\"]").get(random.nextInt(2)));
    }
    if (random.nextBoolean()) {
      line("[limits]");
      maybe("console = \"%dB\"", 1 + random.nextInt(1_000_000));
      maybe("output = \"%dKiB\"", 1 + random.nextInt(1_000));
      maybe("log-entries = %d", 1 + random.nextInt(1_000_000));
      maybe("log = \"%dB\"", 1 + random.nextInt(1_000_000));
    }
    writeClients();
    writeUserInputs();
    writeFaults(hosts == 0 ? 2 : hosts + 1);
    return text.toString();
  }

  private void writeClients() {
    int groups = random.nextInt(4);
    for (int i = 0; i < groups; i++) {
      String kind =
          List.of("echo", "counter", "bank", "kv", "script", "resp").get(random.nextInt(6));
      line("[[clients]]");
      line("kind = \"%s\"", kind);
      maybe("count = %d", random.nextInt(20));
      maybe("first-number = %d", 1 + 50 * i);
      maybe("retry-timeout = \"%dms\"", 1 + random.nextInt(100));
      if (kind.equals("script")) {
        line("[[clients.script]]");
        line("at = \"%dms\"", random.nextInt(100));
        line("send = %s", quoted());
        maybe("expect = \"hex:%04x\"", random.nextInt(65536));
      } else {
        maybe("requests = %d", random.nextInt(100));
        maybe("think-time = \"%dus\"", random.nextInt(10_000));
      }
    }
  }

  private void writeUserInputs() {
    if (random.nextBoolean()) {
      line("[[keyboard]]");
      line("at = \"%dms\"", random.nextInt(100));
      line("text = %s", quoted());
    }
    if (random.nextBoolean()) {
      line("[[mouse]]");
      line("at = \"%dms\"", random.nextInt(100));
      maybe("dx = %d", random.nextInt(200) - 100);
    }
  }

  private void writeFaults(int hosts) {
    List<String> whom = List.of("primary", "backup", "host-" + (1 + random.nextInt(hosts)));
    int faults = random.nextInt(4);
    for (int i = 0; i < faults; i++) {
      String kind = FaultText.KINDS.get(random.nextInt(FaultText.KINDS.size()));
      line("[[faults]]");
      line("kind = \"%s\"", kind);
      line("at = \"%s\"", List.of("3ms", "#1_000", "entry:7", "sent:3").get(random.nextInt(4)));
      switch (kind) {
        case "cut" -> {
          maybe("from = \"%s\"", whom.get(random.nextInt(3)));
          maybe("network = \"client\"");
        }
        case "slow" -> maybe("factor = %d", 2 + random.nextInt(9));
        case "crash" -> maybe("target = \"%s\"", whom.get(random.nextInt(3)));
        default -> maybe("for = \"%dms\"", 1 + random.nextInt(9));
      }
    }
  }

  private String quoted() {
    return List.of("\"plain\"", "\"\"", "\"tab\\t quote\\\" \\u00e9 \\u0001\"")
        .get(random.nextInt(3));
  }

  private void maybe(String format, Object... values) {
    if (random.nextBoolean()) {
      line(format, values);
    }
  }

  private void line(String format, Object... values) {
    text.append(String.format(Locale.ROOT, format, values)).append('\n');
  }
}
