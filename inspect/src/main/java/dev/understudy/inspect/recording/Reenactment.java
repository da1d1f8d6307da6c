package dev.understudy.inspect.recording;

import dev.understudy.experiment.run.Run;
import dev.understudy.experiment.run.SetupFactory;
import dev.understudy.inspect.recording.Recording.Entry;
import dev.understudy.inspect.recording.Recording.Log;
import dev.understudy.inspect.recording.Recording.Vm;
import dev.understudy.sim.world.EngineAssignment;
import dev.understudy.sim.world.Setup;
import dev.understudy.sim.world.Watcher;
import dev.understudy.sim.world.World;
import dev.understudy.vm.machine.MemoryPool;
import java.io.ByteArrayOutputStream;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.function.LongConsumer;

/**
 * The whole world of a recording run again, with a recorder beside it, and what that one writes
 * compared with the file: times of entries, takeovers and the trace hash too, which no single
 * machine can confirm. Sound only under the build that recorded, see {@link Build#isSame}.
 */
public final class Reenactment {
  private Reenactment() {}

  /** What differs first; empty if nothing does. A recording that breaks off is a beginning. */
  public static String problem(Recording recording, EngineAssignment engines, LongConsumer progress)
      throws RecordingRefusedException {
    return difference(recording, again(recording, engines, progress));
  }

  private static Recording again(
      Recording recording, EngineAssignment engines, LongConsumer progress)
      throws RecordingRefusedException {
    return again(recording, setup(recording, engines), List.of(), progress).recording();
  }

  /** The setup of a recorded run. */
  public static Setup setup(Recording recording, EngineAssignment engines) {
    return new SetupFactory(recording.faultTolerant(), engines, recording.marksEveryEntry())
        .setup(recording.scenario(), recording.image());
  }

  /** What was recorded when it was run again, and the world at its end. */
  public record Rerun(Recording recording, World world) {}

  /**
   * Runs a recording's world again and records that.
   *
   * @param setup the recording's, on other rules if you like
   * @param watchers who also looks on
   */
  public static Rerun again(
      Recording recording, Setup setup, List<Watcher> watchers, LongConsumer progress)
      throws RecordingRefusedException {
    ByteArrayOutputStream file = new ByteArrayOutputStream();
    RecordingWriter writer =
        RecordingWriter.begin(
            file::writeBytes,
            recording.build(),
            recording.image(),
            recording.scenario(),
            recording.faultTolerant(),
            recording.marksEveryEntry());
    List<Watcher> all = new ArrayList<>(watchers);
    all.add(writer);
    World world = Run.of(setup, new MemoryPool(), all).world();
    while (!world.isOver() && world.step()) {
      writer.stepped(world);
      progress.accept(world.nowNs());
    }
    writer.end(world);
    return new Rerun(RecordingReader.read(file.toByteArray()), world);
  }

  private static String difference(Recording recorded, Recording again) {
    for (Vm vm : recorded.logs().keySet()) {
      Log log = Objects.requireNonNull(recorded.logs().get(vm));
      Log other = again.logs().get(vm);
      if (other == null) {
        return recorded.name(vm) + " logged something, run again it does not";
      }
      String problem = difference(log, other, recorded.isWhole());
      if (!problem.isEmpty()) {
        return recorded.name(vm) + ": " + problem;
      }
    }
    if (recorded.isWhole() && recorded.logs().size() != again.logs().size()) {
      return again.logs().size() + " machines went live, recorded " + recorded.logs().size();
    }
    return !recorded.isWhole() || recorded.traceHash().equals(again.traceHash())
        ? ""
        : "trace hash " + again.traceHash() + ", recorded " + recorded.traceHash();
  }

  private static String difference(Entry recorded, Entry again) {
    if (recorded.index() != again.index()) {
      return "run again it is entry " + again.index();
    }
    return recorded.atNs() != again.atNs()
        ? "run again it is logged at " + again.atNs() + " ns, recorded " + recorded.atNs() + " ns"
        : "run again it says something else";
  }

  private static String difference(Log log, Log again, boolean whole) {
    if (!Objects.equals(log.takeover(), again.takeover())) {
      return "run again it follows " + again.takeover() + ", recorded " + log.takeover();
    }
    for (int i = 0; i < log.entries().size(); i++) {
      Entry entry = log.entries().get(i);
      if (i >= again.entries().size()) {
        return "entry " + entry.index() + " is not logged when it is run again";
      }
      if (!entry.isSame(again.entries().get(i))) {
        return "entry " + entry.index() + ": " + difference(entry, again.entries().get(i));
      }
    }
    boolean sameLength = log.entries().size() == again.entries().size();
    boolean sameMarks = log.marks().equals(again.marks());
    return !whole || (sameLength && sameMarks) ? "" : "it goes on when it is run again";
  }
}
