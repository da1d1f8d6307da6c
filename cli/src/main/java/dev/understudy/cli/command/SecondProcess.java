package dev.understudy.cli.command;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.io.InputStream;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** Runs a share of a campaign once more, in another JVM: the same worlds must come of it. */
final class SecondProcess implements AutoCloseable {
  private final FuzzOptions options;
  private final TreeMap<Integer, String> share = new TreeMap<>();
  private @Nullable Process process;
  private boolean closed;

  /**
   * @param traces of the campaign's runs, by number
   */
  SecondProcess(FuzzOptions options, Map<Integer, String> traces) {
    this.options = options;
    if (options.twice > 0 && options.only.isEmpty()) {
      traces.forEach(
          (number, trace) -> {
            if (number % options.twice == 0) {
              share.put(number, trace);
            }
          });
    }
  }

  /**
   * Numbers of the runs that were not the same there. Waits for them.
   *
   * @throws SecondProcessException if it did not run them
   */
  List<Integer> differing() {
    if (share.isEmpty()) {
      return List.of();
    }
    Map<String, String> there = traces(output());
    return share.entrySet().stream()
        .filter(one -> !one.getValue().equals(there.get(Integer.toString(one.getKey()))))
        .map(Map.Entry::getKey)
        .toList();
  }

  private List<String> command() {
    String java = ProcessHandle.current().info().command().orElse("java");
    List<String> command =
        new ArrayList<>(
            List.of(java, "-XX:+UseSerialGC", "-cp", System.getProperty("java.class.path")));
    command.add(Main.class.getName());
    command.addAll(options.again());
    String numbers = share.keySet().stream().map(String::valueOf).collect(Collectors.joining(","));
    command.addAll(List.of("--only", numbers, "--traces"));
    command.addAll(List.of("--workers", Integer.toString(options.workers)));
    return command;
  }

  private String output() {
    try {
      Process started = start();
      started.getOutputStream().close();
      try (InputStream out = started.getInputStream()) {
        String text = new String(out.readAllBytes(), UTF_8);
        int code = started.waitFor();
        if (code != 0) {
          throw new SecondProcessException("it ended with exit code " + code);
        }
        return text;
      }
    } catch (IOException e) {
      throw new SecondProcessException(String.valueOf(e.getMessage()));
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new SecondProcessException("it was not waited for");
    }
  }

  private synchronized Process start() throws IOException {
    if (closed) {
      throw new SecondProcessException("it was not started");
    }
    Process started =
        new ProcessBuilder(command()).redirectError(ProcessBuilder.Redirect.DISCARD).start();
    process = started;
    return started;
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

  /** Ends it if it still runs: nobody waits for it any more. */
  @Override
  public synchronized void close() {
    closed = true;
    if (process != null) {
      process.destroyForcibly();
    }
  }
}
