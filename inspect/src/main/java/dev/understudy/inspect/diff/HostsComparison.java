package dev.understudy.inspect.diff;

import dev.understudy.ft.replica.Note;
import dev.understudy.ft.replica.NoteListener;
import dev.understudy.hypervisor.Platform;
import dev.understudy.hypervisor.SeamRules;
import dev.understudy.inspect.recording.MachineLog;
import dev.understudy.inspect.recording.Playback;
import dev.understudy.inspect.recording.Playback.MachineSetup;
import dev.understudy.inspect.recording.Recording;
import dev.understudy.inspect.recording.Recording.Vm;
import dev.understudy.inspect.recording.RecordingRefusedException;
import dev.understudy.inspect.recording.Reenactment;
import dev.understudy.inspect.recording.Reenactment.Rerun;
import dev.understudy.sim.world.EngineAssignment;
import dev.understudy.sim.world.Setup;
import dev.understudy.sim.world.Watcher;
import dev.understudy.sim.world.World;
import dev.understudy.vm.machine.Interpreter;
import dev.understudy.vm.machine.MemoryPool;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.TreeMap;
import java.util.function.LongConsumer;

/**
 * The two hosts of one run: one that logged, one that followed. The run is run again; what both
 * guests were behind each entry is taken down, and then both are run by that log side by side, each
 * as its host runs guests, to find the instruction.
 */
public final class HostsComparison {

  /** A host that can't be compared, and why. */
  public static final class NotComparableException extends Exception {
    NotComparableException(String message) {
      super(message);
    }
  }

  /**
   * What came of it.
   *
   * @param entries of the first host's log that the second one took
   */
  public record Outcome(Optional<Difference> difference, long entries) {}

  /** Takes down what each host's guest was behind each entry. */
  private static final class Observer implements Watcher {
    private final Map<Integer, TreeMap<Long, Long>> logged = new TreeMap<>();
    private final Map<Integer, TreeMap<Long, Long>> taken = new TreeMap<>();
    private final TreeMap<Integer, Long> refused = new TreeMap<>();

    @Override
    public void noted(long nowNs, int host, Note note) {
      note.match(
          new NoteListener() {
            @Override
            public Boolean appended(Note.Appended entry) {
              logged
                  .computeIfAbsent(host, none -> new TreeMap<>())
                  .put(entry.index(), entry.quickHash());
              return true;
            }

            @Override
            public Boolean consumed(Note.Consumed entry) {
              taken
                  .computeIfAbsent(host, none -> new TreeMap<>())
                  .put(entry.index(), entry.quickHash());
              return true;
            }

            @Override
            public Boolean diverged(Note.Diverged diverged) {
              refused.putIfAbsent(host, diverged.divergence().entryIndex());
              return true;
            }
          });
    }

    @Override
    public Watcher fork() {
      return new Watcher() {
        @Override
        public Watcher fork() {
          return this;
        }
      };
    }
  }

  private final Setup setup;
  private final LongConsumer progress;
  private final Observer observer = new Observer();
  private final Rerun rerun;
  private final int first;
  private final int second;

  private HostsComparison(
      Recording recording, Setup setup, String first, String second, LongConsumer progress)
      throws RecordingRefusedException, NotComparableException {
    this.setup = setup;
    this.progress = progress;
    this.rerun = Reenactment.again(recording, setup, List.of(observer), progress);
    this.first = host(first);
    this.second = host(second);
  }

  /**
   * Where the guest of the second host first differs from that of the first, whose log it followed.
   *
   * @param setup the recording's; the second host's guest is run by its rules, the first one's as
   *     it should be
   */
  public static Outcome of(
      Recording recording, Setup setup, String first, String second, LongConsumer progress)
      throws RecordingRefusedException, NotComparableException {
    return new HostsComparison(recording, setup, first, second, progress).outcome();
  }

  private int host(String name) throws NotComparableException {
    World world = rerun.world();
    List<String> names = new ArrayList<>();
    for (int host = 0; host < world.hostCount(); host++) {
      names.add(world.nameOf(host));
    }
    if (!names.contains(name)) {
      throw new NotComparableException(
          "this run has no host '" + name + "', expected one of " + String.join(", ", names));
    }
    return names.indexOf(name);
  }

  private String name(int host) {
    return rerun.world().nameOf(host);
  }

  private Outcome outcome() throws NotComparableException {
    TreeMap<Long, Long> logged = observer.logged.getOrDefault(first, new TreeMap<>());
    TreeMap<Long, Long> both = new TreeMap<>(observer.taken.getOrDefault(second, new TreeMap<>()));
    both.keySet().retainAll(logged.keySet());
    if (both.isEmpty()) {
      throw new NotComparableException(name(second) + " took no entry of a log of " + name(first));
    }
    long refused = observer.refused.getOrDefault(second, 0L);
    long through = Math.max(both.lastKey(), refused);
    OptionalLong seen =
        both.entrySet().stream()
            .filter(one -> !one.getValue().equals(logged.get(one.getKey())))
            .mapToLong(Map.Entry::getKey)
            .findFirst();
    Optional<Difference> found =
        PairComparison.of(
            machineSetup(through, first, SeamRules.STANDARD),
            machineSetup(through, second, setup.seamRules()),
            progress);
    return new Outcome(
        found.isEmpty() && seen.isPresent() ? Optional.of(only(seen.getAsLong())) : found,
        both.size());
  }

  private Vm author() {
    return rerun.recording().logs().keySet().stream()
        .filter(vm -> vm.host() == first)
        .findFirst()
        .orElseThrow();
  }

  private MachineSetup machineSetup(long through, int host, SeamRules rules) {
    Recording recording = rerun.recording();
    MachineLog log = recording.log(author()).through(through);
    EngineAssignment engines = setup.engines();
    return new MachineSetup(
        recording, author(), log, new Platform(engines.of(host), new MemoryPool(), rules));
  }

  /** Seen in the world; a machine that runs by the log alone does not show it. */
  private Difference only(long entry) {
    MachineSetup machineSetup =
        MachineSetup.of(rerun.recording(), author(), Interpreter.INSTANCE, SeamRules.STANDARD);
    Playback at = Playback.near(machineSetup, entry);
    while (at.entries() < entry && at.step().isEmpty()) {
      // On to where it was seen.
    }
    int pc = at.guest().machine().pc();
    return new Difference(
        DivergenceCause.EXECUTION,
        entry,
        at.guest().count(),
        pc,
        "behind entry "
            + entry
            + " the guest of "
            + name(second)
            + " was not that of "
            + name(first)
            + "; a machine that runs by this log alone is",
        "",
        "entry " + entry,
        "entry " + entry,
        List.of(),
        new GuestSurroundings(rerun.recording().image()).code(at.guest().machine(), pc),
        List.of());
  }
}
