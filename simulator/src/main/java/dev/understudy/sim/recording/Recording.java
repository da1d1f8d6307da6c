package dev.understudy.sim.recording;

import com.google.common.collect.ImmutableList;
import com.google.common.collect.ImmutableSortedMap;
import dev.understudy.sim.run.Staging;
import dev.understudy.sim.scenario.Scenario;
import dev.understudy.sim.world.Engines;
import dev.understudy.sim.world.Setup;
import dev.understudy.vm.machine.Engine;
import dev.understudy.vm.machine.Image;
import dev.understudy.vm.machine.StateHash;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A recorded run.
 *
 * @param build the build of Understudy that recorded
 * @param logs what each virtual machine logged while it was live
 * @param traceHash empty if the recorder did not reach its end
 * @param length of the file, as far as it reads
 */
public record Recording(
    String build,
    Image image,
    Scenario scenario,
    boolean faultTolerant,
    boolean marksEveryEntry,
    ImmutableSortedMap<Vm, Log> logs,
    String traceHash,
    long length) {

  /**
   * One virtual machine: a host between two reboots.
   *
   * @param host from 0
   */
  public record Vm(int host, long incarnation) implements Comparable<Vm> {
    @Override
    public int compareTo(Vm other) {
      int byHost = Integer.compare(host, other.host);
      return byHost != 0 ? byHost : Long.compare(incarnation, other.incarnation);
    }

    /** As people count hosts. */
    public String text() {
      return "host-" + (host + 1);
    }
  }

  /**
   * An entry as it was logged.
   *
   * @param index from 1, in the log that its machine continues
   * @param quickHash of the guest right behind it, folded to 32 bits
   */
  public record Entry(long index, byte[] encoded, long atNs, int quickHash) {}

  /** The hash of the whole guest right behind an entry. */
  public record Mark(long entry, StateHash hash) {}

  /** Whose log a machine had followed before it went live, and up to which entry. */
  public record Takeover(Vm from, long through) {}

  /** What one machine logged. */
  public record Log(
      @Nullable Takeover takeover, ImmutableList<Entry> entries, ImmutableList<Mark> marks) {}

  /** Whether the recorder reached its end. */
  public boolean isWhole() {
    return !traceHash.isEmpty();
  }

  /** The run that was recorded, from the start, by another engine if you like. */
  public Setup setup(Engine engine) {
    return new Staging(faultTolerant, Engines.all(engine), marksEveryEntry).setup(scenario, image);
  }

  /** All entries that a machine ran by: those it followed, and its own. */
  public List<Entry> lineage(Vm vm) {
    Log log = logs.get(vm);
    if (log == null) {
      throw new IllegalArgumentException("no log of " + vm.text());
    }
    List<Entry> entries = new ArrayList<>();
    if (log.takeover() != null) {
      long through = log.takeover().through();
      lineage(log.takeover().from()).stream()
          .filter(entry -> entry.index() <= through)
          .forEach(entries::add);
    }
    entries.addAll(log.entries());
    return entries;
  }

  /** The marks along {@link #lineage}. */
  public List<Mark> marks(Vm vm) {
    Log log = logs.get(vm);
    if (log == null) {
      throw new IllegalArgumentException("no log of " + vm.text());
    }
    List<Mark> marks = new ArrayList<>();
    if (log.takeover() != null) {
      long through = log.takeover().through();
      marks(log.takeover().from()).stream()
          .filter(mark -> mark.entry() <= through)
          .forEach(marks::add);
    }
    marks.addAll(log.marks());
    return marks;
  }
}
