package dev.understudy.experiment.run;

import static org.assertj.core.api.Assertions.assertThat;

import dev.understudy.experiment.scenario.FaultText;
import dev.understudy.experiment.scenario.Scenario;
import dev.understudy.sim.world.EngineAssignment;
import dev.understudy.vm.machine.Interpreter;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.function.Predicate;
import org.junit.jupiter.api.Test;

/** The table in docs/understand/STRATEGIES.md is what a comparison says today. */
class StrategiesPageTest {
  private static final Path PAGE = Path.of("..", "docs", "understand", "STRATEGIES.md");
  private static final String REFRESH =
      "mvn -q -pl experiment -am test -Dtest=StrategiesPageTest"
          + " -Dsurefire.failIfNoSpecifiedTests=false -Drefresh";
  private static final String BEGIN = "<!-- written by StrategiesPageTest -->\n";
  private static final String END = "<!-- end -->\n";
  private static final long SEED = 1;

  /** What is typed, and the scenario that it runs. */
  private record Bill(String command, Scenario scenario) {
    static Bill of(String program, String fault) {
      Scenario scenario =
          ShippedSetups.scenario(program)
              .withSeed(SEED)
              .withFaults(List.of(FaultText.parse(fault, "bill").fault().orElseThrow()));
      return new Bill(program + " --" + fault, scenario);
    }

    /** The primary is killed in a row of runs. */
    static Bill of(String program) {
      return new Bill(program, ShippedSetups.scenario(program).withSeed(SEED));
    }

    static Bill file(String file) throws IOException {
      String toml = Files.readString(Path.of("..", file));
      return new Bill("--scenario " + file, Scenario.parse(file, toml).orThrow().withSeed(SEED));
    }
  }

  private static List<Bill> bills() throws IOException {
    return List.of(
        Bill.of("counter"),
        Bill.of("counter", "crash primary@sent:60"),
        Bill.of("bank", "crash primary@20ms"),
        Bill.of("sink", "crash primary@sent:60"),
        Bill.of("source", "crash primary@sent:200"),
        Bill.file("scenarios/lagging-backup.toml"));
  }

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

  private static String tables() throws IOException {
    StringBuilder out = new StringBuilder();
    for (Bill bill : bills()) {
      out.append("\n`understudy compare ").append(bill.command()).append("`\n\n");
      out.append("| strategy | throughput | delay, µs | channel, bytes/s | failover, ms |");
      out.append(" to notice | to catch up | lost | twice | broken |\n");
      out.append("|---|--:|--:|--:|--:|--:|--:|--:|--:|---|\n");
      comparison(bill.scenario()).lines().forEach(line -> out.append(row(line)));
    }
    return out.append('\n').toString();
  }

  private static StrategyComparison comparison(Scenario scenario) {
    return StrategyComparison.of(
        scenario,
        ShippedSetups.image(scenario.program()),
        EngineAssignment.all(Interpreter.INSTANCE),
        (strategy, number, of) -> List.of());
  }

  private static String row(StrategyFigures line) {
    Failover failover = line.failover();
    return String.format(
        Locale.ROOT,
        "| `%s` | %.3f | %.1f | %,d | %s | %s | %s | %s |\n",
        line.strategy().label(),
        line.throughputPerMille() / 1000.0,
        line.outputDelayNs() / 1000.0,
        line.bytesPerSecond(),
        failover == null ? "– | – | –" : parts(failover),
        worst(line, line.lost(), trial -> trial.lost() > 0),
        worst(line, line.duplicated(), trial -> trial.duplicated() > 0),
        line.broken().isEmpty() ? "–" : String.join(", ", line.broken()));
  }

  private static String worst(StrategyFigures line, long most, Predicate<StrategyTrial> what) {
    int trials = line.trials().size();
    return trials == 1 || most == 0
        ? String.valueOf(most)
        : most + " (in " + line.in(what) + " of " + trials + ")";
  }

  private static String parts(Failover failover) {
    return String.format(
        Locale.ROOT,
        "%.2f | %.2f | %.2f",
        failover.tookNs() / 1e6,
        failover.detectionNs() / 1e6,
        failover.drainNs() / 1e6);
  }
}
