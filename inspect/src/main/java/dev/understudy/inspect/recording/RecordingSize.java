package dev.understudy.inspect.recording;

import dev.understudy.experiment.scenario.Scenario;
import java.nio.charset.StandardCharsets;

/**
 * How much memory a recording takes in whoever reads it: its payloads, and the objects that are
 * made of them, since an entry of two bytes takes far more than that once it is read. Reader and
 * writer count alike, so that what is written can be read.
 */
public final class RecordingSize {
  /** Of one file, however well it was compressed. */
  static final long MOST_BYTES = 512L << 20;

  /** Of a scenario in full; each fault and each client in it is an object or more. */
  public static final int MOST_SCENARIO_BYTES = 1 << 20;

  /** An object with an array of bytes, and its places in lists. */
  static final long OBJECT_BYTES = 64;

  private long bytes;

  /** Counts objects and the bytes that they stand for. */
  void add(long objects, long payload) {
    bytes += objects * OBJECT_BYTES + payload;
  }

  boolean isTooLarge() {
    return bytes > MOST_BYTES;
  }

  static String limit() {
    return (MOST_BYTES >> 20) + " MiB in memory";
  }

  /** Whether a recording has room for this scenario. */
  public static boolean fits(Scenario scenario) {
    return scenario.toTomlInFull().getBytes(StandardCharsets.UTF_8).length <= MOST_SCENARIO_BYTES;
  }
}
