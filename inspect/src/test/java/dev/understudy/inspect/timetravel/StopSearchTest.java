package dev.understudy.inspect.timetravel;

import static org.assertj.core.api.Assertions.assertThat;

import dev.understudy.inspect.ShippedSetups;
import dev.understudy.vm.isa.Registers;
import dev.understudy.vm.machine.Machine;
import dev.understudy.vm.machine.MemoryPool;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** A search at full speed finds what a walk finds that looks behind every instruction. */
class StopSearchTest {
  private static final long SEED = Long.getLong("understudy.seed", 1);
  private static final int WORD_BYTES = 8;

  private static ReplayTimeline through(String program, String... faults)
      throws RunDiffersException {
    return ReplayTimeline.through(
        ShippedSetups.sweep(program, 7, faults), new MemoryPool(), RecordedTrace.nothing());
  }

  /** What one walk through a run saw of one host's guest. */
  private static final class Walk {
    private final TreeMap<Long, List<ReplayPosition>> comes = new TreeMap<>();
    private final TreeMap<Integer, List<ReplayPosition>> registers = new TreeMap<>();
    private final TreeMap<Integer, List<ReplayPosition>> words = new TreeMap<>();

    Walk(ReplayTimeline timeline, int host, List<Integer> addresses) {
      timeline.toBeginning();
      long[] was = values(timeline, host, addresses);
      while (timeline.advance()) {
        long[] is = values(timeline, host, addresses);
        for (int i = 0; i < is.length; i++) {
          if (is[i] != was[i]) {
            boolean register = i > 0 && i <= Registers.COUNT;
            if (register) {
              add(registers, i - 1, timeline.position());
            } else if (i > 0) {
              add(words, addresses.get(i - 1 - Registers.COUNT), timeline.position());
            }
          }
        }
        if (timeline.moved() == host || is[0] != was[0]) {
          add(comes, is[0], timeline.position());
        }
        was = is;
      }
    }

    private static <K> void add(Map<K, List<ReplayPosition>> to, K key, ReplayPosition position) {
      to.computeIfAbsent(key, any -> new ArrayList<>()).add(position);
    }

    private static long[] values(ReplayTimeline timeline, int host, List<Integer> addresses) {
      long[] values = new long[1 + Registers.COUNT + addresses.size()];
      Machine machine = InspectedGuests.machine(timeline.world(), host);
      values[0] = new StopCondition.AtAddress(host, 0).valueIn(timeline.world());
      for (int i = 0; machine != null && i < Registers.COUNT; i++) {
        values[1 + i] = machine.register(i);
      }
      for (int i = 0; machine != null && i < addresses.size(); i++) {
        values[1 + Registers.COUNT + i] = StopSearch.word(machine, addresses.get(i));
      }
      return values;
    }
  }

  /** Words that change early in the run, and some that don't. */
  private static List<Integer> addresses(ReplayTimeline timeline, int host, Random random) {
    timeline.toTime(200_000);
    List<Integer> addresses = new ArrayList<>();
    Machine machine = InspectedGuests.machine(timeline.world(), host);
    if (machine == null) {
      return addresses;
    }
    Machine early = machine.fork();
    timeline.toTime(1_900_000); // Before the crash.
    Machine late = InspectedGuests.machine(timeline.world(), host);
    for (int at = 0; late != null && at < late.memorySize(); at += WORD_BYTES) {
      if (StopSearch.word(early, at) != StopSearch.word(late, at) || random.nextInt(4000) == 0) {
        addresses.add(at);
      }
    }
    return addresses;
  }

  private static List<ReplayPosition> forward(
      ReplayTimeline timeline, StopCondition condition, int max) {
    timeline.toBeginning();
    StopSearch search = new StopSearch(timeline, List.of(condition));
    List<ReplayPosition> positions = new ArrayList<>();
    while (positions.size() < max && search.forward().isPresent()) {
      positions.add(timeline.position());
    }
    return positions;
  }

  private static void agree(
      ReplayTimeline timeline, StopCondition condition, List<ReplayPosition> walked) {
    int most = Math.min(walked.size(), 12);
    assertThat(forward(timeline, condition, 12))
        .as("%s, seed %s", condition, SEED)
        .isEqualTo(walked.subList(0, most));
    timeline.toEnd();
    StopSearch search = new StopSearch(timeline, List.of(condition));
    for (int i = walked.size() - 1; i >= Math.max(0, walked.size() - 6); i--) {
      Optional<StopHit> hit = search.backward();
      assertThat(hit)
          .as("%s back, %s of %s, seed %s", condition, i, walked.size(), SEED)
          .isPresent();
      assertThat(timeline.position())
          .as("%s back, seed %s", condition, SEED)
          .isEqualTo(walked.get(i));
    }
    if (walked.size() <= 6) {
      assertThat(search.backward()).isEmpty();
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"bank", "kv"})
  void aSearchFindsWhatAWalkFinds(String program) throws RunDiffersException {
    ReplayTimeline timeline = through(program, "crash primary@2ms");
    Random random = new Random(SEED);
    for (int host = 0; host < 2; host++) {
      List<Integer> addresses = addresses(timeline, host, random);
      Walk walk = new Walk(timeline, host, addresses);
      List<Long> pcs = new ArrayList<>(walk.comes.keySet());
      for (int i = 0; i < 3; i++) {
        long pc = pcs.get(random.nextInt(pcs.size()));
        agree(
            timeline,
            new StopCondition.AtAddress(host, (int) pc),
            walk.comes.getOrDefault(pc, List.of()));
        int register = random.nextInt(Registers.COUNT);
        agree(
            timeline,
            new StopCondition.Register(host, register),
            walk.registers.getOrDefault(register, List.of()));
        int word = addresses.get(random.nextInt(addresses.size()));
        agree(
            timeline, new StopCondition.Word(host, word), walk.words.getOrDefault(word, List.of()));
      }
    }
  }

  @Test
  void severalTrapsOnBothHostsAreSprungInTurn() throws RunDiffersException {
    ReplayTimeline timeline = through("bank");
    List<StopCondition> conditions =
        List.of(new StopCondition.Register(0, 14), new StopCondition.Register(1, 14));
    List<ReplayPosition> each = new ArrayList<>(forward(timeline, conditions.get(0), 10));
    each.addAll(forward(timeline, conditions.get(1), 10));
    each.sort(null);
    timeline.toBeginning();
    StopSearch search = new StopSearch(timeline, conditions);
    for (ReplayPosition position : each.stream().distinct().limit(10).toList()) {
      assertThat(search.forward()).isPresent();
      assertThat(timeline.position()).isEqualTo(position);
    }
  }
}
