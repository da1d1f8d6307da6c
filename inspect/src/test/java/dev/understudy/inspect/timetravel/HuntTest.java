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

/** A hunt at full speed finds what a walk finds that looks behind every instruction. */
class HuntTest {
  private static final long SEED = Long.getLong("understudy.seed", 1);
  private static final int WORD_BYTES = 8;

  private static Journey through(String program, String... faults) throws DiffersException {
    return Journey.through(
        ShippedSetups.sweep(program, 7, faults), new MemoryPool(), Expected.nothing());
  }

  /** What one walk through a run saw of one host's guest. */
  private static final class Walk {
    private final TreeMap<Long, List<Place>> comes = new TreeMap<>();
    private final TreeMap<Integer, List<Place>> registers = new TreeMap<>();
    private final TreeMap<Integer, List<Place>> words = new TreeMap<>();

    Walk(Journey journey, int host, List<Integer> addresses) {
      journey.toBeginning();
      long[] was = values(journey, host, addresses);
      while (journey.advance()) {
        long[] is = values(journey, host, addresses);
        for (int i = 0; i < is.length; i++) {
          if (is[i] != was[i]) {
            boolean register = i > 0 && i <= Registers.COUNT;
            if (register) {
              add(registers, i - 1, journey.place());
            } else if (i > 0) {
              add(words, addresses.get(i - 1 - Registers.COUNT), journey.place());
            }
          }
        }
        if (journey.moved() == host || is[0] != was[0]) {
          add(comes, is[0], journey.place());
        }
        was = is;
      }
    }

    private static <K> void add(Map<K, List<Place>> to, K key, Place place) {
      to.computeIfAbsent(key, any -> new ArrayList<>()).add(place);
    }

    private static long[] values(Journey journey, int host, List<Integer> addresses) {
      long[] values = new long[1 + Registers.COUNT + addresses.size()];
      Machine machine = Guests.machine(journey.world(), host);
      values[0] = Guests.value(journey.world(), new Trap.Comes(host, 0));
      for (int i = 0; machine != null && i < Registers.COUNT; i++) {
        values[1 + i] = machine.register(i);
      }
      for (int i = 0; machine != null && i < addresses.size(); i++) {
        values[1 + Registers.COUNT + i] = Hunt.word(machine, addresses.get(i));
      }
      return values;
    }
  }

  /** Words that change early in the run, and some that don't. */
  private static List<Integer> addresses(Journey journey, int host, Random random) {
    journey.toTime(200_000);
    List<Integer> addresses = new ArrayList<>();
    Machine machine = Guests.machine(journey.world(), host);
    if (machine == null) {
      return addresses;
    }
    Machine early = machine.fork();
    journey.toTime(1_900_000); // Before the crash.
    Machine late = Guests.machine(journey.world(), host);
    for (int at = 0; late != null && at < late.memorySize(); at += WORD_BYTES) {
      if (Hunt.word(early, at) != Hunt.word(late, at) || random.nextInt(4000) == 0) {
        addresses.add(at);
      }
    }
    return addresses;
  }

  private static List<Place> forward(Journey journey, Trap trap, int max) {
    journey.toBeginning();
    Hunt hunt = new Hunt(journey, List.of(trap));
    List<Place> places = new ArrayList<>();
    while (places.size() < max && hunt.forward().isPresent()) {
      places.add(journey.place());
    }
    return places;
  }

  private static void agree(Journey journey, Trap trap, List<Place> walked) {
    int most = Math.min(walked.size(), 12);
    assertThat(forward(journey, trap, 12))
        .as("%s, seed %s", trap, SEED)
        .isEqualTo(walked.subList(0, most));
    journey.toEnd();
    Hunt hunt = new Hunt(journey, List.of(trap));
    for (int i = walked.size() - 1; i >= Math.max(0, walked.size() - 6); i--) {
      Optional<Hit> hit = hunt.backward();
      assertThat(hit).as("%s back, %s of %s, seed %s", trap, i, walked.size(), SEED).isPresent();
      assertThat(journey.place()).as("%s back, seed %s", trap, SEED).isEqualTo(walked.get(i));
    }
    if (walked.size() <= 6) {
      assertThat(hunt.backward()).isEmpty();
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"bank", "kv"})
  void aHuntFindsWhatAWalkFinds(String program) throws DiffersException {
    Journey journey = through(program, "crash primary@2ms");
    Random random = new Random(SEED);
    for (int host = 0; host < 2; host++) {
      List<Integer> addresses = addresses(journey, host, random);
      Walk walk = new Walk(journey, host, addresses);
      List<Long> pcs = new ArrayList<>(walk.comes.keySet());
      for (int i = 0; i < 3; i++) {
        long pc = pcs.get(random.nextInt(pcs.size()));
        agree(journey, new Trap.Comes(host, (int) pc), walk.comes.getOrDefault(pc, List.of()));
        int register = random.nextInt(Registers.COUNT);
        agree(
            journey,
            new Trap.Register(host, register),
            walk.registers.getOrDefault(register, List.of()));
        int word = addresses.get(random.nextInt(addresses.size()));
        agree(journey, new Trap.Word(host, word), walk.words.getOrDefault(word, List.of()));
      }
    }
  }

  @Test
  void severalTrapsOnBothHostsAreSprungInTurn() throws DiffersException {
    Journey journey = through("bank");
    List<Trap> traps = List.of(new Trap.Register(0, 14), new Trap.Register(1, 14));
    List<Place> each = new ArrayList<>(forward(journey, traps.get(0), 10));
    each.addAll(forward(journey, traps.get(1), 10));
    each.sort(null);
    journey.toBeginning();
    Hunt hunt = new Hunt(journey, traps);
    for (Place place : each.stream().distinct().limit(10).toList()) {
      assertThat(hunt.forward()).isPresent();
      assertThat(journey.place()).isEqualTo(place);
    }
  }
}
