package dev.understudy.sim.world;

import dev.understudy.ft.replica.Note;
import dev.understudy.hypervisor.device.Effect.OutputEffect;
import dev.understudy.hypervisor.log.OutputKind;
import java.util.Locale;
import java.util.Optional;

/** What a guest has made so far in one run, against its limits. */
final class RunVolume {
  private final RunLimits limits;
  private long consoleBytes;
  private long outputBytes;
  private long logEntries;
  private long logBytes;

  RunVolume(RunLimits limits) {
    this.limits = limits;
  }

  RunVolume fork() {
    RunVolume copy = new RunVolume(limits);
    copy.consoleBytes = consoleBytes;
    copy.outputBytes = outputBytes;
    copy.logEntries = logEntries;
    copy.logBytes = logBytes;
    return copy;
  }

  /**
   * An output counts when its entry is logged: it is kept from then on, whether it leaves or not.
   */
  void add(Note.Appended entry) {
    logEntries++;
    logBytes += entry.encoded().length;
    OutputEffect output = entry.output();
    if (output != null && output.kind() == OutputKind.CONSOLE) {
      consoleBytes += output.payload().length();
    } else if (output != null) {
      outputBytes += output.payload().length();
    }
  }

  boolean isExceeded() {
    return consoleBytes > limits.consoleBytes()
        || outputBytes > limits.outputBytes()
        || logEntries > limits.logEntries()
        || logBytes > limits.logBytes();
  }

  /** A sentence about the guest, without its full stop; empty while it keeps within its limits. */
  Optional<String> excess() {
    if (consoleBytes > limits.consoleBytes()) {
      return tooMuch("wrote", limits.consoleBytes(), "bytes to the console", "console");
    }
    if (outputBytes > limits.outputBytes()) {
      return tooMuch("sent", limits.outputBytes(), "bytes to clients and disk", "output");
    }
    if (logEntries > limits.logEntries()) {
      return tooMuch("made", limits.logEntries(), "log entries", "log-entries");
    }
    return logBytes > limits.logBytes()
        ? tooMuch("made", limits.logBytes(), "bytes of log", "log")
        : Optional.empty();
  }

  private static Optional<String> tooMuch(String did, long limit, String what, String key) {
    return Optional.of(
        String.format(
            Locale.ROOT,
            "the guest %s more than %,d %s, which is the limit of a run (limits.%s)",
            did,
            limit,
            what,
            key));
  }
}
