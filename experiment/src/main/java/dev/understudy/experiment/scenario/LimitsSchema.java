package dev.understudy.experiment.scenario;

import dev.understudy.sim.world.RunLimits;

/** The keys of {@code [limits]}. */
final class LimitsSchema {
  private static final int SIZE_MAX = Integer.MAX_VALUE;

  private LimitsSchema() {}

  static Section<RunLimits> limits() {
    Section<RunLimits> section =
        new Section<>(
            "How much the guest may make in one run. All of it is kept in memory until the run is"
                + " reported; what exceeds a limit ends the run.");
    RunLimits standard = RunLimits.STANDARD;
    Key<Integer> console =
        section.key(
            "console",
            ValueTypes.size(1, SIZE_MAX),
            (int) standard.consoleBytes(),
            limits -> (int) limits.consoleBytes(),
            "Written to the console.");
    Key<Integer> output =
        section.key(
            "output",
            ValueTypes.size(1, SIZE_MAX),
            (int) standard.outputBytes(),
            limits -> (int) limits.outputBytes(),
            "Sent to clients and written to the disk, together.");
    Key<Integer> entries =
        section.key(
            "log-entries",
            ValueTypes.integer(1, Integer.MAX_VALUE),
            (int) standard.logEntries(),
            limits -> (int) limits.logEntries(),
            "Entries of the log: inputs, clock and entropy reads, outputs, marks. Each takes about"
                + " a kilobyte of memory.");
    Key<Integer> log =
        section.key(
            "log",
            ValueTypes.size(1, SIZE_MAX),
            (int) standard.logBytes(),
            limits -> (int) limits.logBytes(),
            "Their bytes.");
    return section.becomes(
        values ->
            new RunLimits(
                values.get(console), values.get(output), values.get(entries), values.get(log)));
  }
}
