package dev.understudy.experiment.mutant;

import static org.assertj.core.api.Assertions.assertThat;

import dev.understudy.experiment.report.FailureReport;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Locale;
import org.junit.jupiter.api.Test;

/** docs/reference/KILLMATRIX.md says what the code says. */
class KillMatrixPageTest {
  private static final String REFRESH =
      "mvn -q -pl experiment -am test -Dtest=KillMatrixPageTest"
          + " -Dsurefire.failIfNoSpecifiedTests=false -Drefresh";

  private static final String INTRODUCTION =
      """
      # The kill matrix

      An oracle that stays silent says nothing until it has been seen to speak. So bugs are planted, one
      after the other, and each has to be caught by an oracle named beforehand:

          ./understudy killmatrix                              all of them, a minute or two
          ./understudy killmatrix gap-skipped loser-goes-on    some
          ./understudy killmatrix gap-skipped --json           for programs

      For each bug it prints the oracle that caught it, in how many worlds that took, and the smallest world that shows it.
      A bug can be planted in runs of your own as well, and looked at with the debugger:

          ./understudy run counter --fault "cut channel:all:all@3ms" --mutant loser-goes-on
          ./understudy debug counter --fault "cut channel:all:all@3ms" --mutant loser-goes-on
          ./understudy killmatrix address-not-announced --scenario scenarios/unreachable-primary.toml

      The last one plants it in a scenario without any search, and tells which promises break there.

      A bug is another body for a rule: for a method of `Rules`, `SeamRules`, `ReplicationRules`,
      `StorageRules` or `DiskRules`, whose own bodies are the product's only ones. Nothing in the product
      can be switched off. A campaign is a list of worlds in a fixed order, each with other luck and with its
      faults at another instant; the search ends at the first world in which the named oracle finds a promise
      broken, and that world is then made as small as can be. It shows nothing unless the unmodified
      system keeps every promise in it, so that is asked at each step. `KillMatrixTest` does all this in
      the build, with the unmodified system as its control, and looks that every rule is broken by one of the
      bugs or listed at the end.

      One name in the table is no oracle: `assertion` is a check inside the product that a bug ran
      into. The hypervisor refuses to go live while entries wait to be replayed, so bugs in draining end
      the run there, before an outsider could see anything of them. A destination that takes itself for a
      backup without the whole snapshot finds that it can't put a guest together.

      With `--json` there are `mutants`, `killed` and `rows`; a row has `mutant`, `breaks`, `killed`,
      `oracle`, `worlds` (tried until it showed), `seconds`, `campaign`, `seen`, and `scenario` as TOML.
      How long a bug took, the search and the making smaller, is the one thing that differs from time to
      time. With one worker, on a machine with two processors (AMD EPYC), all of them took a minute and a
      half; the longest, `copies-carried-out`, 22 seconds, which have to find a world of eleven and to make
      it smaller.

      This page is generated.

      """;

  @Test
  void thePageIsFresh() throws IOException {
    Path file = Path.of("..", "docs", "reference", "KILLMATRIX.md");
    String expected = page();
    if (System.getProperty("refresh") != null) {
      Files.writeString(file, expected);
    }
    assertThat(file).as("to write it anew: %s", REFRESH).exists();
    assertThat(Files.readString(file)).as("to write it anew: %s", REFRESH).isEqualTo(expected);
  }

  private static String page() {
    StringBuilder page = new StringBuilder(INTRODUCTION);
    page.append("## Planted bugs\n\n| bug | what it does | caught by | campaign |\n");
    page.append("|---|---|---|---|\n");
    for (Mutant mutant : Mutant.all()) {
      row(
          page,
          "`" + mutant.name() + "`",
          mutant.breaks(),
          mutant.oracle(),
          "`" + mutant.campaign().label() + "`");
    }
    page.append("\n## What each oracle promises\n\n| oracle | promise | bugs |\n|---|---|---|\n");
    Mutant.all().stream()
        .map(Mutant::oracle)
        .distinct()
        .sorted()
        .forEach(
            oracle ->
                row(page, oracle, FailureReport.promise(oracle), Long.toString(caughtBy(oracle))));
    page.append("\n## Campaigns\n\n| campaign | worlds |\n|---|---|\n");
    Arrays.stream(MutantCampaign.values())
        .forEach(campaign -> row(page, "`" + campaign.label() + "`", campaign.about()));
    page.append("\n## Bugs that nobody outside can tell\n\nThey don't count.\n\n");
    page.append("| rule | what the bug does | why nobody can tell |\n|---|---|---|\n");
    Equivalent.ALL.forEach(one -> row(page, "`" + one.rule() + "`", one.breaks(), one.reason()));
    return page.toString();
  }

  private static long caughtBy(String oracle) {
    return Mutant.all().stream().filter(mutant -> mutant.oracle().equals(oracle)).count();
  }

  private static void row(StringBuilder page, String... cells) {
    page.append(String.format(Locale.ROOT, "| %s |\n", String.join(" | ", cells)));
  }
}
