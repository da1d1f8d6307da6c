package dev.understudy.sim.run;

import static org.assertj.core.api.Assertions.assertThat;

import dev.understudy.sim.run.Comparison.Line;
import dev.understudy.sim.scenario.FaultText;
import dev.understudy.sim.scenario.Scenario;
import dev.understudy.sim.world.Engines;
import dev.understudy.vm.machine.Interpreter;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import org.junit.jupiter.api.Test;

/** The table in docs/STRATEGIES.md is what a comparison says today. */
class StrategiesPageTest {
  private static final Path PAGE = Path.of("..", "docs", "STRATEGIES.md");
  private static final String REFRESH =
      "mvn -q -pl simulator -am test -Dtest=StrategiesPageTest"
          + " -Dsurefire.failIfNoSpecifiedTests=false -Drefresh";
  private static final String BEGIN = "<!-- written by StrategiesPageTest -->\n";
  private static final String END = "<!-- end -->\n";
  private static final long SEED = 1;

  /** A program and the fault that is to strike; none for what has no clients to disappoint. */
  private record Bill(String program, List<String> faults) {}

  private static final List<Bill> BILLS =
      List.of(
          new Bill("counter", List.of("crash primary@sent:60")),
          new Bill("bank", List.of("crash primary@20ms")),
          new Bill("sink", List.of("crash primary@sent:60")),
          new Bill("source", List.of("crash primary@sent:200")));

  @Test
  void theTableIsFresh() throws IOException {
    String page = Files.readString(PAGE);
    int from = page.indexOf(BEGIN) + BEGIN.length();
    int to = page.indexOf(END);
    assertThat(to).as("%s has a place for the table", PAGE).isGreaterThanOrEqualTo(from);
    String fresh = page.substring(0, from) + tables() + page.substring(to);
    if (System.getProperty("refresh") != null) {
      Files.writeString(PAGE, fresh);
      page = fresh;
    }

    assertThat(page).as("stale; to write it anew: %s", REFRESH).isEqualTo(fresh);
  }

  private static String tables() {
    StringBuilder out = new StringBuilder();
    for (Bill bill : BILLS) {
      out.append("\n`understudy compare ").append(bill.program());
      bill.faults().forEach(fault -> out.append(" --").append(fault));
      out.append("`\n\n");
      out.append("| strategy | throughput | delay, µs | channel, bytes/s | failover, ms |");
      out.append(" lost | twice | broken |\n|---|--:|--:|--:|--:|--:|--:|---|\n");
      comparison(bill).lines().forEach(line -> out.append(row(line)));
    }
    return out.append('\n').toString();
  }

  private static Comparison comparison(Bill bill) {
    Scenario scenario =
        Theatre.scenario(bill.program())
            .withSeed(SEED)
            .withFaults(
                bill.faults().stream()
                    .map(text -> FaultText.parse(text, "bill").fault().orElseThrow())
                    .toList());
    return Comparison.of(
        scenario, Theatre.image(bill.program()), Engines.all(Interpreter.INSTANCE));
  }

  private static String row(Line line) {
    Succession failover = line.failover();
    return String.format(
        Locale.ROOT,
        "| `%s` | %.3f | %.1f | %,d | %s | %d | %d | %s |\n",
        line.strategy().label(),
        line.throughputPerMille() / 1000.0,
        line.outputDelayNs() / 1000.0,
        line.bytesPerSecond(),
        failover == null
            ? "–"
            : String.format(Locale.ROOT, "%.2f", (failover.liveNs() - failover.faultNs()) / 1e6),
        line.lost(),
        line.duplicated(),
        line.broken().isEmpty() ? "–" : String.join(", ", line.broken()));
  }
}
