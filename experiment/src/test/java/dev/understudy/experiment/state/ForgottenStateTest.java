package dev.understudy.experiment.state;

import static org.assertj.core.api.Assertions.assertThat;

import dev.understudy.base.StateDigest;
import dev.understudy.experiment.state.StateGraph.Place;
import dev.understudy.sim.oracle.Jury;
import dev.understudy.sim.world.World;
import dev.understudy.sim.world.WorldKey;
import java.lang.reflect.Field;
import java.lang.reflect.Modifier;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/**
 * No field of a world is forgotten: each is in a fork, none that changes is shared with one, and
 * each is in the digest by which sweeps tell worlds apart, or {@link NotCounted} says why not.
 *
 * <p>The fields are found by reflection, in {@link BusyWorlds} at many moments, so that a new one
 * is asked after without anybody's doing.
 */
class ForgottenStateTest {
  /** How often a field is tried at one moment. */
  private static final int TRIES = 2;

  /** Room to work in, which is empty whenever a world stands still, and is not copied. */
  private static final Set<String> SCRATCH =
      Set.of(
          "CodecContext.clockCount",
          "CodecContext.clockNs",
          "CodecContext.count",
          "CodecContext.entries",
          "CodecContext.outputIndex",
          "CodecContext.rateFs",
          "CodecContext.readCount",
          "CodecContext.readGap",
          "CodecContext.requestId",
          "Console.buffer",
          "Core.marks",
          "Core.memory",
          "EntryReader.entryIndex",
          "EntryValues.numbers",
          "EntryValues.payload",
          "FieldReader.bytes",
          "FieldReader.end",
          "FieldReader.position",
          "FieldReader.whole",
          "FieldWriter.bytes",
          "FieldWriter.length",
          "StepDispatch.nowNs",
          "StepDispatch.who");

  /** Copied from another place, or from the setup, when a world is forked. */
  private static final Set<String> MADE_ANEW =
      Set.of(
          "ClientPool.everybody#",
          "FaultTargets.arbiterName",
          "Jury.listeners#",
          "OutputRelease.resend",
          "OutputRelease.resend#");

  /** What forks share though its class could change it: nobody does once it is made. */
  private static final Set<String> SHARED =
      Set.of(
          "BlockTree.root",
          "DiskCopy.sent",
          "Generations.all",
          "HostRoster.names",
          "HostRoster.places",
          "MachineSnapshot.core",
          "Plan.atCounts",
          "Plan.atHostSteps",
          "Plan.atPoints",
          "Plan.atTimes",
          "SharedDisk.writers");

  @Test
  void aForkIsAlikeAndSharesNothingThatChanges() {
    TreeMap<String, String> unlike = new TreeMap<>();
    TreeMap<String, String> shared = new TreeMap<>();
    for (BusyWorlds busy : BusyWorlds.values()) {
      busy.atMoments(world -> compare(world, world.fork(), unlike, shared));
    }
    unlike.keySet().removeAll(SCRATCH);
    shared.keySet().removeAll(SHARED);
    assertThat(unlike).as("fields that a fork does not have").isEmpty();
    assertThat(shared).as("fields that a fork shares").isEmpty();
  }

  private static void compare(
      World world, World fork, Map<String, String> unlike, Map<String, String> shared) {
    for (Place place : StateGraph.of(world)) {
      @Nullable Object here = place.value();
      if (StateGraph.isLeaf(here)) {
        if (!new Change(place, here).isIn(fork)) {
          unlike.put(place.field(), place.text());
        }
      } else if (here != null && here == place.in(fork) && isMutable(here)) {
        shared.put(place.field(), place.text());
      }
    }
  }

  private static boolean isMutable(Object value) {
    if (value instanceof Collection<?> || value instanceof Map<?, ?>) {
      return !value.getClass().getName().contains("Immutable");
    }
    for (Class<?> type = value.getClass(); type != null; type = type.getSuperclass()) {
      for (Field field : type.getDeclaredFields()) {
        boolean fixed = Modifier.isFinal(field.getModifiers());
        if (!Modifier.isStatic(field.getModifiers()) && !fixed) {
          return true;
        }
      }
    }
    return value.getClass().isArray();
  }

  @Test
  void everyFieldIsForkedAndCounts() {
    Census census = new Census();
    for (BusyWorlds busy : BusyWorlds.values()) {
      busy.atMoments(census::take);
    }
    assertThat(census.unforked()).as("fields that a fork does not get").isEmpty();
    assertThat(census.uncounted()).as("fields that no digest has").isEmpty();
    assertThat(census.counted).as("fields that digests have").hasSizeGreaterThan(300);
    assertThat(census.counted).doesNotContainAnyElementsOf(NotCounted.all().keySet());
  }

  /** What has been seen of each field so far. */
  private static final class Census {
    private final TreeSet<String> counted = new TreeSet<>();
    private final TreeSet<String> forked = new TreeSet<>();
    private final TreeMap<String, String> notCounted = new TreeMap<>();
    private final TreeMap<String, String> notForked = new TreeMap<>();
    private final Set<String> excused = NotCounted.all().keySet();

    /** Changes field after field in forks of a world. */
    void take(World world) {
      @Nullable WorldKey key = key(world.fork());
      if (key == null) {
        return; // A host has something left to do that no digest expresses.
      }
      TreeMap<String, Integer> tries = new TreeMap<>();
      for (Place place : StateGraph.of(world)) {
        List<Change> changes = new ArrayList<>(Change.of(place));
        String field = place.field();
        if (changes.isEmpty()) {
          changes.addAll(Change.shorter(place));
          field += "#";
        }
        boolean known = forked.contains(field) && (isExcused(field) || counted.contains(field));
        if (!changes.isEmpty() && !known && tries.merge(field, 1, Integer::sum) <= TRIES) {
          tryOne(world, key, field, changes);
        }
      }
      assertThat(key(world.fork())).as("the world that was forked").isEqualTo(key);
    }

    private boolean isExcused(String field) {
      return excused.contains(field);
    }

    private void tryOne(World world, WorldKey key, String field, List<Change> changes) {
      for (Change change : changes) {
        World fork = world.fork();
        if (change.in(fork, world) && change.isIn(fork)) {
          look(fork, key, field, change);
          return;
        }
      }
    }

    private void look(World changed, WorldKey key, String field, Change change) {
      try {
        if (change.isIn(changed.fork())) {
          forked.add(field);
        } else {
          notForked.put(field, change.place().text());
        }
        if (key.equals(key(changed))) {
          notCounted.put(field, change.place().text());
        } else {
          counted.add(field);
        }
      } catch (RuntimeException e) {
        counted.add(field); // Nothing can go on with this value: somebody looks at it.
      }
    }

    private static @Nullable WorldKey key(World world) {
      StateDigest digest = new StateDigest();
      if (!world.digestInto(digest)) {
        return null;
      }
      world.watcher(Jury.class).digestInto(digest, world);
      return WorldKey.of(digest);
    }

    Map<String, String> unforked() {
      notForked.keySet().removeAll(forked);
      notForked.keySet().removeAll(SCRATCH);
      notForked.keySet().removeAll(MADE_ANEW);
      return notForked;
    }

    Map<String, String> uncounted() {
      notCounted.keySet().removeAll(counted);
      notCounted.keySet().removeAll(excused);
      return notCounted;
    }
  }
}
