package dev.understudy.experiment.report;

import dev.understudy.experiment.run.ChannelHistory;
import dev.understudy.experiment.run.ChannelHistory.Sample;
import java.util.List;
import java.util.function.ToLongFunction;

/** The logging channel over time, in three lines: lag, buffers, speed. */
final class ChannelText {
  private static final String LEVELS = "▁▂▃▄▅▆▇█";

  /** What the margin and the names of rows take of a line. */
  private static final int LABELS = 16;

  private static final int FULL_SPEED = 1000;

  private ChannelText() {}

  static void rows(ChannelHistory history, TextTable table, ReportLayout layout) {
    List<Sample> samples = history.samples();
    int marks = layout.drawingWidth() - LABELS;
    table.row("lag", line(samples, Sample::lagNs, marks));
    table.row(
        "",
        ReadableNumbers.duration(history.lagNs().medianNs())
            + " / "
            + ReadableNumbers.duration(history.lagNs().maxNs())
            + " (median / max) from logging an entry to replaying it");
    if (isWorthTelling(history)) {
      table.row(
          "buffers",
          line(samples, one -> one.primaryBufferBytes() + one.backupBufferBytes(), marks));
      table.row(
          "",
          "at most "
              + ReadableNumbers.count(most(samples, Sample::primaryBufferBytes), "byte")
              + " at the primary, "
              + ReadableNumbers.count(most(samples, Sample::backupBufferBytes), "byte")
              + " at the backup; full for "
              + ReadableNumbers.duration(history.stalledNs()));
      table.row("speed", line(samples, Sample::speedPerMille, marks));
      table.row(
          "",
          "slowed for "
              + ReadableNumbers.duration(history.throttledNs())
              + ", down to "
              + percent(history.slowestPerMille()));
    }
  }

  private static boolean isWorthTelling(ChannelHistory history) {
    return history.throttledNs() > 0 || history.stalledNs() > 0;
  }

  private static String percent(int perMille) {
    return perMille / 10 + "." + perMille % 10 + " %";
  }

  private static long most(List<Sample> samples, ToLongFunction<Sample> what) {
    return samples.stream().mapToLong(what).max().orElse(0);
  }

  /**
   * A mark a sample, or the most of several where the line is too short for all, from nothing to
   * the most; a speed is measured against the full one.
   */
  private static String line(List<Sample> samples, ToLongFunction<Sample> what, int marksMax) {
    long most = Math.max(FULL_SPEED, most(samples, what));
    int together = (samples.size() + marksMax - 1) / marksMax;
    StringBuilder line = new StringBuilder();
    for (int i = 0; i < samples.size(); i += together) {
      List<Sample> some = samples.subList(i, Math.min(samples.size(), i + together));
      int level = (int) (most(some, what) * (LEVELS.length() - 1) / most);
      line.append(LEVELS.charAt(level));
    }
    return line.toString();
  }
}
