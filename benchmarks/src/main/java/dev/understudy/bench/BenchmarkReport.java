package dev.understudy.bench;

import dev.understudy.bench.Measurement.Spread;
import dev.understudy.experiment.report.ReportLayout;
import dev.understudy.experiment.report.TextTable;
import dev.understudy.experiment.report.TextWrap;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.function.Function;
import java.util.function.ToDoubleFunction;
import org.jspecify.annotations.Nullable;

/** The figures, for people and as JSON. */
record BenchmarkReport(
    List<KernelSpeed> kernels,
    List<ProtectionCost> costs,
    List<Density> densities,
    List<WarmUp> warmUps,
    List<VirtualSecond> seconds,
    List<LaunchedProcess> launched) {

  /**
   * A column of a table.
   *
   * @param isNumber whether its cells stand at its right edge
   */
  record Column<T>(String head, boolean isNumber, Function<T, String> cell) {}

  static final List<Column<KernelSpeed>> KERNEL_COLUMNS =
      List.of(
          new Column<>("kernel", false, KernelSpeed::name),
          new Column<>("compiled/Java", true, row -> ratio(row.compiledVsJava())),
          new Column<>("Chicory/Java", true, row -> ratio(row.chicoryVsJava())),
          new Column<>("compiled/Chicory", true, row -> ratio(row.compiledVsChicory())),
          new Column<>("interpreted/Java", true, row -> ratio(row.interpretedVsJava())),
          new Column<>("compiled M/s", true, row -> millions(row.compiledRate())),
          new Column<>("interpreted M/s", true, row -> millions(row.interpretedRate())));

  static final List<Column<ProtectionCost>> COST_COLUMNS =
      List.of(
          new Column<>("program", false, ProtectionCost::program),
          new Column<>("dense in", false, ProtectionCost::what),
          new Column<>("solo/solo", true, row -> fine(row.soloVsSolo())),
          new Column<>("recording/solo", true, row -> fine(row.recordingVsSolo())),
          new Column<>("replay/recording", true, row -> fine(row.replayVsRecording())),
          new Column<>("entries", true, row -> Long.toString(row.events())),
          new Column<>(
              "a M instr.", true, row -> decimal("%.1f", row.eventsPerMillionInstructions())),
          new Column<>("bytes each", true, row -> decimal("%.2f", row.bytesPerEvent())),
          new Column<>("bytes/s", true, row -> decimal("%.0f", row.logBytesPerSecond())));

  static final List<Column<Density>> DENSITY_COLUMNS =
      List.of(
          new Column<>("guest", false, Density::program),
          new Column<>("entries are", false, Density::what),
          new Column<>("instr. between", true, row -> decimal("%.0f", row.instructionsPerEvent())),
          new Column<>("entries/s real", true, row -> decimal("%.0f", row.eventsPerSecond())),
          new Column<>("Mbit/s real", true, row -> decimal("%.2f", row.logBitsPerSecond() / 1e6)),
          new Column<>("its recording/solo", true, row -> fine(row.recordingVsSolo())));

  static final List<Column<EntryBytes>> ENTRY_COLUMNS =
      List.of(
          new Column<>("entry", false, row -> row.type().text()),
          new Column<>("number", true, row -> Long.toString(row.entries())),
          new Column<>("bytes", true, row -> decimal("%.2f", row.bytesEach())),
          new Column<>("beyond payload", true, row -> decimal("%.2f", row.beyondPayloadEach())),
          new Column<>(
              "goal",
              true,
              row -> row.goal().isEmpty() ? "-" : decimal("%.0f", row.goal().getAsDouble())));

  static final List<Column<WarmUp>> WARM_UP_COLUMNS =
      List.of(
          new Column<>("hot loop", false, WarmUp::program),
          new Column<>("half speed after ms", true, row -> decimal("%.1f", row.halfSpeedMs())),
          new Column<>("final M/s", true, row -> decimal("%.0f", row.rate() / 1e6)));

  static final List<Column<VirtualSecond>> SECOND_COLUMNS =
      List.of(
          new Column<>("world", false, VirtualSecond::program),
          new Column<>("virtual ms", true, row -> decimal("%.1f", row.virtualMs())),
          new Column<>("real/virtual", true, row -> fine(row.realPerVirtual())));

  static final List<Column<LaunchedProcess>> LAUNCHED_COLUMNS =
      List.of(
          new Column<>("process", false, LaunchedProcess::what),
          new Column<>("launcher/plain", true, row -> fine(row.launcherVsPlain())),
          new Column<>("launcher/launcher", true, row -> fine(row.launcherVsLauncher())));

  private static String ratio(Spread spread) {
    return decimal("%.2f (%.2f-%.2f)", spread.median(), spread.low(), spread.high());
  }

  private static String fine(Spread spread) {
    return decimal("%.3f (%.3f-%.3f)", spread.median(), spread.low(), spread.high());
  }

  private static String millions(Spread rate) {
    return decimal("%.0f", rate.median() / 1e6);
  }

  private static String decimal(String format, Object... values) {
    return String.format(Locale.ROOT, format, values);
  }

  /** For people. */
  List<String> lines(ReportLayout layout) {
    List<String> lines = new ArrayList<>();
    if (!kernels.isEmpty()) {
      add(
          lines,
          layout,
          "Kernels: time as a multiple of another's, median (quartiles); guests are recorded");
      table(lines, layout, KERNEL_COLUMNS, kernels);
      add(
          lines,
          layout,
          decimal(
              "geomean  compiled/Java %.2f, Chicory/Java %.2f, compiled/Chicory %.2f",
              geomean(KernelSpeed::compiledVsJava),
              geomean(KernelSpeed::chicoryVsJava),
              geomean(KernelSpeed::compiledVsChicory)));
      lines.add("");
    }
    if (!costs.isEmpty()) {
      add(
          lines,
          layout,
          "Fault tolerance: recording/solo is throughput, replay/recording is time; solo/solo is"
              + " noise");
      table(lines, layout, COST_COLUMNS, costs);
      lines.add("");
    }
    if (!densities.isEmpty()) {
      add(
          lines,
          layout,
          "Density: recording/solo of one guest, by how much it does between two entries");
      table(lines, layout, DENSITY_COLUMNS, densities);
      lines.add("");
    }
    if (!costs.isEmpty()) {
      add(
          lines,
          layout,
          "Entries of these logs, by type: bytes on average, without channel frames");
      table(lines, layout, ENTRY_COLUMNS, entries());
      lines.add("");
    }
    if (!warmUps.isEmpty()) {
      add(lines, layout, "Warm-up: from switching on until half of the final speed");
      table(lines, layout, WARM_UP_COLUMNS, warmUps);
      lines.add("");
    }
    if (!seconds.isEmpty()) {
      add(
          lines,
          layout,
          "Worlds under fault tolerance: real time as a multiple of the world's own");
      table(lines, layout, SECOND_COLUMNS, seconds);
      lines.add("");
    }
    if (!launched.isEmpty()) {
      add(
          lines,
          layout,
          "Launcher: processor time of ./understudy as a multiple of java -Xshare:off -jar's;"
              + " launcher/launcher is noise");
      table(lines, layout, LAUNCHED_COLUMNS, launched);
      lines.add("");
    }
    add(lines, layout, machine());
    return lines;
  }

  private static void add(List<String> lines, ReportLayout layout, String text) {
    lines.addAll(TextWrap.laidOut(text, layout.width()));
  }

  private static <T> void table(
      List<String> lines, ReportLayout layout, List<Column<T>> columns, List<T> rows) {
    TextTable table = new TextTable();
    int[] widths = columns.stream().mapToInt(column -> width(column, rows)).toArray();
    table.heading(cells(columns, widths, Column::head));
    rows.forEach(row -> table.row(cells(columns, widths, column -> column.cell().apply(row))));
    lines.addAll(table.lines("", layout));
  }

  private static <T> int width(Column<T> column, List<T> rows) {
    return rows.stream()
        .mapToInt(row -> column.cell().apply(row).length())
        .reduce(column.head().length(), Math::max);
  }

  private static <T> String[] cells(
      List<Column<T>> columns, int[] widths, Function<Column<T>, String> cell) {
    String[] cells = new String[widths.length];
    for (int i = 0; i < cells.length; i++) {
      String text = cell.apply(columns.get(i));
      String blanks = " ".repeat(widths[i] - text.length());
      cells[i] = columns.get(i).isNumber() ? blanks + text : text;
    }
    return cells;
  }

  /** What it was measured on. */
  private static String machine() {
    return String.join(
        ", ",
        System.getProperty("java.vm.name") + " " + System.getProperty("java.vm.version"),
        System.getProperty("os.name") + " " + System.getProperty("os.arch"),
        Runtime.getRuntime().availableProcessors() + " processors");
  }

  private List<EntryBytes> entries() {
    return EntryBytes.sum(costs.stream().flatMap(cost -> cost.types().stream()).toList());
  }

  private double geomean(Function<KernelSpeed, Spread> of) {
    ToDoubleFunction<KernelSpeed> log = kernel -> StrictMath.log(of.apply(kernel).median());
    return StrictMath.exp(kernels.stream().mapToDouble(log).average().orElse(Double.NaN));
  }

  /** For programs. Ratios are of times, but {@code recordingVsSolo} is of throughputs. */
  Map<String, @Nullable Object> json() {
    Map<String, @Nullable Object> json = new LinkedHashMap<>();
    json.put("machine", machine());
    json.put("geomeanVsJava", kernels.isEmpty() ? null : geomean(KernelSpeed::compiledVsJava));
    json.put(
        "geomeanVsChicory", kernels.isEmpty() ? null : geomean(KernelSpeed::compiledVsChicory));
    json.put("kernels", kernels.stream().map(BenchmarkReport::json).toList());
    json.put("ft", costs.stream().map(BenchmarkReport::json).toList());
    json.put("density", densities.stream().map(BenchmarkReport::json).toList());
    json.put("entries", entries().stream().map(BenchmarkReport::json).toList());
    json.put("warmUp", warmUps.stream().map(BenchmarkReport::json).toList());
    json.put("worlds", seconds.stream().map(BenchmarkReport::json).toList());
    json.put("launcher", launched.stream().map(BenchmarkReport::json).toList());
    return json;
  }

  private static Map<String, @Nullable Object> json(Density density) {
    Map<String, @Nullable Object> json = new LinkedHashMap<>();
    json.put("guest", density.program());
    json.put("entriesAre", density.what());
    json.put("instructionsPerEvent", density.instructionsPerEvent());
    json.put("eventsPerSecond", density.eventsPerSecond());
    json.put("logBitsPerSecond", density.logBitsPerSecond());
    put(json, "recordingVsSolo", density.recordingVsSolo());
    return json;
  }

  private static Map<String, @Nullable Object> json(EntryBytes entries) {
    Map<String, @Nullable Object> json = new LinkedHashMap<>();
    json.put("type", entries.type().text());
    json.put("number", entries.entries());
    json.put("bytes", entries.bytesEach());
    json.put("beyondPayload", entries.beyondPayloadEach());
    json.put("goal", entries.goal().isEmpty() ? null : entries.goal().getAsDouble());
    return json;
  }

  private static Map<String, @Nullable Object> json(WarmUp warmUp) {
    Map<String, @Nullable Object> json = new LinkedHashMap<>();
    json.put("hotLoop", warmUp.program());
    json.put("halfSpeedMs", warmUp.halfSpeedMs());
    json.put("finalInstructionsPerSecond", warmUp.rate());
    return json;
  }

  private static Map<String, @Nullable Object> json(VirtualSecond second) {
    Map<String, @Nullable Object> json = new LinkedHashMap<>();
    json.put("world", second.program());
    json.put("virtualMs", second.virtualMs());
    put(json, "realPerVirtual", second.realPerVirtual());
    return json;
  }

  private static Map<String, @Nullable Object> json(LaunchedProcess process) {
    Map<String, @Nullable Object> json = new LinkedHashMap<>();
    json.put("process", process.what());
    put(json, "launcherVsPlain", process.launcherVsPlain());
    put(json, "launcherVsLauncher", process.launcherVsLauncher());
    return json;
  }

  private static Map<String, @Nullable Object> json(KernelSpeed kernel) {
    Map<String, @Nullable Object> json = new LinkedHashMap<>();
    json.put("name", kernel.name());
    put(json, "compiledVsJava", kernel.compiledVsJava());
    put(json, "interpretedVsJava", kernel.interpretedVsJava());
    put(json, "chicoryVsJava", kernel.chicoryVsJava());
    put(json, "compiledVsChicory", kernel.compiledVsChicory());
    put(json, "compiledInstructionsPerSecond", kernel.compiledRate());
    put(json, "interpretedInstructionsPerSecond", kernel.interpretedRate());
    return json;
  }

  private static Map<String, @Nullable Object> json(ProtectionCost cost) {
    Map<String, @Nullable Object> json = new LinkedHashMap<>();
    json.put("program", cost.program());
    json.put("denseIn", cost.what());
    put(json, "soloVsSolo", cost.soloVsSolo());
    put(json, "recordingVsSolo", cost.recordingVsSolo());
    put(json, "replayVsRecording", cost.replayVsRecording());
    json.put("events", cost.events());
    json.put("eventsPerMillionInstructions", cost.eventsPerMillionInstructions());
    json.put("bytesPerEvent", cost.bytesPerEvent());
    json.put("logBytesPerSecond", cost.logBytesPerSecond());
    return json;
  }

  /** The median under its name, the quartiles beside it. */
  private static void put(Map<String, @Nullable Object> json, String name, Spread spread) {
    json.put(name, spread.median());
    json.put(name + "Quartiles", List.of(spread.low(), spread.high()));
  }
}
