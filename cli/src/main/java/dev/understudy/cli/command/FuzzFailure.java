package dev.understudy.cli.command;

import dev.understudy.experiment.fuzz.FuzzReport.Group;
import dev.understudy.experiment.report.ReadableNumbers;
import dev.understudy.experiment.report.ReportLayout;
import dev.understudy.experiment.report.TextWrap;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * How a failure is told of.
 *
 * @param lines for people
 * @param json for programs
 */
record FuzzFailure(List<String> lines, Map<String, @Nullable Object> json) {

  /** One that nobody had the time to make smaller. */
  static FuzzFailure asFound(Group group, FuzzOptions options, ReportLayout layout) {
    String again = options.again(group.witness().number());
    String runs = ReadableNumbers.count(group.runs(), "run");
    List<String> lines = new ArrayList<>();
    add(lines, "BROKEN  " + group.breach().oracle() + ": " + group.breach().text(), layout);
    lines.add("  again     " + again);
    add(
        lines,
        "  in " + runs + " the cause was the same; as it was found, not made smaller",
        layout);
    return new FuzzFailure(lines, json(group, again));
  }

  private static void add(List<String> lines, String text, ReportLayout layout) {
    lines.addAll(TextWrap.laidOut(text, layout.width()));
  }

  private static Map<String, @Nullable Object> json(Group group, String again) {
    Map<String, @Nullable Object> json = new LinkedHashMap<>();
    json.put("oracle", group.breach().oracle());
    json.put("seen", group.breach().text());
    json.put("cause", group.signature().text());
    json.put("runs", group.runs());
    json.put("number", group.witness().number());
    json.put("scenario", group.witness().scenario().toToml());
    json.put("again", again);
    return json;
  }
}
