package dev.understudy.cli.command;

import static dev.understudy.cli.command.Shell.understudy;
import static org.assertj.core.api.Assertions.assertThat;

import dev.understudy.cli.io.ExitCode;
import dev.understudy.cli.io.Json;
import dev.understudy.experiment.sweep.BlockExplorer;
import dev.understudy.experiment.sweep.BlockReport;
import dev.understudy.experiment.sweep.SweepReport;
import dev.understudy.experiment.sweep.SweepSurvey;
import dev.understudy.experiment.sweep.SweepWork;
import dev.understudy.vm.machine.MemoryPool;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.ObjectMapper;
import tools.jackson.databind.node.ObjectNode;

/** Sweeps, from the command line to the report. */
class SweepTest {
  /** A word of a command line, or what stands between quotes. */
  private static final Pattern WORD = Pattern.compile("[\"']([^\"']*)[\"']|\\S+");

  @TempDir private Path folder = Path.of("");

  private static final List<String> SMALL =
      List.of("sweep", "hello", "--faults", "crash-primary,lost-reply", "--json");

  private static Shell.Result sweep(String... more) {
    String[] all = new String[SMALL.size() + more.length];
    for (int i = 0; i < all.length; i++) {
      all[i] = i < SMALL.size() ? SMALL.get(i) : more[i - SMALL.size()];
    }
    return understudy(all);
  }

  private static ObjectNode withoutSeconds(Shell.Result result) {
    ObjectNode json = (ObjectNode) result.isFine().json();
    json.remove("seconds");
    return json;
  }

  @Test
  void everyPointIsAccountedFor() {
    JsonNode json = sweep().isFine().json();

    assertThat(json.propertyNames())
        .containsExactlyElementsOf(SweepFile.KEYS.stream().map(SweepFile.Key::name).toList());
    assertThat(json.get("verdict").asString()).isEqualTo("ok");
    assertThat(json.get("broken").asLong()).isZero();
    assertThat(json.get("skipped").asLong()).isZero();
    assertThat(json.get("points").asLong())
        .isPositive()
        .isEqualTo(json.get("tails").asLong() + json.get("merged").asLong());
    assertThat(json.get("outcomes").size()).isGreaterThan(1);
  }

  /** The very text that is printed is split as a shell would, and run from the beginning. */
  @Test
  void everyWitnessIsACommandThatShowsItsOutcomeAgain() {
    JsonNode report = sweep().isFine().json();
    for (JsonNode outcome : report.get("outcomes")) {
      JsonNode witness = outcome.get("witness");
      List<String> words = new ArrayList<>();
      Matcher word = WORD.matcher(witness.get("again").asString());
      while (word.find()) {
        words.add(word.group(1) == null ? word.group() : word.group(1));
      }
      assertThat(words.get(0)).isEqualTo("./understudy");
      words.add("--json");
      JsonNode again = understudy(words.stream().skip(1).toArray(String[]::new)).isFine().json();
      assertThat(again.get("verdict").asString()).isEqualTo("ok");
      assertThat(again.get("faultsApplied").size()).isEqualTo(witness.get("faults").size());
      assertThat(again.get("faultsNotReached").size()).isZero();
    }
  }

  @Test
  void oneWorkerOrTwoGiveTheSameReport() {
    assertThat(withoutSeconds(sweep("--workers", "1")))
        .isEqualTo(withoutSeconds(sweep("--workers", "2")));
  }

  @Test
  void reportsOfSharesAddUp() throws IOException {
    String[] files = new String[2];
    for (int share = 1; share <= 2; share++) {
      Path file = folder.resolve("part-" + share + ".json");
      Files.writeString(file, sweep("--shard", share + "/2").isFine().out());
      files[share - 1] = file.toString();
    }
    Shell.Result sum = understudy("sweep", "--merge", "--json", files[1], files[0]);

    assertThat(withoutSeconds(sum)).isEqualTo(withoutSeconds(sweep()));
    understudy("sweep", "--merge", files[0], files[0])
        .isBadInput(files[0] + ": can't be added to " + files[0] + ": block 0 is in two of them");
  }

  @Test
  void whatWasInterruptedGoesOn() {
    String file = folder.resolve("state.json").toString();
    Shell.Result stopped = sweep("--for", "0s", "--resume", file);
    assertThat(stopped.code()).isEqualTo(ExitCode.INCOMPLETE);
    JsonNode nothing = stopped.json();
    assertThat(nothing.get("skipped")).isEqualTo(nothing.get("points"));
    assertThat(nothing.get("verdict").asString()).isEqualTo("unexplored");
    assertThat(understudy("sweep", "hello", "--for", "0s").out())
        .contains("0 of")
        .contains("nothing is shown");

    assertThat(withoutSeconds(sweep("--resume", file))).isEqualTo(withoutSeconds(sweep()));
    assertThat(withoutSeconds(sweep("--resume", file))).isEqualTo(withoutSeconds(sweep()));
  }

  @Test
  void aShareThatWasOnlyBegunAddsUpAndDoesNotGoOn() throws IOException {
    String begun = begunShare(3);
    Path other = folder.resolve("other.json");
    Files.writeString(other, sweep("--shard", "2/2").isFine().out());
    JsonNode part = json(begun);
    JsonNode rest = json(other.toString());

    JsonNode sum = understudy("sweep", "--merge", "--json", begun, other.toString()).json();

    assertThat(part.get("begun").asString()).isEqualTo("0");
    assertThat(part.get("done").asString()).isEmpty();
    assertThat(sum.get("begun").asString()).isEqualTo("0");
    assertThat(sum.get("verdict").asString()).isEqualTo("ok");
    for (String number : List.of("points", "tails", "merged", "skipped")) {
      assertThat(sum.get(number).asLong())
          .as(number)
          .isEqualTo(part.get(number).asLong() + rest.get(number).asLong());
    }
    assertThat(sum.get("skipped").asLong()).isPositive();
    sweep("--shard", "1/2", "--resume", begun)
        .isBadInput(
            begun
                + ": of block 0 only a part was explored, expected a file that --resume wrote: what"
                + " 'understudy sweep --json' prints when it is stopped only adds up with --merge");
  }

  private static JsonNode json(String file) throws IOException {
    return new ObjectMapper().readTree(Files.readString(Path.of(file)));
  }

  /** What the first share of two prints when it is stopped after so many tails. */
  private String begunShare(int tails) throws IOException {
    SweepOptions options = new SweepOptions();
    options.arguments = List.of("hello");
    options.faults = List.of("crash-primary", "lost-reply");
    options.shard = "1/2";
    RequestedSweep session = RequestedSweep.of(options);
    BlockExplorer explorer = new BlockExplorer(session.plans().get(), new MemoryPool());
    SweepSurvey survey = explorer.survey();
    SweepReport[] report = {
      SweepReport.of(
          session.program(),
          session.again(),
          session.identity(),
          session.seed(),
          survey,
          session.shard())
    };
    int[] asked = {0};
    explorer.explore(
        survey,
        new SweepWork() {
          @Override
          public int nextBlock(int after) {
            return after < 0 ? 0 : -1;
          }

          @Override
          public void done(BlockReport block) {
            report[0] = report[0].plus(block);
          }

          @Override
          public boolean mustStop() {
            return asked[0]++ > tails;
          }
        });
    Path file = folder.resolve("begun.json");
    return Files.writeString(file, Json.text(SweepFile.json(report[0], 1))).toString();
  }

  @Test
  void theTextSaysHowManySurvived() {
    Shell.Result result = understudy("sweep", "hello", "--faults", "crash-backup").isFine();

    assertThat(result.out()).contains("points survived, 0 skipped");
  }

  /** What a scenario expects of its own faults is not asked of runs with others. */
  @Test
  void aScenarioMayExpectWhatItsOwnFaultsBringAbout() throws IOException {
    Path file = folder.resolve("expects.toml");
    Files.writeString(
        file,
        """
        program = "hello"
        [expect]
        failovers = 1
        sometimes = ["failover"]
        [[faults]]
        kind = "crash"
        target = "primary"
        at = "1ms"
        """);

    Shell.Result result =
        understudy("sweep", "--scenario", file.toString(), "--faults", "crash-backup").isFine();

    assertThat(result.out()).contains("points survived, 0 skipped");
  }

  @Test
  void aTailThatIsOverBeforeItsRunIsSaidToBe() {
    Shell.Result whole = understudy("sweep", "hello", "--faults", "crash-primary").isFine();
    Shell.Result cut =
        understudy("sweep", "bank", "--full", "--shard", "1/400", "--faults", "crash-backup");

    assertThat(whole.out()).contains("a tail is the run from its fault on; each went on to the");
    assertThat(cut.isFine().out()).contains(" ms at most: ", " were cut there");
  }

  @Test
  void whatMakesNoSenseIsRefused() throws IOException {
    understudy("sweep", "hello", "--faults", "crash-primry")
        .isBadInput(
            "understudy sweep: --faults: there is no 'crash-primry', expected some of"
                + " crash-primary, crash-backup, cut-channel, pause-primary, disk-outage,"
                + " lost-reply; did you mean 'crash-primary'?");
    understudy("sweep", "hello", "--shard", "4/3")
        .isBadInput("understudy sweep: --shard '4/3', expected I/N, such as 3/16");
    understudy("sweep", "hello", "--workers", "0")
        .isBadInput("understudy sweep: --workers '0', expected 1 to 1024");
    understudy("sweep", "hello", "--for", "soon")
        .isBadInput("understudy sweep: --for 'soon', expected a duration such as 90s, 10m or 2h");
    understudy("sweep", "hello", "--instructions=9..3")
        .isBadInput(
            "understudy sweep: --instructions '9..3', expected FROM..TO, such as 1000..3000");
    String file = Files.writeString(folder.resolve("bad.json"), "{\"verdict\": 1}").toString();
    understudy("sweep", "--merge", file)
        .isBadInput(
            file
                + ":1:1: there is no 'blocks', expected a report that 'understudy sweep --json' has"
                + " printed");
  }
}
