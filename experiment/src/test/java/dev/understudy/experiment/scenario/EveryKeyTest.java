package dev.understudy.experiment.scenario;

import static org.assertj.core.api.Assertions.assertThat;

import dev.understudy.experiment.run.Experiment;
import dev.understudy.sim.world.Setup;
import dev.understudy.vm.machine.Image;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;

/**
 * No key of a scenario is read and then forgotten: each makes another world, or shows in what is
 * said of it. The keys are those of the reference page.
 */
class EveryKeyTest {
  private static final Image IMAGE = Experiment.image("bank");

  /** A table, and beside each key a value that it has not by itself. */
  private static final Map<String, String> OTHERS = new LinkedHashMap<>();

  /** The tables that a key may need beside it. */
  private static final String NEEDED =
      """
      [[clients]]
      kind = "bank"
      requests = 5
      """;

  private static void table(String name, String... lines) {
    for (String line : lines) {
      OTHERS.put(name + " " + line.substring(0, line.indexOf(' ')), line);
    }
  }

  static {
    table("", "seed = 7", "length = \"3s\"");
    table(
        "[cluster]",
        "replace-after = \"7ms\"",
        "pause-max = \"7ms\"",
        "rounds-max = 3",
        "not-converging = \"give-up\"");
    for (String network : List.of("client", "channel", "storage")) {
      table(
          "[network." + network + "]",
          "latency = \"333us\"",
          "jitter = \"33us\"",
          "loss = 0.01",
          "duplication = 0.1",
          "reordering = 0.1",
          "bandwidth = 77777");
    }
    table(
        "[protocol]",
        "heartbeat-interval = \"3ms\"",
        "detection-timeout = \"33ms\"",
        "isolation-wait = \"33ms\"",
        "retransmit-after = \"3ms\"",
        "flush-delay = \"33us\"",
        "announce-interval = \"3ms\"",
        "batch = \"777B\"",
        "window = \"77KiB\"",
        "log-buffer = \"7MiB\"",
        "log-buffer-entries = 7777",
        "execution-lag-max = \"77ms\"",
        "progress-interval = \"3ms\"",
        "storage-retry = \"3ms\"");
    table(
        "[replication]",
        "strategy = \"sync\"",
        "epoch = \"3ms\"",
        "checkpoint-interval = \"33ms\"",
        "page-copy = \"3us\"",
        "resend = [\"console\"]");
    table(
        "[disk]",
        "kind = \"own\"",
        "blocks = 777",
        "service-time = \"33us\"",
        "reads = \"repeated\"");
    table(
        "[expect]",
        "console = \"x\"",
        "ending = \"halt\"",
        "exit-code = 7",
        "failovers = 7",
        "sometimes = [\"failover\"]",
        "lag-max = \"7ms\"",
        "hold-max = \"7ms\"",
        "outage-max = \"7ms\"",
        "ends-by = \"7ms\"");
    table(
        "[limits]",
        "console = \"7MiB\"",
        "output = \"7MiB\"",
        "log-entries = 7777",
        "log = \"7MiB\"");
    table(
        "[[hosts]]",
        "instruction-time = \"13ns\"",
        "clock-offset = \"3ms\"",
        "clock-drift = 7",
        "interrupt-jitter = \"3us\"");
  }

  @TestFactory
  Stream<DynamicTest> everyKeyMakesAnotherWorld() {
    return OTHERS.keySet().stream()
        .map(key -> DynamicTest.dynamicTest(key.trim(), () -> makesAnother(key)));
  }

  private static void makesAnother(String key) {
    String table = key.substring(0, key.indexOf(' '));
    String line = OTHERS.getOrDefault(key, "");
    assertThat(setup(with(table, line))).as(line).isNotEqualTo(setup(with(table, "")));
  }

  private static String with(String table, String line) {
    String top = table.isEmpty() ? line + "\n" : "";
    boolean hosts = table.equals("[[hosts]]");
    String below =
        table.isEmpty() ? "" : table + "\n" + line + "\n" + (hosts ? "\n[[hosts]]\n" : "");
    String cluster =
        table.equals("[cluster]") && !line.startsWith("replace-after")
            ? "replace-after = \"5ms\"\n"
            : "";
    return "program = \"bank\"\n" + top + NEEDED + below + cluster;
  }

  private static Setup setup(String toml) {
    return Experiment.of(IMAGE, Scenario.parse("every.toml", toml).orThrow()).setup();
  }

  // ---- keys whose effect is elsewhere

  @Test
  void whatIsOnlySaidIsSaid() {
    Scenario scenario =
        Scenario.parse(
                "every.toml",
                """
                name = "n"
                description = "d"
                program = "hello"

                [expect]
                compare = ["console"]
                """)
            .orThrow();

    assertThat(scenario.name()).isEqualTo("n");
    assertThat(scenario.description()).isEqualTo("d");
    assertThat(scenario.program()).isEqualTo("hello");
    assertThat(scenario.expect().compare()).containsExactly(ComparedAspect.CONSOLE);
  }

  /** The page has no plain key that is neither above nor among those with tests of their own. */
  @Test
  void everyKeyOfThePageIsTried() throws IOException {
    TreeSet<String> tried = new TreeSet<>(OTHERS.keySet());
    // Said only, and judged or run by the tests named.
    tried.addAll(List.of(" name", " description", " program"));
    tried.add("[expect] compare"); // SoloViewTest
    tried.add("[expect] redundant-within"); // Forgery redundancy-at-once-declared
    for (String key : List.of("clients", "requests", "length")) {
      tried.add("[sweep] " + key); // SweepWorkloadTest
    }
    for (String key : List.of("every", "from", "until", "heals-within")) {
      tried.add("[recurring-faults] " + key); // SoakTest
    }
    assertThat(plainKeys()).containsExactlyInAnyOrderElementsOf(tried);
  }

  /** The keys of tables that stand once; those of clients, users, faults and orders have tests. */
  private static List<String> plainKeys() throws IOException {
    List<String> keys = new ArrayList<>();
    String table = "?";
    Pattern row = Pattern.compile("\\| `([a-z-]+)` \\| [a-z ]+ \\| .*");
    for (String line : Files.readAllLines(Path.of("..", "docs", "reference", "SCENARIOS.md"))) {
      Matcher cells = row.matcher(line);
      if (line.startsWith("## ")) {
        table = line.equals("## Top level") ? "" : line.substring(3).replace("`", "");
      } else if (cells.matches() && (isPlain(table))) {
        keys.add(table + " " + cells.group(1));
      }
    }
    return keys;
  }

  private static boolean isPlain(String table) {
    return table.isEmpty()
        || table.equals("[[hosts]]")
        || (table.startsWith("[") && !table.startsWith("[["));
  }
}
