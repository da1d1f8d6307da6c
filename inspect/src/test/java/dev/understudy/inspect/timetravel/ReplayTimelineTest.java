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
import dev.understudy.inspect.timetravel.IndexedEvent.Kind;
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

/** Forwards and backwards in a run: one position shows one world, however the cursor came there. */
class ReplayTimelineTest {
  private static final long SEED = Long.getLong("understudy.seed", 1);

  private static ReplayTimeline through(Setup setup) throws RunDiffersException {
    return ReplayTimeline.through(setup, new MemoryPool(), RecordedTrace.nothing());
  }

  /** Everything that tells one world from another. */
  private static String state(ReplayTimeline timeline) {
    StringBuilder text = new StringBuilder(timeline.world().traceHash());
    for (int host = 0; host < timeline.world().hostCount(); host++) {
      Replica replica = timeline.world().replica(host);
      text.append(' ').append(timeline.count(host));
      text.append(' ').append(replica == null ? "down" : replica.guest().stateHash());
    }
    return text.toString();
  }

  private record Stop(ReplayPosition position, String state) {}

  @ParameterizedTest
  @ValueSource(strings = {"bank", "kv", "threads", "dice"})
  void aPositionIsTheSameFromWhereverOneComes(String program) throws RunDiffersException {
    ReplayTimeline timeline = through(ShippedSetups.sweep(program, 7, "crash primary@3ms"));
    Random random = new Random(SEED);
    List<Stop> stops = new ArrayList<>();
    for (int i = 0; i < 12; i++) {
      timeline.toTime(random.nextLong(timeline.endNs()));
      stops.add(new Stop(timeline.position(), state(timeline)));
      for (int step = random.nextInt(40); step > 0 && timeline.advance(); step--) {
        stops.add(new Stop(timeline.position(), state(timeline)));
      }
    }
    for (int i = 0; i < 60; i++) {
      Stop stop = stops.get(random.nextInt(stops.size()));
      timeline.toPosition(stop.position());
      assertThat(state(timeline)).as("seed %s, %s", SEED, stop.position()).isEqualTo(stop.state());
    }
  }

  @Test
  void walkingThingByThingLeadsToTheSameEnd() throws RunDiffersException {
    ReplayTimeline timeline = through(ShippedSetups.sweep("bank", 7, "crash primary@1ms"));
    timeline.toEnd();
    String end = state(timeline);
    timeline.toBeginning();
    while (timeline.advance()) {
      // To the end.
    }
    assertThat(state(timeline)).isEqualTo(end);
  }

  @ParameterizedTest
  @ValueSource(strings = {"bank", "threads", "sieve"})
  void stepsBackAreStepsForwardUndone(String program) throws RunDiffersException {
    ReplayTimeline timeline = through(ShippedSetups.sweep(program, 7));
    timeline.toTime(timeline.endNs() / 2);
    List<String> states = new ArrayList<>();
    for (int i = 0; i < 60 && timeline.step(0); i++) {
      states.add(state(timeline));
    }
    assertThat(states).hasSize(60);
    for (int i = states.size() - 1; i >= 0; i--) {
      assertThat(state(timeline)).as("after %s steps", i + 1).isEqualTo(states.get(i));
      timeline.stepBack(0);
    }
  }

  @ParameterizedTest
  @ValueSource(ints = {0, 1})
  void everyCountIsFound(int host) throws RunDiffersException {
    ReplayTimeline timeline = through(ShippedSetups.sweep("dice", 7));
    timeline.toEnd();
    long last = timeline.count(host);
    Random random = new Random(SEED);
    for (int i = 0; i < 40; i++) {
      long count = 1 + random.nextLong(last);
      assertThat(timeline.toCount(host, count)).isTrue();
      assertThat(timeline.count(host)).isEqualTo(count);
      assertThat(timeline.moved()).as("it has just retired it").isEqualTo(host);
    }
    assertThat(timeline.toCount(host, last + 1_000_000)).isFalse();
  }

  @Test
  void whatHappenedIsGoneToBothWays() throws RunDiffersException {
    ReplayTimeline timeline = through(ShippedSetups.setup("dice", 7, "crash primary@20ms"));
    assertThat(timeline.events()).isNotEmpty().isSorted();
    for (Kind kind : Kind.values()) {
      StopSearch search =
          new StopSearch(timeline, List.of(new StopCondition.AtEvent(kind, "", StopCondition.ANY)));
      timeline.toBeginning();
      List<ReplayPosition> there = new ArrayList<>();
      List<IndexedEvent> seen = new ArrayList<>();
      for (Optional<StopHit> hit = search.forward(); hit.isPresent() && seen.size() < 50; ) {
        there.add(timeline.position());
        seen.add(hit.get().event());
        hit = search.forward();
      }
      assertThat(seen).as("%s", kind).isNotEmpty();
      ReplayPosition behindLast = timeline.position();
      List<ReplayPosition> back = new ArrayList<>();
      timeline.toPosition(there.get(there.size() - 1));
      back.add(timeline.position());
      while (search.backward().isPresent()) {
        back.add(0, timeline.position());
      }
      assertThat(back).containsExactlyElementsOf(there.stream().distinct().toList());
      assertThat(behindLast).isGreaterThanOrEqualTo(there.get(there.size() - 1));
    }
  }

  @Test
  void whoLastWroteThisWord() throws RunDiffersException {
    Setup setup = ShippedSetups.sweep("counter", 7);
    ReplayTimeline timeline = through(setup);
    List<StopHit> hits = new ArrayList<>();
    List<ReplayPosition> positions = new ArrayList<>();
    int sp = 15;
    StopSearch search = new StopSearch(timeline, List.of(new StopCondition.Register(0, sp)));
    timeline.toBeginning();
    for (Optional<StopHit> hit = search.forward(); hit.isPresent() && hits.size() < 30; ) {
      hits.add(hit.get());
      positions.add(timeline.position());
      hit = search.forward();
    }
    assertThat(hits).hasSize(30).allMatch(hit -> hit.was() != hit.is());
    timeline.toPosition(
        new ReplayPosition(timeline.position().timeNs(), timeline.position().ordinal()));
    for (int i = hits.size() - 1; i >= 0; i--) {
      if (timeline.position().compareTo(positions.get(i)) > 0) {
        assertThat(search.backward()).as("hit %s", i).contains(hits.get(i));
        assertThat(timeline.position()).isEqualTo(positions.get(i));
      }
    }
  }

  private static int pc(ReplayTimeline timeline, int host) {
    return Objects.requireNonNull(timeline.world().replica(host)).guest().machine().pc();
  }

  @Test
  void aBreakpointIsMetBeforeItsInstruction() throws RunDiffersException {
    Setup setup = ShippedSetups.sweep("sieve", 7);
    ReplayTimeline timeline = through(setup);
    timeline.toCount(1, 500);
    int pc = pc(timeline, 1);
    timeline.toBeginning();
    StopSearch search = new StopSearch(timeline, List.of(new StopCondition.AtAddress(1, pc)));
    assertThat(search.forward()).isPresent();
    assertThat(pc(timeline, 1)).isEqualTo(pc);
    ReplayPosition first = timeline.position();
    if (search.forward().isPresent()) {
      assertThat(search.backward()).isPresent();
      assertThat(timeline.position()).isEqualTo(first);
    }
    assertThat(search.backward()).isEmpty();
    assertThat(timeline.position()).isEqualTo(ReplayPosition.after(0));
  }

  @Test
  void aSearchThatWasGivenUpIsTakenUpAgain() throws RunDiffersException {
    ReplayTimeline timeline = through(ShippedSetups.sweep("sieve", 7));
    timeline.toCount(0, 3000);
    StopCondition condition = new StopCondition.AtAddress(0, pc(timeline, 0));
    List<Boolean> ways = List.of(true, true, true, false, false);
    assertThat(walk(timeline, ways, condition, 20))
        .isEqualTo(walk(timeline, ways, condition, Integer.MAX_VALUE));
  }

  /** Where the searches end that begin in the middle of the run and are given up once. */
  private static List<ReplayPosition> walk(
      ReplayTimeline timeline, List<Boolean> ways, StopCondition condition, int patience) {
    timeline.toTime(timeline.endNs() / 2);
    List<ReplayPosition> positions = new ArrayList<>();
    int[] asked = {0};
    StopSearch search =
        new StopSearch(timeline, List.of(condition), () -> ++asked[0] == patience, hit -> true);
    for (boolean forward : ways) {
      asked[0] = 0;
      Optional<StopHit> hit = forward ? search.forward() : search.backward();
      if (asked[0] == patience) {
        assertThat(hit).as("given up").isEmpty();
        hit = forward ? search.forward() : search.backward();
      }
      assertThat(hit).isPresent();
      positions.add(timeline.position());
    }
    return positions;
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
    assertThat(ReplayTimeline.through(same, new MemoryPool(), RecordedTrace.of(recording)).events())
        .isNotEmpty();
    Setup other = ShippedSetups.setup("dice", 8);
    assertThatThrownBy(
            () -> ReplayTimeline.through(other, new MemoryPool(), RecordedTrace.of(recording)))
        .isInstanceOf(RunDiffersException.class)
        .hasMessageContaining("host-1 logs another entry ");
  }

  @Test
  void checkpointsLieCloseAndDoNotPileUp() throws RunDiffersException {
    ReplayTimeline timeline = through(ShippedSetups.sweep("sieve", 7));
    Random random = new Random(SEED);
    for (int i = 0; i < 40; i++) {
      timeline.toTime(random.nextLong(timeline.endNs()));
      timeline.stepBack(0);
    }
    assertThat(timeline.checkpoints()).isLessThan(200);
    timeline.toEnd();
    long last = timeline.count(0);
    assertThat(timeline.gapMax(0))
        .as("of %s instructions", last)
        .isLessThanOrEqualTo(ReplayTimeline.APART_INSTRUCTIONS);
  }
}
