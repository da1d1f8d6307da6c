package dev.understudy.inspect.timeline;

import com.google.common.collect.ImmutableList;
import dev.understudy.experiment.run.Run;
import dev.understudy.inspect.timeline.TraceEvent.Phase;
import dev.understudy.sim.client.Exchange;
import dev.understudy.sim.oracle.RunTrace;
import dev.understudy.sim.oracle.RunTrace.Logged;
import dev.understudy.sim.oracle.RunTrace.Released;
import dev.understudy.sim.world.World;
import java.util.ArrayList;
import java.util.List;

/**
 * A run in Chrome's trace-event format, which Perfetto opens: a track an actor, spans for outputs
 * that were held and requests that were waited for, the backup's lag as counters, and an arrow from
 * each output's log entry over its acknowledgement to its release (paper §2.2).
 */
public final class ChromeTrace {
  private static final String HELD = "output held";

  private final World world;
  private final RunTrace trace;
  private final TimelineRecorder recorder;
  private final Tracks tracks;
  private final HostStates states;
  private final long endNs;
  private final List<TraceEvent> events = new ArrayList<>();
  private long ids;

  private ChromeTrace(Run run, TimelineRecorder recorder) {
    this.world = run.world();
    this.trace = run.trace();
    this.recorder = recorder;
    this.tracks = new Tracks(recorder.hosts(), recorder.all());
    this.states = HostStates.of(run, recorder);
    this.endNs = world.nowNs();
  }

  /** The trace of a run that is over, from what was taken down of it. */
  public static ImmutableList<TraceEvent> of(Run run, TimelineRecorder recorder) {
    return new ChromeTrace(run, recorder).events();
  }

  /**
   * What stands in the file: slices are pairs of a beginning and an end.
   *
   * @param title what the whole is called
   */
  public static ImmutableList<TraceEvent> written(
      Run run, TimelineRecorder happenings, String title) {
    return ImmutableList.<TraceEvent>builder()
        .add(TraceEvent.of(Phase.TITLE, 0, "process_name", 0).with("name", title))
        .addAll(SlicePairs.in(of(run, happenings)))
        .build();
  }

  private ImmutableList<TraceEvent> events() {
    events.addAll(tracks.events(states.spans(), recorder.all(), endNs));
    outputs();
    requests();
    counters();
    trace
        .incidents()
        .forEach(
            one ->
                events.add(
                    TraceEvent.of(
                        Phase.INSTANT,
                        tracks.of(TimelineRecorder.FAULTS),
                        one.what(),
                        one.atNs())));
    return ImmutableList.copyOf(events);
  }

  private String name(int host) {
    return recorder.hosts().get(host);
  }

  // ---- outputs

  private void outputs() {
    Acknowledgements acknowledgements = new Acknowledgements(trace, recorder);
    for (OutputHold hold : OutputHold.in(trace, states)) {
      Released release = hold.release();
      if (release == null) {
        neverLeft(hold);
      } else {
        held(hold.entry(), release, acknowledgements);
      }
    }
  }

  private void neverLeft(OutputHold hold) {
    Logged entry = hold.entry();
    span(
        TraceEvent.of(Phase.SPAN_BEGINS, tracks.of(name(entry.host())), HELD, entry.atNs())
            .with("entry", entry.index())
            .with("fate", "never left this host"),
        hold.untilNs());
  }

  /**
   * A span; and an arrow from the entry to the backup that took it, back with the ack, to the
   * release.
   */
  private void held(Logged entry, Released release, Acknowledgements acknowledgements) {
    int here = tracks.of(name(entry.host()));
    span(
        TraceEvent.of(Phase.SPAN_BEGINS, here, HELD, entry.atNs())
            .with("entry", entry.index())
            .with("output", release.outputIndex())
            .with("kind", release.kind().text())
            .with("fate", "left"),
        release.atNs());
    Acknowledgements.AcknowledgementPath way = acknowledgements.of(entry, release);
    if (way == null) {
      return; // Let go for another reason: its host was alone by then.
    }
    long id = ++ids;
    String text = "entry " + entry.index();
    int there = tracks.of(name(way.backup()));
    step(Phase.ARROW_BEGINS, here, text, entry.atNs(), id);
    step(Phase.ARROW_PASSES, there, text, way.receivedNs(), id);
    step(Phase.ARROW_PASSES, here, text, way.acknowledgedNs(), id);
    step(Phase.ARROW_ENDS, here, text, release.atNs(), id);
  }

  private void step(Phase phase, int track, String text, long atNs, long id) {
    events.add(TraceEvent.of(phase, track, text, atNs).numbered(id));
  }

  // ---- requests

  private void requests() {
    for (Exchange exchange : world.clientPool().exchanges()) {
      int track = tracks.of(TimelineRecorder.client(exchange.client()));
      span(
          TraceEvent.of(Phase.SPAN_BEGINS, track, "request", exchange.sentNs())
              .with("what", exchange.request().toString())
              .with("number", exchange.sequence())
              .with("fate", exchange.isAnswered() ? "answered" : "not answered"),
          exchange.isAnswered() ? exchange.answeredNs() : endNs);
    }
  }

  private void span(TraceEvent begin, long untilNs) {
    long id = ++ids;
    events.add(begin.numbered(id));
    events.add(TraceEvent.of(Phase.SPAN_ENDS, begin.track(), begin.name(), untilNs).numbered(id));
  }

  // ---- counters

  private void counters() {
    for (LagCounter.Value lag : LagCounter.in(trace, world.setup().faultTolerant())) {
      counter("lag in entries", lag.atNs(), lag.entries());
      counter("lag in instructions", lag.atNs(), lag.instructions());
      counter("lag in ns", lag.atNs(), lag.ns());
    }
    trace
        .paced()
        .forEach(one -> counter("speed of " + name(one.host()), one.atNs(), one.speedPerMille()));
  }

  private void counter(String name, long atNs, long value) {
    events.add(TraceEvent.of(Phase.COUNTER, 0, name, atNs).with("value", value));
  }
}
