package dev.understudy.experiment.state;

import static org.assertj.core.api.Assertions.assertThat;

import dev.understudy.experiment.state.StateGraph.Place;
import dev.understudy.hypervisor.CloneSource;
import dev.understudy.hypervisor.CloneTarget;
import dev.understudy.hypervisor.Recorder;
import dev.understudy.hypervisor.VirtualMachine;
import dev.understudy.sim.world.World;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;

/**
 * No field of a guest is forgotten on its way to another host: what was captured of one and put
 * together again is like it in every field, whatever is changed in it before, and with every queue
 * that a guest has.
 */
class ForgottenInCloneTest {

  /** Room to work in, and a ring that is the same queue wherever it begins. */
  private static final Set<String> NOT_TAKEN_ALONG =
      Set.of(
          "Console.buffer",
          "Core.marks",
          "Core.memory",
          "Keyboard.first",
          "Keyboard.keys",
          // How much a guest asked again and again is counted host by host, for reports.
          "PollingMeter.first",
          "PollingMeter.last",
          "PollingMeter.longestPort",
          "PollingMeter.longestReads",
          "PollingMeter.pollingInstructions",
          "PollingMeter.pollingReads",
          "PollingMeter.port",
          "PollingMeter.reads");

  /** What the setup says of every guest. */
  private static final Set<String> CONFIGURATION =
      Set.of("Devices.defined", "Disk.blocks", "Disk.kind", "NetworkCard.ownAddress");

  private final TreeMap<String, String> unlike = new TreeMap<>();
  private final TreeSet<String> taken = new TreeSet<>();
  private final TreeSet<String> filled = new TreeSet<>();

  @Test
  void aGuestThatWasTakenElsewhereIsTheSame() {
    for (BusyWorlds busy : BusyWorlds.values()) {
      busy.atMoments(this::compare);
    }
    unlike.keySet().removeAll(NOT_TAKEN_ALONG);
    assertThat(unlike).as("fields that a clone does not have").isEmpty();
    assertThat(filled)
        .as("queues that held something")
        .contains(
            "Disk.pending",
            "Disk.done",
            "Keyboard.count",
            "Mouse.events",
            "NetworkCard.slots",
            "VirtualMachine.unreleased");
  }

  private void compare(World world) {
    World fork = world.fork();
    for (Place live : recordersIn(world)) {
      Recorder recorder = recorderAt(live, fork);
      VirtualMachine clone = taken(recorder, fork);
      assertThat(clone.stateHash()).isEqualTo(recorder.guest().stateHash());
      for (Place place : StateGraph.of(recorder.guest())) {
        note(place);
        if (StateGraph.isLeaf(place.value()) && !new Change(place, place.value()).isIn(clone)) {
          unlike.put(place.field(), place.text());
        }
      }
    }
  }

  private void note(Place place) {
    boolean some =
        place.value() instanceof Collection<?> all
            ? !all.isEmpty()
            : place.value() instanceof Number number && number.longValue() > 0;
    if (some) {
      filled.add(place.field());
    }
  }

  /** Changes one field after the other before the guest is captured. */
  @Test
  void eachFieldOfAGuestIsTakenAlong() {
    TreeMap<String, String> lost = new TreeMap<>();
    for (BusyWorlds busy : BusyWorlds.values()) {
      busy.atMoments(world -> changeEach(world, lost));
    }
    lost.keySet().removeAll(taken);
    lost.keySet().removeAll(NOT_TAKEN_ALONG);
    lost.keySet().removeAll(CONFIGURATION);
    assertThat(lost).as("fields that a clone does not get").isEmpty();
    assertThat(taken).hasSizeGreaterThan(40);
  }

  private void changeEach(World world, Map<String, String> lost) {
    for (Place live : recordersIn(world)) {
      VirtualMachine guest = recorderAt(live, world).guest();
      for (Place place : StateGraph.of(guest)) {
        List<Change> changes = new ArrayList<>(Change.of(place));
        changes.addAll(Change.shorter(place));
        if (!taken.contains(place.field()) && !changes.isEmpty()) {
          World fork = world.fork();
          change(changes.get(0), guest, recorderAt(live, fork), fork, lost);
        }
      }
    }
  }

  private void change(
      Change change, VirtualMachine guest, Recorder other, World world, Map<String, String> lost) {
    if (change.in(other.guest(), guest)) {
      if (arrives(change, other, world)) {
        taken.add(change.place().field());
      } else {
        lost.put(change.place().field(), change.place().text());
      }
    }
  }

  private static boolean arrives(Change change, Recorder recorder, World world) {
    try {
      return change.isIn(taken(recorder, world));
    } catch (RuntimeException e) {
      return false; // No guest can be like that.
    }
  }

  private static VirtualMachine taken(Recorder recorder, World world) {
    CloneTarget target = new CloneTarget();
    new CloneSource().checkpoint(recorder).forEach(target::take);
    return target.replayer(recorder.guest(), world.setup().replica().seam()).guest();
  }

  /** Where the recorders are of all hosts that run a guest live. */
  private static List<Place> recordersIn(World world) {
    return StateGraph.of(world).stream()
        .filter(place -> place.value() instanceof Recorder)
        .toList();
  }

  private static Recorder recorderAt(Place place, World world) {
    return (Recorder) Objects.requireNonNull(place.in(world));
  }
}
