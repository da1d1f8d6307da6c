package dev.understudy.inspect.timeline;

import com.google.common.collect.ImmutableList;
import dev.understudy.experiment.run.Run;
import dev.understudy.ft.protocol.State;
import dev.understudy.inspect.timeline.TraceEvent.Phase;
import dev.understudy.inspect.timeline.Tracks.Span;
import dev.understudy.sim.client.Exchange;
import dev.understudy.sim.oracle.RunTrace;
import dev.understudy.sim.oracle.RunTrace.Logged;
import dev.understudy.sim.oracle.RunTrace.Moved;
import dev.understudy.sim.oracle.RunTrace.Released;
import dev.understudy.sim.world.FaultLoss;
import dev.understudy.sim.world.World;
import java.util.ArrayList;
import java.util.List;
import java.util.TreeMap;

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
  private final long endNs;
  private final List<TraceEvent> events = new ArrayList<>();
  private long ids;

  /** An entry of the log of one host. */
  private record Entry(int host, long index) implements Comparable<Entry> {
    @Override
    public int compareTo(Entry other) {
      int byHost = Integer.compare(host, other.host);
      return byHost != 0 ? byHost : Long.compare(index, other.index);
    }
  }

  private ChromeTrace(Run run, TimelineRecorder recorder) {
    this.world = run.world();
    this.trace = run.trace();
    this.recorder = recorder;
    this.tracks = new Tracks(recorder.hosts(), recorder.all());
    this.endNs = world.nowNs();
  }

  /** The trace of a run that is over, from what was taken down of it. */
  public static ImmutableList<TraceEvent> of(Run run, TimelineRecorder recorder) {
    return new ChromeTrace(run, recorder).events();
  }

  private ImmutableList<TraceEvent> events() {
    events.addAll(tracks.events(stretches(), recorder.all(), endNs));
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

  // ---- the states of hosts

  private List<Span> stretches() {
    List<Span> stretches = new ArrayList<>();
    for (int host = 0; host < world.hostCount(); host++) {
      long sinceNs = recorder.startNs(host);
      State state = firstState(host);
      for (Moved moved : trace.moved()) {
        if (moved.host() == host) {
          stretch(stretches, host, state, sinceNs, moved.atNs());
          state = moved.to();
          sinceNs = moved.atNs();
        }
      }
      stretch(stretches, host, state, sinceNs, lastNs(host) + Tracks.INSTANT_NS);
    }
    return stretches;
  }

  private void stretch(List<Span> stretches, int host, State state, long fromNs, long untilNs) {
    if (untilNs > fromNs) {
      stretches.add(new Span(name(host), state.meaning(), fromNs, untilNs));
    }
  }

  private State firstState(int host) {
    for (Moved moved : trace.moved()) {
      if (moved.host() == host) {
        return moved.from();
      }
    }
    if (host > 0) {
      return State.REPLAYING;
    }
    return world.setup().faultTolerant() ? State.LIVE : State.ALONE;
  }

  /** The end of the run, or of the host. */
  private long lastNs(int host) {
    return world.faultInjector().struck().stream()
        .filter(
            one -> one.fault().effect().loss() == FaultLoss.HOST && one.whom().equals(name(host)))
        .mapToLong(one -> one.atNs())
        .min()
        .orElse(endNs);
  }

  // ---- outputs

  private void outputs() {
    Acknowledgements acknowledgements = new Acknowledgements(trace, recorder);
    TreeMap<Entry, Released> released = new TreeMap<>();
    trace.released().forEach(one -> released.put(new Entry(one.host(), one.entryIndex()), one));
    for (Logged entry : trace.logged()) {
      if (entry.output() != null) {
        Released release = released.get(new Entry(entry.host(), entry.index()));
        if (release == null) {
          neverLeft(entry);
        } else if (release.heldNs() > 0) {
          held(entry, release, acknowledgements);
        }
      }
    }
  }

  private void neverLeft(Logged entry) {
    long untilNs = Math.max(entry.atNs(), lastNs(entry.host()));
    span(
        TraceEvent.of(Phase.SPAN_BEGINS, tracks.of(name(entry.host())), HELD, entry.atNs())
            .with("entry", entry.index())
            .with("fate", "never left this host"),
        untilNs);
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
