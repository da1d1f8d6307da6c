package dev.understudy.cli.command;

import java.util.List;
import java.util.Map;

/**
 * What a build runs of an example that takes minutes: the same command with a small budget. {@code
 * -Dunderstudy.examples=whole} runs each as it stands on its page.
 */
final class ExampleBudget {
  private static final boolean WHOLE =
      System.getProperty("understudy.examples", "").equals("whole");

  /** Examples that are run elsewhere: an expression for them, and where. */
  private static final Map<String, String> ELSEWHERE =
      Map.of(
          "dap", "an editor speaks to it: DapTest",
          "bench.*", "another jar measures: BenchExamplesTest of the module benchmarks",
          "killmatrix --silence", "what each place alone notices: KillMatrixTest",
          "explore.*|run .*--html .*",
              "the page, which this module is built without: PageTest, StandalonePageTest",
          "run --scenario scenarios/soak-.*", "a virtual minute each: ScenarioFilesTest");

  /**
   * A part of a command, and what stands there instead.
   *
   * @param why it takes long
   */
  private record Change(String expression, String replacement, String why) {}

  private static final List<Change> CHANGES =
      List.of(
          new Change(" --for \\S+", "", "goes on until the time is up"),
          new Change(" --pairs", "", "each point once more for each other: SweepTest"),
          new Change(" --shard \\S+", "", "thousands of tails"),
          new Change("^sweep (?!--merge).*", "$0 --shard 1/5000", "thousands of tails"),
          new Change(" --runs \\d+", "", "hundreds of worlds"),
          new Change("^fuzz (?!.*--only).*", "$0 --runs 2", "hundreds of worlds, unless it says"),
          new Change("^fuzz .*", "$0 --twice 0", "starts another JVM, as TwoProcessesTest does"),
          new Change(" --soak \\S+", " --soak 1s", "a virtual minute in each world"),
          new Change("^killmatrix(?= --json|$)", "$0 gap-skipped", "all bugs: KillMatrixTest"));

  private ExampleBudget() {}

  static boolean isRunElsewhere(String command) {
    return ELSEWHERE.keySet().stream().anyMatch(command::matches);
  }

  /** The command that is run for this one. */
  static String of(String command) {
    String cheap = command;
    for (Change change : WHOLE ? List.<Change>of() : CHANGES) {
      cheap = cheap.replaceFirst(change.expression(), change.replacement());
    }
    return cheap;
  }
}
