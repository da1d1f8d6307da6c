package dev.understudy.cli.command;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.io.InputStream;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;

/** Runs a share of a campaign once more, in another JVM: the same worlds must come of it. */
final class SecondProcess {
  private SecondProcess() {}

  /**
   * Numbers of the runs that were not the same there.
   *
   * @param traces by number of the run
   */
  static List<Integer> differing(FuzzOptions options, Map<Integer, String> traces) {
    TreeMap<Integer, String> share = new TreeMap<>();
    if (options.twice > 0 && options.only.isEmpty()) {
      traces.forEach(
          (number, trace) -> {
            if (number % options.twice == 0) {
              share.put(number, trace);
            }
          });
    }
    if (share.isEmpty()) {
      return List.of();
    }
    Map<String, String> there = traces(output(command(options, share)));
    return share.entrySet().stream()
        .filter(one -> !one.getValue().equals(there.get(Integer.toString(one.getKey()))))
        .map(Map.Entry::getKey)
        .toList();
  }

  private static List<String> command(FuzzOptions options, Map<Integer, String> share) {
    String java = ProcessHandle.current().info().command().orElse("java");
    List<String> command =
        new ArrayList<>(
            List.of(java, "-XX:+UseSerialGC", "-cp", System.getProperty("java.class.path")));
    command.add(Main.class.getName());
    command.add("fuzz");
    if (options.program != null) {
      command.add(options.program);
    }
    if (options.scenario != null) {
      command.addAll(List.of("--scenario", options.scenario));
    }
    if (options.beyond) {
      command.add("--beyond");
    }
    if (options.soak != null) {
      command.addAll(List.of("--soak", options.soak));
    }
    String numbers = share.keySet().stream().map(String::valueOf).collect(Collectors.joining(","));
    command.addAll(List.of("--seed", Long.toString(options.seed), "--only", numbers, "--traces"));
    command.addAll(List.of("--workers", Integer.toString(options.workers)));
    return command;
  }

  private static String output(List<String> command) {
    try {
      Process process =
          new ProcessBuilder(command).redirectError(ProcessBuilder.Redirect.DISCARD).start();
      process.getOutputStream().close();
      try (InputStream out = process.getInputStream()) {
        return new String(out.readAllBytes(), UTF_8);
      }
    } catch (IOException e) {
      throw new IllegalStateException("no second process: " + e.getMessage(), e);
    }
  }

  /** Lines of number and trace hash. */
  private static Map<String, String> traces(String lines) {
    TreeMap<String, String> traces = new TreeMap<>();
    for (String line : lines.lines().toList()) {
      int blank = line.indexOf(' ');
      if (blank > 0) {
        traces.put(line.substring(0, blank), line.substring(blank + 1));
      }
    }
    return traces;
  }
}
