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

          ./understudy killmatrix                                    all of them, about a minute
          ./understudy killmatrix gap-skipped loser-goes-on          some
          ./understudy killmatrix loser-goes-on --scenario mine.toml what breaks in a scenario of yours
          ./understudy killmatrix --silence                          what only one place of a judge notices
          ./understudy killmatrix --json                             for machines

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

      ## Places that speak

      A promise has one judge, and a judge has several places that can say that it is broken. A place
      that nobody would miss judges nothing, so `--silence` prints for each what only it notices: bugs in
      whose world no other place spoke. `KillMatrixTest` silences each place in turn, and expects that
      something would get away. Where no rule of the product can be given a bug that only one place sees,
      a *forgery* does it (below): a scenario that declares what is not so, a guest that counts
      backwards, or a host of which the judges are told something otherwise than it was. The places
      themselves are found in the compiled judges, so that a new one has to be given its bug. Not
      judged: the places of the promises of clients, one by one (they are one place here, and
      `PromiseTest` is about them); a place whose one line says two things.

      What is judged since, and what still isn't:

      - *Needless failovers*: the first suspicion of every pair, by what reaches this pair
        ([what is provided for](../understand/ARCHITECTURE.md#what-is-provided-for)). Not judged: whether a suspicion
        that a fault explains came because of that fault.
      - *Disks of their own*: each block of a disk that comes with a clone, but for the blocks of writes
        under way. Not judged: whether such a block holds what was before or what comes after, and
        nothing else.
      - *Forgotten state*: each field of a world, in forks, digests and clones
        ([what no copy may forget](../understand/ARCHITECTURE.md#what-no-copy-may-forget)). Not judged: memory page by
        page, and what is used up of the limits on a guest.
      - *Engines that agree and are both wrong*: `CornerValuesTest` takes corner values through each
        instruction that computes, compares, loads or stores, in each form, interpreted, in a compiled
        block and in a compiled loop over them, against whole numbers without a width. Not judged so:
        calls, the stack, interrupts, faults, and loops that an engine does not count.
      - *Accepted and unjudged*: `run` compares with a run on one host what `[expect] compare` names;
        `EveryKeyTest` gives each plain key of a scenario another value and expects another world. Not
        judged: `compare` in sweeps, `fuzz` and the test kit, and every option of every command.

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
    page.append("\n## Forgeries\n\n| forgery | what is wrong | noticed only by |\n|---|---|---|\n");
    Forgery.all()
        .forEach(one -> row(page, "`" + one.name() + "`", one.breaks(), "`" + one.place() + "`"));
    page.append("\n## Places of which no bug is known\n\n| place | why it stands |\n|---|---|\n");
    SilentPlace.ALL.forEach(one -> row(page, "`" + one.place() + "`", one.reason()));
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
