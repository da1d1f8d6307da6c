package dev.understudy.cli.command;

import static dev.understudy.cli.command.Shell.understudy;
import static org.assertj.core.api.Assertions.assertThat;

import dev.understudy.hypervisor.log.EntropyRead;
import dev.understudy.hypervisor.log.Entry;
import java.nio.file.Path;
import java.util.Collections;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Logs that were tampered with, every checksum mended: {@code replay} names the entry. */
class ForgedRecordingTest {
  @TempDir private Path folder = Path.of("");
  private Path good = Path.of("");
  private Path bad = Path.of("");

  @BeforeEach
  void record() {
    good = folder.resolve("good.rec");
    bad = folder.resolve("bad.rec");
    understudy("run", "dice", "--solo", "--seed", "7", "--record", good.toString(), "--quiet")
        .isFine();
    understudy("replay", good.toString()).isFine();
  }

  /** An entropy read in the middle of the log. */
  private static int place(List<Entry> entries) {
    int at = entries.size() / 2;
    while (!(entries.get(at) instanceof EntropyRead)) {
      at++;
    }
    return at;
  }

  private void namesTheEntry(Forgery.Change change) {
    int[] index = new int[1];
    Forgery.forge(
        good,
        bad,
        log -> {
          index[0] = place(log.entries) + 1;
          change.apply(log);
        });
    Shell.Result result = understudy("replay", bad.toString());
    assertThat(result.err()).isEmpty();
    assertThat(result.out()).contains("DIVERGED  host-1: ").contains("entry " + index[0]);
    assertThat(result.code()).isEqualTo(1);
    assertThat(understudy("replay", bad.toString(), "--json").json().get("verdict").asString())
        .isEqualTo("diverged");
  }

  @Test
  void aForgerWhoChangesNothingIsNotNoticed() {
    Forgery.forge(good, bad, log -> {});
    understudy("replay", bad.toString()).isFine();
  }

  @Test
  void aDroppedEntry() {
    namesTheEntry(log -> log.remove(place(log.entries)));
  }

  @Test
  void aDuplicatedEntry() {
    // The second of the two is one too many.
    int[] index = new int[1];
    Forgery.forge(
        good,
        bad,
        log -> {
          index[0] = place(log.entries) + 2;
          log.duplicate(place(log.entries));
        });
    Shell.Result result = understudy("replay", bad.toString());
    assertThat(result.out()).contains("entry " + index[0]);
    assertThat(result.code()).isEqualTo(1);
  }

  /** An order of the log that its counts allow: the values of two reads change places. */
  @Test
  void reorderedEntries() {
    namesTheEntry(
        log -> {
          int at = place(log.entries);
          int next = at + 1;
          while (!(log.entries.get(next) instanceof EntropyRead)) {
            next++;
          }
          EntropyRead one = (EntropyRead) log.entries.get(at);
          EntropyRead other = (EntropyRead) log.entries.get(next);
          log.entries.set(at, new EntropyRead(one.count(), one.check(), other.value()));
          log.entries.set(next, new EntropyRead(other.count(), other.check(), one.value()));
        });
  }

  @Test
  void aShiftedEntry() {
    namesTheEntry(
        log -> {
          int at = place(log.entries);
          EntropyRead read = (EntropyRead) log.entries.get(at);
          log.entries.set(at, new EntropyRead(read.count() - 1, read.check(), read.value()));
        });
  }

  @Test
  void anAlteredEntry() {
    namesTheEntry(
        log -> {
          int at = place(log.entries);
          EntropyRead read = (EntropyRead) log.entries.get(at);
          log.entries.set(at, new EntropyRead(read.count(), read.check(), read.value() ^ 1));
        });
  }

  /** No machine can tell when something was logged; the world can. */
  @Test
  void anotherTimeTakesTheWorld() {
    Forgery.forge(good, bad, log -> log.timesNs.set(3, log.timesNs.get(3) + 1));
    assertThat(understudy("replay", bad.toString()).isFine().out())
        .contains("not verified: times of entries and trace hash");
    understudy("replay", good.toString(), "--world").isFine();
    Shell.Result world = understudy("replay", bad.toString(), "--world");
    assertThat(world.code()).isEqualTo(1);
    assertThat(world.out()).contains("DIVERGED  world: host-1: entry 4: run again it is logged at");
  }

  @Test
  void aLogThatSwapsTwoLinesAtOneCount() {
    Forgery.forge(good, bad, log -> Collections.swap(log.hashes, 1, 2));
    assertThat(understudy("replay", bad.toString()).out()).contains("behind entry 2");
  }
}
