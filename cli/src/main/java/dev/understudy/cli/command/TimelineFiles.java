package dev.understudy.cli.command;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.understudy.cli.io.CommandFiles;
import dev.understudy.cli.io.Json;
import dev.understudy.cli.io.OutputFile;
import dev.understudy.experiment.run.Run;
import dev.understudy.inspect.timeline.ChromeTrace;
import dev.understudy.inspect.timeline.ShivizLog;
import dev.understudy.inspect.timeline.TimelineRecorder;
import dev.understudy.inspect.timeline.TraceEvent;
import dev.understudy.sim.world.HostProfile;
import dev.understudy.sim.world.Setup;
import dev.understudy.sim.world.Watcher;
import java.math.BigDecimal;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** Files in which other tools show a run. */
final class TimelineFiles {
  private static final int PROCESS = 1;

  @Option(
      names = "--trace",
      paramLabel = "FILE",
      description = "Write a timeline there that Perfetto and the tracing page of Chrome open.")
  private @Nullable String trace;

  @Option(
      names = "--shiviz",
      paramLabel = "FILE",
      description = "Write a space-time log with vector clocks there that ShiViz opens.")
  private @Nullable String shiviz;

  private @Nullable TimelineRecorder recorder;
  private @Nullable OutputFile traceFile;
  private @Nullable OutputFile shivizFile;

  /** Opens the files before the run, so that it is not in vain. */
  void open(CommandFiles files) {
    traceFile = trace == null ? null : files.output("--trace", trace);
    shivizFile = shiviz == null ? null : files.output("--shiviz", shiviz);
  }

  /** Who has to watch the run: nobody, if no file is wanted. */
  List<Watcher> watchers(Setup setup) {
    if (traceFile == null && shivizFile == null) {
      return List.of();
    }
    recorder =
        new TimelineRecorder(
            setup.hosts().stream()
                .limit(setup.faultTolerant() ? 2 : 1)
                .map(HostProfile::name)
                .toList());
    return List.of(recorder);
  }

  /**
   * The run is over.
   *
   * @param title what was run
   */
  void write(Run run, String title) {
    if (recorder != null && traceFile != null) {
      traceFile.write(json(ChromeTrace.written(run, recorder, title)).getBytes(UTF_8));
    }
    if (recorder != null && shivizFile != null) {
      shivizFile.write(ShivizLog.of(recorder).text().getBytes(UTF_8));
    }
  }

  /** Writes one event a line. */
  private static String json(List<TraceEvent> events) {
    StringBuilder text = new StringBuilder("{\"displayTimeUnit\": \"ns\", \"traceEvents\": [\n");
    for (int i = 0; i < events.size(); i++) {
      text.append(Json.line(json(events.get(i)))).append(i + 1 < events.size() ? ",\n" : "\n");
    }
    return text.append("]}\n").toString();
  }

  /** Times are microseconds in this format, written to the nanosecond and never rounded. */
  private static Map<String, @Nullable Object> json(TraceEvent event) {
    Map<String, @Nullable Object> json = new LinkedHashMap<>();
    json.put("ph", event.phase().code());
    json.put("pid", PROCESS);
    json.put("tid", event.track());
    json.put("ts", BigDecimal.valueOf(event.atNs(), 3));
    json.put("name", event.name());
    json.put("cat", "understudy");
    switch (event.phase()) {
      case SLICE -> throw new IllegalArgumentException("a slice is written as a pair");
      case INSTANT -> json.put("s", "g");
      case SPAN_BEGINS, SPAN_ENDS, ARROW_BEGINS, ARROW_PASSES -> json.put("id", event.id());
      case ARROW_ENDS -> {
        json.put("id", event.id());
        json.put("bp", "e");
      }
      case NAME, PLACE, TITLE, COUNTER, SLICE_BEGINS, SLICE_ENDS -> {}
    }
    if (!event.args().isEmpty()) {
      json.put("args", event.args());
    }
    return json;
  }
}
