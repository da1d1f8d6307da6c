package dev.understudy.inspect.timetravel;

import dev.understudy.ft.replica.Note;
import dev.understudy.inspect.recording.Recording;
import dev.understudy.inspect.recording.Recording.Entry;
import dev.understudy.inspect.recording.Recording.Log;
import dev.understudy.inspect.recording.Recording.Vm;
import dev.understudy.sim.world.World;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/** What a recording says of the run that is run through: every entry, and the trace hash. */
public final class RecordedTrace {
  private final @Nullable Recording recording;
  private String problem = "";

  private RecordedTrace(@Nullable Recording recording) {
    this.recording = recording;
  }

  /** Nothing was recorded; any run will do. */
  public static RecordedTrace nothing() {
    return new RecordedTrace(null);
  }

  public static RecordedTrace of(Recording recording) {
    return new RecordedTrace(recording);
  }

  void logged(World world, IndexedEvent event, Note.Appended appended) {
    if (recording == null || !problem.isEmpty()) {
      return;
    }
    Vm vm = new Vm(event.actor(), world.incarnationOf(event.actor()));
    @Nullable Entry entry = entry(recording.logs().get(vm), appended.index());
    if (entry == null) {
      if (recording.isWhole()) {
        problem =
            recording.name(vm)
                + " logs entry "
                + appended.index()
                + ", which is not in the recording";
      }
    } else if (!Arrays.equals(entry.encoded(), appended.encoded())
        || entry.atNs() != event.timeNs()
        || entry.quickHash() != fold(appended.quickHash())) {
      problem =
          recording.name(vm)
              + " logs another entry "
              + appended.index()
              + " than the recording has";
    }
  }

  /** The hash of registers in the form that recordings keep. */
  private static int fold(long quickHash) {
    return (int) (quickHash ^ (quickHash >>> 32));
  }

  private static @Nullable Entry entry(@Nullable Log log, long index) {
    if (log == null || log.entries().isEmpty()) {
      return null;
    }
    long at = index - log.entries().get(0).index();
    return at < 0 || at >= log.entries().size() ? null : log.entries().get((int) at);
  }

  void check() throws RunDiffersException {
    if (!problem.isEmpty()) {
      throw new RunDiffersException(problem);
    }
  }

  void ended(World world) throws RunDiffersException {
    check();
    if (recording != null
        && recording.isWhole()
        && !recording.traceHash().equals(world.traceHash())) {
      throw new RunDiffersException(
          "the run's trace hash is "
              + world.traceHash()
              + ", the recording's "
              + recording.traceHash());
    }
  }
}
