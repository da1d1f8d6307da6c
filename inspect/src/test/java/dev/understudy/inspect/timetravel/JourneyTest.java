package dev.understudy.inspect.timetravel;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.understudy.experiment.run.Experiment;
import dev.understudy.experiment.scenario.Scenario;
import dev.understudy.ft.replica.Replica;
import dev.understudy.inspect.ShippedSetups;
import dev.understudy.inspect.recording.Build;
import dev.understudy.inspect.recording.Recording;
import dev.understudy.inspect.recording.RecordingReader;
import dev.understudy.inspect.recording.RecordingRefusedException;
import dev.understudy.inspect.recording.RecordingWriter;
import dev.understudy.inspect.timetravel.Occurrence.Kind;
import dev.understudy.sim.world.Setup;
import dev.understudy.sim.world.World;
import dev.understudy.vm.machine.Interpreter;
import dev.understudy.vm.machine.MemoryPool;
import java.io.ByteArrayOutputStream;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** To and fro in a run: the same world at the same place, however one came there. */
class JourneyTest {
  private static final long SEED = Long.getLong("understudy.seed", 1);

  private static Journey through(Setup setup) throws DiffersException {
    return Journey.through(setup, new MemoryPool(), Expected.nothing());
  }

  /** Everything that tells one world from another. */
  private static String state(Journey journey) {
    StringBuilder text = new StringBuilder(journey.world().traceHash());
    for (int host = 0; host < journey.world().hostCount(); host++) {
      Replica replica = journey.world().replica(host);
      text.append(' ').append(journey.count(host));
      text.append(' ').append(replica == null ? "down" : replica.guest().stateHash());
    }
    return text.toString();
  }

  private record Stop(Place place, String state) {}

  @ParameterizedTest
  @ValueSource(strings = {"bank", "kv", "threads", "dice"})
  void aPlaceIsTheSameFromWhereverOneComes(String program) throws DiffersException {
    Journey journey = through(ShippedSetups.sweep(program, 7, "crash primary@3ms"));
    Random random = new Random(SEED);
    List<Stop> stops = new ArrayList<>();
    for (int i = 0; i < 12; i++) {
      journey.toTime(random.nextLong(journey.endNs()));
      stops.add(new Stop(journey.place(), state(journey)));
      for (int step = random.nextInt(40); step > 0 && journey.advance(); step--) {
        stops.add(new Stop(journey.place(), state(journey)));
      }
    }
    for (int i = 0; i < 60; i++) {
      Stop stop = stops.get(random.nextInt(stops.size()));
      journey.toPlace(stop.place());
      assertThat(state(journey)).as("seed %s, %s", SEED, stop.place()).isEqualTo(stop.state());
    }
  }

  @Test
  void walkingThingByThingLeadsToTheSameEnd() throws DiffersException {
    Journey journey = through(ShippedSetups.sweep("bank", 7, "crash primary@1ms"));
    journey.toEnd();
    String end = state(journey);
    journey.toBeginning();
    while (journey.advance()) {
      // To the end.
    }
    assertThat(state(journey)).isEqualTo(end);
  }

  @ParameterizedTest
  @ValueSource(strings = {"bank", "threads", "sieve"})
  void stepsBackAreStepsForwardUndone(String program) throws DiffersException {
    Journey journey = through(ShippedSetups.sweep(program, 7));
    journey.toTime(journey.endNs() / 2);
    List<String> states = new ArrayList<>();
    for (int i = 0; i < 60 && journey.step(0); i++) {
      states.add(state(journey));
    }
    assertThat(states).hasSize(60);
    for (int i = states.size() - 1; i >= 0; i--) {
      assertThat(state(journey)).as("after %s steps", i + 1).isEqualTo(states.get(i));
      journey.stepBack(0);
    }
  }

  @ParameterizedTest
  @ValueSource(ints = {0, 1})
  void everyCountIsFound(int host) throws DiffersException {
    Journey journey = through(ShippedSetups.sweep("dice", 7));
    journey.toEnd();
    long last = journey.count(host);
    Random random = new Random(SEED);
    for (int i = 0; i < 40; i++) {
      long count = 1 + random.nextLong(last);
      assertThat(journey.toCount(host, count)).isTrue();
      assertThat(journey.count(host)).isEqualTo(count);
      assertThat(journey.moved()).as("it has just retired it").isEqualTo(host);
    }
    assertThat(journey.toCount(host, last + 1_000_000)).isFalse();
  }

  @Test
  void whatHappenedIsGoneToBothWays() throws DiffersException {
    Journey journey = through(ShippedSetups.setup("dice", 7, "crash primary@20ms"));
    assertThat(journey.occurrences()).isNotEmpty().isSorted();
    for (Kind kind : Kind.values()) {
      Hunt hunt = new Hunt(journey, List.of(new Trap.Happens(kind, "", Trap.ANY)));
      journey.toBeginning();
      List<Place> there = new ArrayList<>();
      List<Occurrence> seen = new ArrayList<>();
      for (Optional<Hit> hit = hunt.forward(); hit.isPresent() && seen.size() < 50; ) {
        there.add(journey.place());
        seen.add(hit.get().occurrence());
        hit = hunt.forward();
      }
      assertThat(seen).as("%s", kind).isNotEmpty();
      Place behindLast = journey.place();
      List<Place> back = new ArrayList<>();
      journey.toPlace(there.get(there.size() - 1));
      back.add(journey.place());
      while (hunt.backward().isPresent()) {
        back.add(0, journey.place());
      }
      assertThat(back).containsExactlyElementsOf(there.stream().distinct().toList());
      assertThat(behindLast).isGreaterThanOrEqualTo(there.get(there.size() - 1));
    }
  }

  @Test
  void whoLastWroteThisWord() throws DiffersException {
    Setup setup = ShippedSetups.sweep("counter", 7);
    Journey journey = through(setup);
    List<Hit> hits = new ArrayList<>();
    List<Place> places = new ArrayList<>();
    int sp = 15;
    Hunt hunt = new Hunt(journey, List.of(new Trap.Register(0, sp)));
    journey.toBeginning();
    for (Optional<Hit> hit = hunt.forward(); hit.isPresent() && hits.size() < 30; ) {
      hits.add(hit.get());
      places.add(journey.place());
      hit = hunt.forward();
    }
    assertThat(hits).hasSize(30).allMatch(hit -> hit.was() != hit.is());
    journey.toPlace(new Place(journey.place().timeNs(), journey.place().ordinal()));
    for (int i = hits.size() - 1; i >= 0; i--) {
      if (journey.place().compareTo(places.get(i)) > 0) {
        assertThat(hunt.backward()).as("hit %s", i).contains(hits.get(i));
        assertThat(journey.place()).isEqualTo(places.get(i));
      }
    }
  }

  private static int pc(Journey journey, int host) {
    return Objects.requireNonNull(journey.world().replica(host)).guest().machine().pc();
  }

  @Test
  void aBreakpointIsMetBeforeItsInstruction() throws DiffersException {
    Setup setup = ShippedSetups.sweep("sieve", 7);
    Journey journey = through(setup);
    journey.toCount(1, 500);
    int pc = pc(journey, 1);
    journey.toBeginning();
    Hunt hunt = new Hunt(journey, List.of(new Trap.Comes(1, pc)));
    assertThat(hunt.forward()).isPresent();
    assertThat(pc(journey, 1)).isEqualTo(pc);
    Place first = journey.place();
    if (hunt.forward().isPresent()) {
      assertThat(hunt.backward()).isPresent();
      assertThat(journey.place()).isEqualTo(first);
    }
    assertThat(hunt.backward()).isEmpty();
    assertThat(journey.place()).isEqualTo(Place.after(0));
  }

  @Test
  void aHuntThatWasGivenUpIsTakenUpAgain() throws DiffersException {
    Journey journey = through(ShippedSetups.sweep("sieve", 7));
    journey.toCount(0, 3000);
    Trap trap = new Trap.Comes(0, pc(journey, 0));
    List<Boolean> ways = List.of(true, true, true, false, false);
    assertThat(walk(journey, ways, trap, 20))
        .isEqualTo(walk(journey, ways, trap, Integer.MAX_VALUE));
  }

  /** Where the hunts end that begin in the middle of the run and are given up once. */
  private static List<Place> walk(Journey journey, List<Boolean> ways, Trap trap, int patience) {
    journey.toTime(journey.endNs() / 2);
    List<Place> places = new ArrayList<>();
    int[] asked = {0};
    Hunt hunt = new Hunt(journey, List.of(trap), () -> ++asked[0] == patience, hit -> true);
    for (boolean forward : ways) {
      asked[0] = 0;
      Optional<Hit> hit = forward ? hunt.forward() : hunt.backward();
      if (asked[0] == patience) {
        assertThat(hit).as("given up").isEmpty();
        hit = forward ? hunt.forward() : hunt.backward();
      }
      assertThat(hit).isPresent();
      places.add(journey.place());
    }
    return places;
  }

  // ---- over a recording

  private static Recording recorded(Scenario scenario) throws RecordingRefusedException {
    ByteArrayOutputStream file = new ByteArrayOutputStream();
    Setup setup = Experiment.shipped("dice").with(scenario).setup();
    RecordingWriter writer =
        RecordingWriter.begin(
            file::writeBytes, new Build("a test", ""), setup.image(), scenario, true, false);
    World world = new World(setup, new MemoryPool(), List.of(writer));
    while (!world.isOver() && world.step()) {
      writer.stepped(world);
    }
    writer.end(world);
    return RecordingReader.read(file.toByteArray());
  }

  @Test
  void aRecordedRunIsRunAgainAndAnotherOneIsRefused() throws Exception {
    Scenario scenario = Experiment.shipped("dice").scenario().withFaults(List.of()).withSeed(7);
    Recording recording = recorded(scenario);
    Setup same = recording.setup(Interpreter.INSTANCE);
    assertThat(Journey.through(same, new MemoryPool(), Expected.of(recording)).occurrences())
        .isNotEmpty();
    Setup other = ShippedSetups.setup("dice", 8);
    assertThatThrownBy(() -> Journey.through(other, new MemoryPool(), Expected.of(recording)))
        .isInstanceOf(DiffersException.class)
        .hasMessageContaining("host-1 logs another entry ");
  }

  @Test
  void checkpointsLieCloseAndDoNotPileUp() throws DiffersException {
    Journey journey = through(ShippedSetups.sweep("sieve", 7));
    Random random = new Random(SEED);
    for (int i = 0; i < 40; i++) {
      journey.toTime(random.nextLong(journey.endNs()));
      journey.stepBack(0);
    }
    assertThat(journey.checkpoints()).isLessThan(200);
    journey.toEnd();
    long last = journey.count(0);
    assertThat(journey.gapMax(0))
        .as("of %s instructions", last)
        .isLessThanOrEqualTo(Journey.APART_INSTRUCTIONS);
  }
}
