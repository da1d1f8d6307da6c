package dev.understudy.cli.command;

import dev.understudy.cli.io.BadInputException;
import dev.understudy.cli.io.Hint;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * The arguments of an editor's launch request, each of which is known and has its type before
 * anything is opened.
 */
final class LaunchArguments {
  private static final List<String> KNOWN =
      List.of(
          "recording",
          "program",
          "scenario",
          "crash",
          "fault",
          "solo",
          "seed",
          "engine",
          "source",
          "breakIn",
          "stopOnEntry");

  /** What editors put there for themselves. */
  private static final List<String> OF_EDITORS =
      List.of(
          "name",
          "type",
          "request",
          "noDebug",
          "presentation",
          "preLaunchTask",
          "postDebugTask",
          "internalConsoleOptions",
          "suppressMultipleSessionWarning",
          "debugServer",
          "serverReadyAction",
          "windows",
          "linux",
          "osx");

  /** Beyond it not each whole number is a double, which is what JSON has. */
  private static final double EXACT_MAX = 1L << 53;

  private final Map<String, Object> all = new TreeMap<>();

  LaunchArguments(Map<String, ? extends @Nullable Object> arguments) {
    arguments.forEach(
        (key, value) -> {
          boolean ofEditor = key.startsWith("__") || OF_EDITORS.contains(key);
          if (!ofEditor && !KNOWN.contains(key)) {
            String hint = Hint.of(key, KNOWN);
            throw new BadInputException(
                "the launch request has an unknown '"
                    + key
                    + "'"
                    + (hint.isEmpty() ? ", expected some of " + String.join(", ", KNOWN) : hint));
          }
          if (!ofEditor && value != null) {
            all.put(key, value);
          }
        });
  }

  /** What to run. */
  RunOptions options() {
    RunOptions options = new RunOptions();
    @Nullable String recording = text("recording");
    options.program = recording == null ? text("program") : recording;
    options.scenario = text("scenario");
    options.crashes = texts("crash");
    options.faults = texts("fault");
    options.solo = flag("solo", false);
    options.seed = seed();
    @Nullable String engine = text("engine");
    options.engine = engine == null ? options.engine : engine;
    if (options.program == null && options.scenario == null) {
      throw new BadInputException(
          "the launch request names nothing, expected 'recording', 'program' or 'scenario'");
    }
    if (recording != null && !DebugTarget.isRecording(recording)) {
      throw new BadInputException(recording + ": no such file, expected " + RecordFile.EXPECTED);
    }
    return options;
  }

  /** A source file, or a folder of sources. */
  @Nullable String source() {
    return text("source");
  }

  boolean stopsOnEntry() {
    return flag("stopOnEntry", true);
  }

  /** Whether breakpoints count in the guests of all hosts. */
  boolean breaksInAll() {
    @Nullable String where = text("breakIn");
    if (where != null && !where.equals("all") && !where.equals("live")) {
      throw wrong("breakIn", where, "'live' or 'all'");
    }
    return "all".equals(where);
  }

  private @Nullable Long seed() {
    @Nullable Object value = all.get("seed");
    if (value instanceof Number number
        && number.doubleValue() == Math.rint(number.doubleValue())
        && Math.abs(number.doubleValue()) <= EXACT_MAX) {
      return number.longValue();
    }
    if (value instanceof String text) {
      try {
        return Long.valueOf(text);
      } catch (NumberFormatException e) {
        throw wrong("seed", value, "a whole number of 64 bits");
      }
    }
    if (value != null) {
      throw wrong("seed", value, "a whole number, as a text if it is beyond 2^53");
    }
    return null;
  }

  private @Nullable String text(String key) {
    @Nullable Object value = all.get(key);
    if (value == null || value instanceof String) {
      return (String) value;
    }
    throw wrong(key, value, "a text");
  }

  private List<String> texts(String key) {
    @Nullable Object value = all.get(key);
    if (value == null) {
      return List.of();
    }
    List<?> list = value instanceof List<?> many ? many : List.of(value);
    if (!list.stream().allMatch(String.class::isInstance)) {
      throw wrong(key, value, "a text or a list of texts");
    }
    return list.stream().map(String.class::cast).toList();
  }

  private boolean flag(String key, boolean standard) {
    @Nullable Object value = all.get(key);
    if (value == null || value instanceof Boolean) {
      return value == null ? standard : (Boolean) value;
    }
    throw wrong(key, value, "true or false");
  }

  private static BadInputException wrong(String key, Object value, String expected) {
    return new BadInputException("'" + key + "' is '" + value + "', expected " + expected);
  }
}
