package dev.understudy.bench;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.understudy.bench.Measurement.Effort;
import dev.understudy.cli.command.Benchmarks;
import dev.understudy.experiment.report.ReportLayout;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.ServiceLoader;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** What the report holds, and that the page about it speaks of all of it. No figure is judged. */
class BenchmarkReportTest {
  private static final BenchmarkReport SMALL =
      new BenchmarkReport(
          Kernel.ALL.stream()
              .map(kernel -> KernelSpeed.of(kernel, kernel.small(), Effort.NONE))
              .toList(),
          BenchmarkWorkload.ALL.stream()
              .filter(workload -> !workload.what().equals("compute"))
              .map(workload -> ProtectionCost.of(workload.small(), Effort.NONE))
              .toList(),
          Density.of(List.of("threads"), Effort.NONE),
          WarmUp.of(List.of("xorshift"), 20_000_000),
          VirtualSecond.of(List.of("kv"), Effort.NONE),
          List.of(LaunchedProcess.of("start", () -> 20, () -> 40, Effort.NONE)));

  private static final List<String> TABLES =
      List.of("kernels", "ft", "density", "entries", "warmUp", "worlds", "launcher");

  private static String page() throws IOException {
    Path module = Path.of(System.getProperty("basedir", "")).toAbsolutePath();
    return Files.readString(module.resolve("../docs/reference/PERFORMANCE.md"), UTF_8);
  }

  @Test
  void theCommandFindsTheBenchmarks() {
    assertThat(ServiceLoader.load(Benchmarks.class))
        .singleElement()
        .satisfies(
            found ->
                assertThat(found.programs())
                    .containsAll(BenchmarkWorkload.names())
                    .endsWith(Bench.LAUNCHER));
  }

  @Test
  void jsonHasTheKeysThatOthersRelyOn() {
    Map<String, @Nullable Object> json = SMALL.json();

    assertThat(json).containsKeys("geomeanVsJava", "geomeanVsChicory", "kernels", "ft");
    assertThat(rows(json, "kernels"))
        .hasSize(6)
        .allSatisfy(
            row ->
                assertThat(names(row))
                    .contains("name", "compiledVsJava", "interpretedVsJava", "chicoryVsJava"));
    assertThat(rows(json, "ft"))
        .hasSize(7)
        .allSatisfy(
            row ->
                assertThat(names(row))
                    .contains(
                        "program",
                        "recordingVsSolo",
                        "replayVsRecording",
                        "bytesPerEvent",
                        "logBytesPerSecond"));
  }

  @Test
  void everyFigureIsANumberAboveZero() {
    TABLES.stream()
        .flatMap(table -> rows(SMALL.json(), table).stream())
        .flatMap(row -> row.entrySet().stream())
        .filter(figure -> !"halfSpeedMs".equals(figure.getKey()))
        .map(Map.Entry::getValue)
        .filter(Number.class::isInstance)
        .forEach(figure -> assertThat(((Number) figure).doubleValue()).isPositive().isFinite());
  }

  @Test
  void theLauncherIsComparedWithAPlainJvmAndWithItself() {
    List<String> lines = SMALL.lines(ReportLayout.UNWRAPPED);
    assertThat(lines).anyMatch(line -> line.matches("process +launcher/plain +launcher/launcher"));
    assertThat(lines)
        .anyMatch(line -> line.matches("start +0\\.500 \\(0\\.500-0\\.500\\) +1\\.000 .*"));
    assertThat(LaunchedProcess.nanoseconds("1.250 0.031")).isEqualTo(1_281_000_000);
  }

  @Test
  void thePageNamesEveryKeyOfTheJson() throws IOException {
    List<String> keys = new ArrayList<>(SMALL.json().keySet());
    TABLES.forEach(table -> keys.addAll(names(rows(SMALL.json(), table).get(0))));
    keys.removeIf(key -> key.endsWith("Quartiles"));

    assertThat(page()).contains(keys.stream().map(key -> "`" + key + "`").toList());
  }

  @Test
  void thePageExplainsEveryColumn() throws IOException {
    assertThat(page())
        .contains(heads(BenchmarkReport.KERNEL_COLUMNS))
        .contains(heads(BenchmarkReport.COST_COLUMNS))
        .contains(heads(BenchmarkReport.DENSITY_COLUMNS))
        .contains(heads(BenchmarkReport.ENTRY_COLUMNS))
        .contains(heads(BenchmarkReport.WARM_UP_COLUMNS))
        .contains(heads(BenchmarkReport.SECOND_COLUMNS))
        .contains(heads(BenchmarkReport.LAUNCHED_COLUMNS));
  }

  /** How the rows of the page's table begin that say what a column means. */
  private static <T> List<String> heads(List<BenchmarkReport.Column<T>> columns) {
    return columns.stream().map(column -> "\n| " + column.head() + " | `").toList();
  }

  private static List<String> names(Map<?, ?> row) {
    return row.keySet().stream().map(Object::toString).toList();
  }

  private static List<Map<?, ?>> rows(Map<String, @Nullable Object> json, String table) {
    List<Map<?, ?>> rows = new ArrayList<>();
    for (Object row : (List<?>) Objects.requireNonNull(json.get(table))) {
      rows.add((Map<?, ?>) row);
    }
    return rows;
  }
}
