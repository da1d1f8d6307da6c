package dev.understudy.hypervisor;

import static org.assertj.core.api.Assertions.assertThat;

import dev.understudy.hypervisor.log.Entry;
import dev.understudy.hypervisor.log.EntryGenerator;
import dev.understudy.vm.machine.Image;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.BiFunction;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/**
 * Every defect of a log is found, or does no harm: then the replay ends in the very state, and with
 * the outputs, of the recording.
 */
class TamperedLogTest {

  private static final SeamConfig CONFIG = new SeamConfig(2_000, 10_000, 100, DiskReads.LOGGED);
  private static final Image BUSY = Guests.busy(150);
  private static FakeWorld world;

  /** Why a defect may do no harm: these entries change nothing that a guest can see. */
  private static final Set<Entry.Type> SILENT =
      EnumSet.of(Entry.Type.OUTPUTS_RELEASED, Entry.Type.PROGRESS_MARK, Entry.Type.STATE_MARK);

  @BeforeAll
  static void record() {
    world = new FakeWorld(Recorder.boot(Guests.boot(BUSY), CONFIG), 77, 15_000).run();
    assertThat(world.recorder().guest().ended()).isTrue();
  }

  private final Map<Entry.Type, Integer> found = new EnumMap<>(Entry.Type.class);
  private final Map<Entry.Type, Integer> harmless = new EnumMap<>(Entry.Type.class);

  /** Replays the log with a defect at each place in turn, the prefix only once. */
  private void tamper(String defect, BiFunction<List<Entry>, Integer, List<List<Entry>>> tails) {
    Replayer prefix = Replayer.boot(Guests.boot(BUSY), CONFIG);
    for (int i = 0; i < world.log.size() - 1; i++) {
      for (List<Entry> tail : tails.apply(world.log, i)) {
        replay(defect, i, prefix.fork(), tail);
      }
      prefix.supply(world.log.get(i));
      prefix.runUntil(Long.MAX_VALUE);
      assertThat(prefix.divergence()).isEmpty();
    }
    assertThat(found.values().stream().mapToInt(n -> n).sum()).isGreaterThan(300);
  }

  private void replay(String defect, int at, Replayer replayer, List<Entry> tail) {
    Entry.Type type = world.log.get(at).type();
    if (isFound(replayer, tail)) {
      found.merge(type, 1, Integer::sum);
      return;
    }
    VirtualMachine guest = replayer.guest();
    VirtualMachine original = world.recorder().guest();
    assertThat(guest.ended()).as("%s entry %d, %s: ended", defect, at + 1, type).isTrue();
    assertThat(guest.stateHash())
        .as("%s entry %d, %s: state", defect, at + 1, type)
        .isEqualTo(original.stateHash());
    assertThat(guest.outputs()).isEqualTo(original.outputs());
    harmless.merge(type, 1, Integer::sum);
  }

  private static boolean isFound(Replayer replayer, List<Entry> tail) {
    for (Entry entry : tail) {
      try {
        replayer.supply(entry);
      } catch (IllegalArgumentException impossible) {
        return true;
      }
      replayer.runUntil(Long.MAX_VALUE);
      if (replayer.divergence().isPresent()) {
        assertThat(replayer.divergence().get().text()).contains("expected", "seen");
        return true;
      }
    }
    return false;
  }

  private static List<Entry> tail(List<Entry> log, int from) {
    return new ArrayList<>(log.subList(from, log.size()));
  }

  @Test
  void aDroppedEntry() {
    tamper("dropped", (log, i) -> List.of(tail(log, i + 1)));
    assertThat(SILENT).containsAll(harmless.keySet());
    assertThat(harmless).containsKeys(Entry.Type.OUTPUTS_RELEASED, Entry.Type.STATE_MARK);
  }

  @Test
  void aDuplicatedEntry() {
    tamper(
        "duplicated",
        (log, i) -> {
          List<Entry> tail = tail(log, i);
          tail.add(0, log.get(i));
          return List.of(tail);
        });
    assertThat(SILENT).containsAll(harmless.keySet());
  }

  @Test
  void twoEntriesInTheWrongOrder() {
    tamper(
        "swapped",
        (log, i) -> {
          List<Entry> tail = tail(log, i);
          tail.set(0, log.get(i + 1));
          tail.set(1, log.get(i));
          return List.of(tail);
        });
  }

  @Test
  void anEntryOneInstructionOff() {
    tamper(
        "shifted",
        (log, i) -> {
          List<List<Entry>> tails = new ArrayList<>();
          for (long by : new long[] {-1, 1}) {
            List<Entry> tail = tail(log, i);
            tail.set(0, EntryGenerator.shifted(log.get(i), by));
            tails.add(tail);
          }
          return tails;
        });
    assertThat(harmless).isEmpty();
  }

  @Test
  void anAlteredValueOrPayload() {
    tamper(
        "altered",
        (log, i) -> {
          List<List<Entry>> tails = new ArrayList<>();
          for (int field = 0; field < EntryGenerator.fields(log.get(i)); field++) {
            List<Entry> tail = tail(log, i);
            Entry altered = EntryGenerator.altered(log.get(i), field);
            if (!altered.equals(log.get(i))) {
              tail.set(0, altered);
              tails.add(tail);
            }
          }
          return tails;
        });
    // A movement's dy, which this guest never looks at; bytes of a frame that the next overwrites;
    // a share, which no guest sees.
    assertThat(harmless.keySet())
        .isSubsetOf(
            Entry.Type.OUTPUTS_RELEASED,
            Entry.Type.PROGRESS_MARK,
            Entry.Type.CONTROLLED,
            Entry.Type.MOUSE_MOVED,
            Entry.Type.FRAME_RECEIVED,
            Entry.Type.DISK_COMPLETED);
  }
}
