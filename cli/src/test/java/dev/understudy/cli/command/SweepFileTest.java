package dev.understudy.cli.command;

import static dev.understudy.cli.command.Shell.understudy;
import static org.assertj.core.api.Assertions.assertThat;

import com.google.common.collect.ImmutableList;
import com.google.common.collect.ImmutableSortedMap;
import dev.understudy.cli.io.ExitCode;
import dev.understudy.cli.io.Json;
import dev.understudy.experiment.sweep.BlockSet;
import dev.understudy.experiment.sweep.BrokenPoint;
import dev.understudy.experiment.sweep.OutcomeClass;
import dev.understudy.experiment.sweep.Shard;
import dev.understudy.experiment.sweep.SweepPoint;
import dev.understudy.experiment.sweep.SweepReport;
import dev.understudy.experiment.sweep.SweepSurvey;
import dev.understudy.experiment.sweep.TailLimit;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Collections;
import java.util.List;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Reports of sweeps that were written here, and some that were altered. */
class SweepFileTest {
  private static final TailLimit LIMIT = new TailLimit(80_000_000, 40_000_000);
  private static final SweepPoint POINT = new SweepPoint(7, ImmutableList.of("crash primary@20ms"));

  @TempDir private Path folder = Path.of("");

  // ---- what is written can be read

  @Test
  void aReportOfAShareOfAMillionBlocksIsReadBack() throws IOException {
    List<Long> points = Collections.nCopies(1_000_000, 50L);
    SweepReport share =
        SweepReport.of(
            "bank",
            "./understudy run bank --seed 1",
            "plan",
            1,
            new SweepSurvey(points, LIMIT, "", false, List.of()),
            new Shard(2, 3));

    assertThat(SweepFile.read(write(share)).report()).isEqualTo(share);
  }

  @Test
  void aReportOfThousandsOfOutcomesIsReadBack() throws IOException {
    TreeMap<String, OutcomeClass> outcomes = new TreeMap<>();
    for (int i = 0; i < 5_000; i++) {
      String text = "host-2 goes live (" + i + " sent again), clients wait";
      outcomes.put(text, new OutcomeClass(text, 10, 3, POINT));
    }
    ImmutableList<String> promises = ImmutableList.of("clients: 1 of 3 waits", "lockstep: \"é\"");
    SweepReport report =
        report(outcomes, Collections.nCopies(50, new BrokenPoint(POINT, promises)));

    assertThat(SweepFile.read(write(report)).report()).isEqualTo(report);
  }

  @SuppressWarnings("NonApiType") // The report asks for a map in order.
  private static SweepReport report(TreeMap<String, OutcomeClass> outcomes, List<BrokenPoint> all) {
    long points = outcomes.values().stream().mapToLong(OutcomeClass::points).sum();
    return new SweepReport(
        "it's mine.asm",
        "./understudy run 'it'\\''s mine.asm' --seed -3",
        "plan",
        -3,
        1,
        BlockSet.of(0),
        BlockSet.of(0),
        BlockSet.NONE,
        LIMIT,
        points,
        points - 1,
        1,
        ImmutableSortedMap.copyOf(outcomes),
        all.size(),
        ImmutableList.copyOf(all));
  }

  @Test
  void aReportThatSaysNothingOfTailsIsReadAsVersion010WroteIt() throws IOException {
    String old =
        small()
            .replaceAll("\"cut\" : [0-9]+,", "")
            .replace("\"tailNs\" : 80000000,", "")
            .replace("\"answerNs\" : 40000000,", "");

    assertThat(SweepFile.read(write(old)).report().limit()).isEqualTo(TailLimit.UNKNOWN);
    assertThat(understudy("sweep", "--merge", write(old)).isFine().out())
        .doesNotContain("a tail is");
  }

  // ---- what somebody altered is refused where it stands

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "\"points\" : 10|\"points\" : -5|3:14: points: '-5', expected a whole number from 0 to"
            + " 1000000000000000",
        "\"points\" : 10|\"points\" : 1e400|3:14: points: '1e400', expected a whole number from 0"
            + " to 1000000000000000",
        "\"points\" : 10|\"points\" : 99999999999999999999999999999999999999999999999999|3:14:"
            + " points: '9999999999999999999999999999999999999999…', expected a whole number from 0"
            + " to 1000000000000000",
        "\"points\" : 10|\"points\" : \"ten\"|3:14: points: 'ten', expected a whole number from 0"
            + " to 1000000000000000",
        "\"tails\" : 9|\"tails\" : 11|4:13: tails: '11', expected a whole number from 0 to 10",
        "\"tails\" : 9|\"tails\" : 8|6:15: skipped: '0', expected 1 with these numbers",
        "\"broken\" : 0|\"broken\" : 11|10:14: broken: '11', expected a whole number from 0 to 10",
        "\"verdict\" : \"ok\"|\"verdict\" : \"broken\"|2:15: verdict: 'broken', expected 'ok' with"
            + " these numbers",
        "\"blocks\" : 1|\"blocks\" : 1099511627776|31:14: blocks: '1099511627776', expected a whole"
            + " number from 0 to 16777216",
        "\"assigned\" : \"0\"|\"assigned\" : \"0-99999999\"|32:16: assigned: '0-99999999',"
            + " expected blocks below 1 in ascending order, such as 0-6,8,10-12",
        "\"begun\" : \"\"|\"begun\" : \"0\"|34:13: begun: '0', expected none of the blocks that"
            + " are done",
        "\"done\" : \"0\"|\"done\" : \"\"|33:12: done: '', expected some blocks, as points were"
            + " explored",
        "./understudy run bank --seed 1\"|rm -rf ~\"|29:11: run: 'rm -rf ~', expected a command"
            + " './understudy run …'",
        "./understudy run bank --seed 1\"|./understudy run bank; rm x\"|29:11: run:"
            + " './understudy run bank; rm x', expected a command './understudy run …'",
        "\"crash primary@20ms\"|\"$(rm x)\"|18:20: faults: '[…]', expected faults as for"
            + " 'understudy run --fault'",
        "\"outcome\" : \"all|\"outcome\" : \"\\u001b[2Jall|13:19: outcome: '\\u{1b}[2Jall served',"
            + " expected one line of text",
        "\"merged\" : 1,|\"merged\" : 1, \"merged\" : 1,|5:17: 'merged' stands there twice,"
            + " expected a report that 'understudy sweep --json' has printed",
        "\"merged\" : 1,|\"merged\" : ,|5:14: no JSON: ',', expected a report that 'understudy"
            + " sweep --json' has printed",
      })
  void whatCantBeIsRefusedWhereItStands(String from, String to, String message) throws IOException {
    String altered = small().replace(from, to);
    assertThat(altered).isNotEqualTo(small());
    String file = write(altered);

    understudy("sweep", "--merge", file).isBadInput(file + ":" + message);
  }

  @Test
  void aReportWithoutPointsHasShownNothing() throws IOException {
    SweepReport nothing =
        SweepReport.of(
            "bank",
            "./understudy run bank",
            "plan",
            1,
            new SweepSurvey(List.of(3L, 4L), LIMIT, "", false, List.of()),
            Shard.WHOLE);

    Shell.Result result = understudy("sweep", "--merge", write(nothing));

    assertThat(result.code()).isEqualTo(ExitCode.INCOMPLETE);
    assertThat(result.out()).contains("0 of 7 points survived, 7 skipped: nothing is shown");
  }

  // ---- files

  private static String small() {
    TreeMap<String, OutcomeClass> outcomes = new TreeMap<>();
    outcomes.put("all served", new OutcomeClass("all served", 10, 0, POINT));
    SweepReport report = report(outcomes, List.of());
    return json(report)
        .replace(
            "./understudy run 'it'\\\\''s mine.asm' --seed -3", "./understudy run bank --seed 1");
  }

  private static String json(SweepReport report) {
    return Json.text(SweepFile.json(report, 9.804));
  }

  private String write(SweepReport report) throws IOException {
    return write(json(report));
  }

  private String write(String text) throws IOException {
    return Files.writeString(folder.resolve("report.json"), text).toString();
  }
}
