package dev.understudy.inspect.recording;

import com.google.common.collect.ImmutableList;
import com.google.common.collect.ImmutableSortedMap;
import dev.understudy.experiment.run.SetupFactory;
import dev.understudy.experiment.scenario.Scenario;
import dev.understudy.sim.world.EngineAssignment;
import dev.understudy.sim.world.Setup;
import dev.understudy.vm.machine.Engine;
import dev.understudy.vm.machine.Image;
import dev.understudy.vm.machine.StateHash;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/**
 * A recorded run.
 *
 * @param logs what each virtual machine logged while it was live
 * @param names of those that are not called by their host's number
 * @param traceHash empty if the recorder did not reach its end
 * @param length of the file, as far as it reads
 */
public record Recording(
    Build build,
    Image image,
    Scenario scenario,
    boolean faultTolerant,
    boolean marksEveryEntry,
    ImmutableSortedMap<Vm, Log> logs,
    ImmutableSortedMap<Vm, String> names,
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

    /**
     * The name by the host's number, counted from 1; {@link Recording#name} says what they call it.
     */
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
  public record Entry(long index, byte[] encoded, long atNs, int quickHash) {
    /** Whether the other one has the same bytes, time and hash. */
    public boolean isSame(Entry other) {
      return index == other.index
          && atNs == other.atNs
          && quickHash == other.quickHash
          && Arrays.equals(encoded, other.encoded);
    }
  }

  /** The hash of the whole guest right behind an entry. */
  public record Mark(long entry, StateHash hash) {}

  /** Whose log a machine had followed before it went live, and up to which entry. */
  public record Takeover(Vm from, long through) {}

  /** What one machine logged. */
  public record Log(
      @Nullable Takeover takeover,
      ImmutableList<Entry> entries,
      ImmutableList<Mark> marks,
      ImmutableList<Checkpoint> checkpoints) {}

  /** Whether the recorder reached its end. */
  public boolean isWhole() {
    return !traceHash.isEmpty();
  }

  /** The run that was recorded, from the start, by another engine if you like. */
  public Setup setup(Engine engine) {
    return new SetupFactory(faultTolerant, EngineAssignment.all(engine), marksEveryEntry)
        .setup(scenario, image);
  }

  /** All that a machine ran by: what it followed, and its own. */
  public MachineLog log(Vm vm) {
    return MachineLog.of(this, vm);
  }

  /** How people tell this machine from the others of the recording, as {@code run} names it. */
  public String name(Vm vm) {
    @Nullable String name = names.get(vm);
    if (name != null) {
      return name;
    }
    long ofThatHost = logs.keySet().stream().filter(one -> one.host() == vm.host()).count();
    return ofThatHost < 2 ? vm.text() : vm.text() + " (incarnation " + vm.incarnation() + ")";
  }
}
