package dev.understudy.inspect.recording;

import dev.understudy.inspect.recording.Recording.Entry;
import dev.understudy.inspect.recording.Recording.Log;
import dev.understudy.inspect.recording.Recording.Mark;
import dev.understudy.inspect.recording.Recording.Takeover;
import dev.understudy.inspect.recording.Recording.Vm;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * All that one machine ran by: the log it had followed, up to where it went live, and its own. A
 * machine that followed one which had followed another has them all.
 *
 * @param entries in order
 * @param marks hashes along them
 * @param checkpoints along them; those of one machine build on each other
 */
public record MachineLog(List<Entry> entries, List<Mark> marks, List<Checkpoint> checkpoints) {

  /** A log, and the last of its entries that this log has. */
  private record Part(Log log, long through) {}

  static MachineLog of(Recording recording, Vm vm) {
    MachineLog log = new MachineLog(new ArrayList<>(), new ArrayList<>(), new ArrayList<>());
    for (Part part : parts(recording, vm)) {
      log.add(part);
    }
    return log;
  }

  /** A file can't make it endless: a log continues only one that stands before it. */
  private static Deque<Part> parts(Recording recording, Vm vm) {
    Deque<Part> parts = new ArrayDeque<>();
    long through = Long.MAX_VALUE;
    @Nullable Vm next = vm;
    while (next != null) {
      @Nullable Log log = recording.logs().get(next);
      if (log == null) {
        throw new IllegalArgumentException("no log of " + next.text());
      }
      parts.addFirst(new Part(log, through));
      @Nullable Takeover takeover = log.takeover();
      through = takeover == null ? 0 : Math.min(through, takeover.through());
      next = takeover == null ? null : takeover.from();
    }
    return parts;
  }

  /** The part of this log that a machine had that stopped behind this entry. */
  public MachineLog through(long entry) {
    return new MachineLog(
        entries.stream().filter(one -> one.index() <= entry).toList(),
        marks.stream().filter(one -> one.entry() <= entry).toList(),
        checkpoints.stream().filter(one -> one.entry() <= entry).toList());
  }

  private void add(Part part) {
    long through = part.through();
    part.log().entries().stream().filter(one -> one.index() <= through).forEach(entries::add);
    part.log().marks().stream().filter(one -> one.entry() <= through).forEach(marks::add);
    part.log().checkpoints().stream()
        .filter(one -> one.entry() <= through)
        .forEach(checkpoints::add);
  }
}
