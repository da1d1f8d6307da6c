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
          ./understudy killmatrix --silence                    what only one place of a judge notices

      For each bug it prints the oracle that caught it, in how many worlds that took, and the smallest world that shows it.
      A bug can be planted in runs of your own as well, and looked at with the debugger:

          ./understudy run counter --fault "cut channel:all:all@3ms" --mutant loser-goes-on
          ./understudy debug counter --fault "cut channel:all:all@3ms" --mutant loser-goes-on
          ./understudy killmatrix address-not-announced --scenario scenarios/unreachable-primary.toml

      The last one plants it in a scenario without any search, and tells which promises break there.

      A bug is another body for a rule: for a method of `Rules`, `SeamRules`, `ReplicationRules`,
      `StorageRules`, `DiskRules` or `LinkRules`, whose own bodies are the product's only ones. Nothing in the product
      can be switched off. A campaign is a list of worlds in a fixed order, each with other luck and with its
      faults at another instant; the search ends at the first world in which the named oracle finds a promise
      broken, and that world is then made as small as can be. It shows nothing unless the unmodified
      system keeps every promise in it, so that is asked at each step. `KillMatrixTest` does all this in
      the build, with the unmodified system as its control, and looks that every rule is broken by one of the
      bugs or listed at the end.

      Some bugs also run into a check inside the product, which ends the run: the hypervisor refuses to go
      live while entries wait to be replayed, and a destination of a clone finds that it can't put a guest
      together. A judge has to have spoken first, with a reason: so what a host did up to there is told to
      the judges before the run ends, and no bug in the table is caught by a check alone.

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

      ## What is judged, by kind of bug

      **Bugs that both machines have.** Two machines that run by one log agree on what the log says, however
      wrong it is, and so does a third one beside the world. Judged without them: the console, as what it took of each
      text (`console`); every value of the guest's clock (`clock`), every random number (`entropy`) and every timer
      interrupt (`timers`), against the host's own clock, source and jitter. The bugs in this table of which that is
      true are planted in the machine beside the world as well. *Not judged*: what the guest's devices make of what it
      writes to a port. Which interval it asked for, and which bytes it put on the console, is taken from the
      device that heard it; tests of each device, and guests that check themselves, have to show that. A timer
      interrupt under `epoch` waits for the end of an epoch, so that it can come too early, but not too late.

      **Orders.** A paused guest retires no instruction and says nothing until it is resumed, and a share of the
      processor is not exceeded: on the host that got the order, and on every host that goes live after it (`orders`). What
      the operator is told is done holds then. A pause excuses that clients are not answered and that the guest does not
      end, and nothing else. *Not judged*: that a guest gets no less than its share, and how fast a backup replays.

      **Speed and capacity.** A primary that was slowed for its backup has its speed back in time once the backup has
      kept up, and at once when it has no backup any more (`speed`). No direction of a network carries more than its
      bandwidth (`bandwidth`). A scenario says with `ends-by` how long its guest may take (`declared`). *Not judged*:
      how deep a primary is slowed while its backup lags (`lag-max` bounds what comes of it), and announcements, which
      are not counted against the bandwidth.

      **Caught by a crash.** Three bugs ended in a check of the product's own and nowhere else: a backup that goes live with
      entries before it, by all of them or by one, and a destination that takes a part of the guest for the whole. Now
      `whole-guest` says so first. *Not judged*: a last round of a clone that was sent and did not all arrive, which the
      check alone refuses.

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
