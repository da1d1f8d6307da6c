package dev.understudy.cli.command;

import static dev.understudy.cli.command.Shell.understudy;
import static org.assertj.core.api.Assertions.assertThat;

import dev.understudy.hypervisor.log.EntropyRead;
import dev.understudy.hypervisor.log.Entry;
import dev.understudy.hypervisor.log.TimerFired;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;

/** Each kind of defect in a log, planted with every checksum mended: {@code diff} names it. */
class DiffTest {
  @TempDir private Path folder = Path.of("");
  private Path good = Path.of("");
  private Path bad = Path.of("");

  @BeforeEach
  void record() {
    good = folder.resolve("good.rec");
    bad = folder.resolve("bad.rec");
    understudy("run", "dice", "--solo", "--seed", "7", "--record", good.toString(), "--quiet")
        .isFine();
  }

  /** The first entry of this type in the second half of the log. */
  private static int place(List<Entry> entries, Class<? extends Entry> type) {
    int at = entries.size() / 2;
    while (!type.isInstance(entries.get(at))) {
      at++;
    }
    return at;
  }

  /** What diff says, after it was found to name the entry and the instruction. */
  private JsonNode finds(Class<? extends Entry> type, int off, Forgery.Change change) {
    List<Long> expected = new ArrayList<>();
    Forgery.forge(
        good,
        bad,
        log -> {
          int at = place(log.entries, type);
          expected.add(at + 1L + off);
          expected.add(log.entries.get(at).count());
          change.apply(log);
        });
    Shell.Result result = understudy("diff", good.toString(), bad.toString(), "--json");
    assertThat(result.err()).isEmpty();
    assertThat(result.code()).isEqualTo(1);
    JsonNode json = result.json();
    assertThat(json.get("verdict").asString()).isEqualTo("differ");
    assertThat(json.get("entry").asLong()).isEqualTo(expected.get(0));
    assertThat(json.get("instruction").asLong()).isEqualTo(expected.get(1));
    return json;
  }

  private static String marked(JsonNode json) {
    for (JsonNode line : json.get("code")) {
      if (line.asString().startsWith(">")) {
        return line.asString();
      }
    }
    throw new AssertionError("no line is marked");
  }

  @Test
  void equalRecordingsAreTheSame() {
    assertThat(understudy("diff", good.toString(), good.toString()).isFine().out())
        .isEqualTo("same  host-1: entries, times, registers and hashes\n");
  }

  @Test
  void aMissingEntryIsAnInstructionThatNothingCovers() {
    JsonNode json =
        finds(EntropyRead.class, 0, log -> log.remove(place(log.entries, EntropyRead.class)));
    assertThat(json.get("cause").asString()).isEqualTo("missing");
    assertThat(json.get("sentence").asString())
        .contains("entropy-read at 0x")
        .contains("hand.throw")
        .contains("no entry of the second log covers it");
    assertThat(marked(json)).contains("rdrand r6");
  }

  @Test
  void anAlteredEntryIsFollowedToWhereItShows() {
    JsonNode json =
        finds(
            EntropyRead.class,
            0,
            log -> {
              int at = place(log.entries, EntropyRead.class);
              EntropyRead read = (EntropyRead) log.entries.get(at);
              long other = read.value() ^ 1;
              log.entries.set(at, new EntropyRead(read.count(), read.check(), other));
            });
    assertThat(json.get("cause").asString()).isEqualTo("altered");
    assertThat(json.get("values").get(0).get("place").asString()).isEqualTo("r6");
    List<String> path = new ArrayList<>();
    json.get("path").forEach(line -> path.add(line.asString()));
    assertThat(path).hasSizeGreaterThan(1);
    assertThat(path.get(path.size() - 1)).contains("rdrand");
  }

  @Test
  void aShiftedEntryIsNamedWithBothInstructions() {
    JsonNode json =
        finds(
            TimerFired.class,
            0,
            log -> {
              int at = place(log.entries, TimerFired.class);
              TimerFired fired = (TimerFired) log.entries.get(at);
              log.entries.set(at, new TimerFired(fired.count() + 1, fired.check()));
            });
    assertThat(json.get("cause").asString()).isEqualTo("shifted");
  }

  @Test
  void aDuplicatedEntryIsNamed() {
    JsonNode json =
        finds(TimerFired.class, 1, log -> log.duplicate(place(log.entries, TimerFired.class)));
    assertThat(json.get("cause").asString()).isEqualTo("duplicated");
  }

  @Test
  void valuesThatChangedPlacesAreNamed() {
    JsonNode json =
        finds(
            EntropyRead.class,
            0,
            log -> {
              int at = place(log.entries, EntropyRead.class);
              int next = at + 1;
              while (!(log.entries.get(next) instanceof EntropyRead)) {
                next++;
              }
              EntropyRead one = (EntropyRead) log.entries.get(at);
              EntropyRead other = (EntropyRead) log.entries.get(next);
              log.entries.set(at, new EntropyRead(one.count(), one.check(), other.value()));
              log.entries.set(next, new EntropyRead(other.count(), other.check(), one.value()));
            });
    assertThat(json.get("cause").asString()).isEqualTo("reordered");
  }

  @Test
  void aTimeAndAHashAreComparedToo() {
    Forgery.forge(good, bad, log -> log.timesNs.set(3, log.timesNs.get(3) + 1));
    assertThat(understudy("diff", good.toString(), bad.toString()).out())
        .contains("cause: the entry was logged at another time")
        .contains("entry 4 ");
    Forgery.forge(good, bad, log -> log.hashes.set(3, log.hashes.get(3) ^ 1));
    assertThat(understudy("diff", good.toString(), bad.toString()).out())
        .contains("do not follow from the log of the second recording");
  }

  @Test
  void anotherSeedDiffersFromItsFirstInput() {
    understudy("run", "dice", "--solo", "--seed", "8", "--record", bad.toString(), "--quiet")
        .isFine();
    Shell.Result result = understudy("diff", good.toString(), bad.toString());
    assertThat(result.code()).isEqualTo(1);
    assertThat(result.out()).startsWith("DIFFERS  host-1: entry ").contains("last in both: entry ");
    assertThat(understudy("diff", good.toString(), "none.rec").err()).contains("no such file");
    assertThat(understudy("diff", good.toString(), good.toString(), "--host", "host-3").code())
        .isEqualTo(2);
  }

  @Test
  void aPairByOneLogIsEqualOnBothEngines() {
    Shell.Result same = understudy("diff", "--pair", good.toString()).isFine();
    assertThat(same.out()).startsWith("same  host-1: both engines, behind each of ");
    JsonNode json = understudy("diff", "--pair", good.toString(), "--json").isFine().json();
    assertThat(json.get("verdict").asString()).isEqualTo("same");
    understudy("diff", good.toString())
        .isBadInput(
            "understudy diff: missing B, two recordings, or --pair FILE; see 'understudy diff"
                + " --help'");
    assertThat(understudy("diff", "--pair", good.toString(), bad.toString()).err())
        .contains("is too much");
  }

  @Test
  void theTwoHostsOfOneRunAreOneGuest() {
    Path pair = folder.resolve("pair.rec");
    understudy("run", "dice", "--crash", "primary@20ms", "--record", pair.toString(), "--quiet")
        .isFine();
    for (String engine : List.of("interpreted", "mixed")) {
      assertThat(
              understudy("diff", pair.toString(), "--hosts", "host-1,host-2", "--engine", engine)
                  .isFine()
                  .out())
          .startsWith("same  host-1 and host-2: one guest, behind each of ");
    }
    Shell.Result wrong = understudy("diff", pair.toString(), "--hosts", "host-2,host-1");
    assertThat(wrong.code()).isEqualTo(2);
    assertThat(wrong.err()).contains("pair.rec: host-1 took no entry of a log of host-2");
    assertThat(understudy("diff", pair.toString(), "--hosts", "host-1").err())
        .contains("--hosts takes two hosts of one recording");
    assertThat(understudy("diff", good.toString(), "--hosts", "host-1,host-2").err())
        .contains("this run has no host 'host-2'");
  }

  /** A read that the log lost: the backup meets an instruction that nothing covers. */
  @Test
  void aPairNamesTheInstructionThatTheLogDoesNotCover() {
    List<Long> counts = new ArrayList<>();
    Forgery.forge(
        good,
        bad,
        log -> {
          int at = place(log.entries, EntropyRead.class);
          counts.add(log.entries.get(at).count());
          log.remove(at);
        });
    Shell.Result result = understudy("diff", "--pair", bad.toString(), "--json");
    assertThat(result.code()).isEqualTo(1);
    JsonNode json = result.json();
    assertThat(json.get("cause").asString()).isEqualTo("uncovered");
    assertThat(json.get("instruction").asLong()).isEqualTo(counts.get(0));
    assertThat(json.get("sentence").asString()).contains("hand.throw").contains("no log entry");
    assertThat(marked(json)).contains("rdrand r6");
    assertThat(understudy("diff", "--pair", bad.toString()).out())
        .startsWith("DIFFERS  host-1: entry ");
  }

  // ---- the example of docs/use/DIFF.md

  @Test
  void theExampleOfThePageIsFresh() throws IOException {
    understudy("run", "dice", "--solo", "--seed", "8", "--record", bad.toString(), "--quiet")
        .isFine();
    String out = understudy("diff", good.toString(), bad.toString()).out();
    Path page = Path.of("..", "docs", "use", "DIFF.md");
    String text = Files.readString(page);
    String begin =
        "finds the first instruction at which the second differs from the first, and why:\n\n```\n";
    int from = text.indexOf(begin) + begin.length();
    int until = text.indexOf("```\n", from);
    String expected = text.substring(0, from) + out + text.substring(until);
    if (System.getProperty("refresh") != null) {
      Files.writeString(page, expected);
    }
    assertThat(Files.readString(page))
        .as(
            "to write it anew: mvn -q -pl cli -am test -Dtest=DiffTest"
                + " -Dsurefire.failIfNoSpecifiedTests=false -Drefresh")
        .isEqualTo(expected);
  }
}
