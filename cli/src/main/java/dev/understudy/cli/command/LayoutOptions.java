package dev.understudy.cli.command;

import dev.understudy.cli.io.ColourChoice;
import dev.understudy.cli.io.Streams;
import dev.understudy.experiment.report.ReportLayout;
import picocli.CommandLine.Option;

/** How a report for people looks. */
final class LayoutOptions {
  @Option(
      names = {"-v", "--verbose"},
      description = "Tell everything: each promise in full, also where nothing was to be judged.")
  private boolean verbose;

  @Option(
      names = "--color",
      paramLabel = "WHEN",
      description = {
        "Colours: auto (on a terminal, unless NO_COLOR is set), always or never. Default:"
            + " ${DEFAULT-VALUE}."
      })
  private ColourChoice colour = ColourChoice.AUTO;

  ReportLayout layout(Streams streams) {
    return new ReportLayout(streams.layout().width(), colour.isOn(streams.colourful()), verbose);
  }
}
