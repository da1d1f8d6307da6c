package dev.understudy.inspect.timeline;

import static org.assertj.core.api.Assertions.assertThat;

import dev.understudy.experiment.run.Run;
import dev.understudy.inspect.ShippedSetups;
import dev.understudy.inspect.timeline.ShivizLog.Event;
import dev.understudy.inspect.timeline.TraceEvent.Phase;
import dev.understudy.sim.world.HostProfile;
import dev.understudy.sim.world.Setup;
import dev.understudy.vm.machine.MemoryPool;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.List;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What other tools draw of a run is well formed, and true. */
class TimelineTest {

  /** A run that is over, and what was taken down of it. */
  private record Played(Run run, TimelineRecorder recorder) {
    static Played of(Setup setup) {
      TimelineRecorder recorder =
          new TimelineRecorder(setup.hosts().stream().map(HostProfile::name).toList());
      Run run = Run.of(setup, new MemoryPool(), List.of(recorder));
      run.world().run();
      return new Played(run, recorder);
    }

    List<TraceEvent> trace() {
      return ChromeTrace.of(run, recorder);
    }
  }

  private static Played crashed(String program) {
    return Played.of(ShippedSetups.sweep(program, 7, "crash primary@5ms"));
  }

  private static List<TraceEvent> of(List<TraceEvent> all, Phase phase) {
    return all.stream().filter(event -> event.phase() == phase).toList();
  }

  // ---- Chrome's trace-event format

  @ParameterizedTest
  @ValueSource(strings = {"bank", "counter", "kv", "disklog"})
  void everySpanIsClosed(String program) {
    List<TraceEvent> trace = crashed(program).trace();
    TreeMap<Long, TraceEvent> open = new TreeMap<>();
    for (TraceEvent event : trace) {
      if (event.phase() == Phase.SPAN_BEGINS) {
        assertThat(open.put(event.id(), event)).isNull();
      } else if (event.phase() == Phase.SPAN_ENDS) {
        TraceEvent begin = open.remove(event.id());
        assertThat(begin).as("the beginning of %s", event).isNotNull();
        assertThat(event.atNs()).isGreaterThanOrEqualTo(begin.atNs());
        assertThat(event.name()).isEqualTo(begin.name());
      }
    }
    assertThat(open).isEmpty();
    assertThat(of(trace, Phase.SPAN_BEGINS)).isNotEmpty();
  }

  @ParameterizedTest
  @ValueSource(strings = {"bank", "threads"})
  void slicesOfATrackNestOrFollowEachOther(String program) {
    TreeMap<Integer, List<TraceEvent>> tracks = new TreeMap<>();
    for (TraceEvent slice : of(crashed(program).trace(), Phase.SLICE)) {
      tracks.computeIfAbsent(slice.track(), unused -> new ArrayList<>()).add(slice);
    }
    assertThat(tracks.size()).isGreaterThan(2);
    tracks.values().forEach(TimelineTest::assertNesting);
  }

  private static void assertNesting(List<TraceEvent> track) {
    List<TraceEvent> open = new ArrayList<>();
    long atNs = 0;
    for (TraceEvent slice : track) {
      assertThat(slice.atNs()).as("slices in order of time").isGreaterThanOrEqualTo(atNs);
      atNs = slice.atNs();
      open.removeIf(outer -> outer.endNs() <= slice.atNs());
      assertThat(open).allMatch(outer -> slice.endNs() <= outer.endNs());
      open.add(slice);
    }
  }

  @Test
  void arrowsLeadFromEntryOverAckToRelease() {
    List<TraceEvent> trace = crashed("bank").trace();
    TreeMap<Long, List<TraceEvent>> arrows = new TreeMap<>();
    for (TraceEvent event : trace) {
      switch (event.phase()) {
        case ARROW_BEGINS, ARROW_PASSES, ARROW_ENDS ->
            arrows.computeIfAbsent(event.id(), unused -> new ArrayList<>()).add(event);
        default -> {}
      }
    }
    assertThat(arrows).isNotEmpty();
    List<TraceEvent> slices = of(trace, Phase.SLICE);
    for (List<TraceEvent> arrow : arrows.values()) {
      assertThat(arrow)
          .extracting(TraceEvent::phase)
          .containsExactly(
              Phase.ARROW_BEGINS, Phase.ARROW_PASSES, Phase.ARROW_PASSES, Phase.ARROW_ENDS);
      assertThat(arrow).extracting(TraceEvent::track).containsExactly(1, 2, 1, 1);
      assertThat(arrow).extracting(TraceEvent::atNs).isSorted();
      String entry = arrow.get(0).name();
      assertThat(slicesAt(slices, arrow.get(0))).anyMatch(text -> text.contains(entry + ":"));
      assertThat(slicesAt(slices, arrow.get(1))).anyMatch(text -> text.startsWith("gets entr"));
      assertThat(slicesAt(slices, arrow.get(2))).anyMatch(text -> text.startsWith("gets "));
      assertThat(slicesAt(slices, arrow.get(3))).anyMatch(text -> text.startsWith("lets output"));
    }
  }

  private static List<String> slicesAt(List<TraceEvent> slices, TraceEvent step) {
    return slices.stream()
        .filter(slice -> slice.track() == step.track())
        .filter(slice -> slice.atNs() <= step.atNs() && step.atNs() <= slice.endNs())
        .map(TraceEvent::name)
        .toList();
  }

  @Test
  void anOutputThatDiedWithItsHostIsASpanThatEndsThere() {
    long held = 0;
    for (int entry = 160; entry < 166; entry++) {
      Played played = Played.of(ShippedSetups.setup("counter", 7, "crash primary@entry:" + entry));
      long atNs = played.run().world().faultInjector().struck().get(0).atNs();
      List<TraceEvent> trace = played.trace();
      for (TraceEvent span : of(trace, Phase.SPAN_BEGINS)) {
        if ("never left this host".equals(span.args().get("fate"))) {
          assertThat(of(trace, Phase.SPAN_ENDS))
              .anyMatch(end -> end.id() == span.id() && end.atNs() == atNs);
          held++;
        }
      }
    }
    assertThat(held).isPositive();
  }

  @Test
  void lagGrowsAndComesBackToNothing() {
    List<Long> lag =
        of(crashed("bank").trace(), Phase.COUNTER).stream()
            .filter(event -> event.name().equals("lag in entries"))
            .map(event -> (Long) event.args().get("value"))
            .toList();
    assertThat(lag).contains(0L).anyMatch(value -> value > 0).allMatch(value -> value >= 0);
    assertThat(lag.get(lag.size() - 1)).as("nobody is behind the survivor").isZero();
  }

  // ---- space and time

  @ParameterizedTest
  @ValueSource(strings = {"counter", "kv"})
  void vectorClocksAreTheOrderOfMessages(String program) {
    List<Event> events = ShivizLog.of(crashed(program).recorder()).events();
    events = events.subList(0, Math.min(events.size(), 1500));
    List<BitSet> before = new ArrayList<>();
    TreeMap<String, Integer> last = new TreeMap<>();
    long pairs = 0;
    for (int i = 0; i < events.size(); i++) {
      TimelineEvent what = events.get(i).what();
      BitSet past = new BitSet();
      Integer own = last.put(what.actor(), i);
      addPast(past, before, own == null ? TimelineEvent.NONE : own);
      addPast(past, before, what.cause());
      before.add(past);
      for (int j = 0; j < i; j++) {
        assertThat(events.get(j).precedes(events.get(i))).as("%s, %s", j, i).isEqualTo(past.get(j));
        pairs += past.get(j) ? 0 : 1;
      }
    }
    assertThat(pairs).as("pairs of which none is before the other").isPositive();
  }

  private static void addPast(BitSet past, List<BitSet> before, int of) {
    if (of != TimelineEvent.NONE) {
      past.or(before.get(of));
      past.set(of);
    }
  }

  @Test
  void messagesComeFromOthersAndTakeTime() {
    List<TimelineEvent> all = crashed("bank").recorder().all();
    long arrivals = 0;
    for (TimelineEvent what : all) {
      if (what.arrives()) {
        TimelineEvent sending = all.get(what.cause());
        assertThat(sending.actor()).isNotEqualTo(what.actor());
        assertThat(sending.atNs()).isLessThanOrEqualTo(what.atNs());
        arrivals++;
      }
    }
    assertThat(arrivals).isPositive();
    assertThat(all.stream().filter(TimelineEvent::arrives).map(TimelineEvent::actor))
        .contains("host-1", "host-2", "disk", "client-1");
    assertThat(all)
        .as("whatever says that something came from elsewhere has a cause")
        .allMatch(what -> what.arrives() || !what.text().matches("(gets|serves|hears).*"));
  }

  @Test
  void takingDownChangesNothing() {
    Setup setup = ShippedSetups.sweep("bank", 7, "crash primary@5ms");
    Run alone = Run.of(setup, new MemoryPool());
    alone.world().run();
    assertThat(Played.of(setup).run().world().traceHash()).isEqualTo(alone.world().traceHash());
  }
}
