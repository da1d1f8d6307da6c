package dev.understudy.cli.command;

import dev.understudy.experiment.report.ReportLayout;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * What {@code understudy bench} measures with: a service, because benchmarks know the command line
 * and bring along libraries that nothing else needs.
 */
public interface Benchmarks {

  /** The programs that can be measured, in the order of the report. */
  List<String> programs();

  /**
   * Measures.
   *
   * @param programs some of {@link #programs}; none for all
   * @param quick in little more than a minute, and less precisely
   * @param launcher what started this process, to measure it as well; empty if that is not known
   * @param progress hears what is being measured
   */
  Result measure(
      List<String> programs, boolean quick, Optional<Path> launcher, Consumer<String> progress);

  /**
   * The report in both its forms.
   *
   * @param json what can be written as JSON: maps, lists, texts, numbers
   * @param lines for people, in the layout that they ask for
   */
  record Result(Map<String, @Nullable Object> json, Function<ReportLayout, List<String>> lines) {}
}
