package dev.understudy.cli.command;

import static dev.understudy.cli.command.Shell.understudy;
import static org.assertj.core.api.Assertions.assertThat;

import dev.understudy.hypervisor.log.EntropyRead;
import dev.understudy.hypervisor.log.Entry;
import dev.understudy.hypervisor.log.FrameReceived;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import tools.jackson.databind.JsonNode;

/**
 * One entry of a recording is dropped, doubled, moved or exchanged, all checksums mended, in a
 * guest with clients and in one without: {@code replay} names the entry, {@code diff} against the
 * good file the instruction and the cause.
 */
class ForgeryByCommandTest {
  private static final Pattern NAMED = Pattern.compile("DIVERGED  host-1: .*?entry ([0-9]+)");

  @TempDir private Path folder = Path.of("");

  /** What is done to an entry in the middle of the log; its input is of that kind. */
  private enum Defect {
    DROP(0, "missing") {
      @Override
      void apply(Forgery.Log log, int at) {
        log.remove(at);
      }
    },
    DUPLICATE(1, "duplicated") {
      @Override
      void apply(Forgery.Log log, int at) {
        log.duplicate(at);
      }
    },
    REORDER(0, "reordered") {
      @Override
      void apply(Forgery.Log log, int at) {
        int next = at + 1;
        while (log.entries.get(next).getClass() != log.entries.get(at).getClass()) {
          next++;
        }
        Entry one = log.entries.get(at);
        log.entries.set(at, moved(log.entries.get(next), one.count(), check(one)));
        Entry other = log.entries.get(next);
        log.entries.set(next, moved(one, other.count(), check(other)));
      }
    },
    SHIFT(0, "shifted") {
      @Override
      void apply(Forgery.Log log, int at) {
        Entry one = log.entries.get(at);
        log.entries.set(at, moved(one, one.count() - 1, check(one)));
      }
    };

    /** How far behind the entry the wrong one stands. */
    final int off;

    final String cause;

    Defect(int off, String cause) {
      this.off = off;
      this.cause = cause;
    }

    abstract void apply(Forgery.Log log, int at);
  }

  private static int check(Entry entry) {
    return entry instanceof FrameReceived frame ? frame.check() : ((EntropyRead) entry).check();
  }

  private static Entry moved(Entry entry, long count, int check) {
    return entry instanceof FrameReceived frame
        ? new FrameReceived(count, check, frame.frame())
        : new EntropyRead(count, check, ((EntropyRead) entry).value());
  }

  private static int place(List<Entry> entries) {
    int at = entries.size() / 2;
    while (!(entries.get(at) instanceof FrameReceived || entries.get(at) instanceof EntropyRead)
        || entries.get(at).count() - 1 <= entries.get(at - 1).count()) {
      at++;
    }
    return at;
  }

  @ParameterizedTest
  @CsvSource({
    "bank, DROP", "bank, DUPLICATE", "bank, REORDER", "bank, SHIFT",
    "dice, DROP", "dice, DUPLICATE", "dice, REORDER", "dice, SHIFT"
  })
  void isNamedByReplayAndByDiff(String program, Defect defect) {
    String good = folder.resolve("good.rec").toString();
    Path bad = folder.resolve("bad.rec");
    understudy("run", program, "--solo", "--seed", "7", "--record", good, "--quiet").isFine();
    long[] named = new long[2];
    Forgery.forge(
        Path.of(good),
        bad,
        log -> {
          int at = place(log.entries);
          named[0] = at + 1L + defect.off;
          boolean read = log.entries.get(at) instanceof EntropyRead;
          named[1] = log.entries.get(at).count() - (defect == Defect.SHIFT ? 1 : 0);
          named[1] += defect == Defect.DUPLICATE && read ? 1 : 0; // Once more, behind the read.
          defect.apply(log, at);
        });
    Shell.Result replay = understudy("replay", bad.toString());
    assertThat(replay.code()).isEqualTo(1);
    assertThat(replay.err()).isEmpty();
    Matcher matcher = NAMED.matcher(replay.out());
    assertThat(matcher.find()).as("%s", replay.out()).isTrue();
    // A frame that says something else is noticed when the guest does something else for it.
    boolean showsLater = program.equals("bank") && defect == Defect.REORDER;
    assertThat(Long.parseLong(matcher.group(1)))
        .isBetween(named[0], named[0] + (showsLater ? 16 : 0));
    Shell.Result diff = understudy("diff", good, bad.toString(), "--json");
    assertThat(diff.code()).isEqualTo(1);
    JsonNode json = diff.json();
    assertThat(json.get("cause").asString()).isEqualTo(defect.cause);
    assertThat(json.get("entry").asLong()).isEqualTo(named[0]);
    assertThat(json.get("instruction").asLong()).isEqualTo(named[1]);
  }
}
