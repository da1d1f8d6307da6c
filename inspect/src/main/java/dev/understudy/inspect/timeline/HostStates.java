package dev.understudy.inspect.timeline;

import com.google.common.collect.ImmutableList;
import dev.understudy.experiment.run.Run;
import dev.understudy.ft.protocol.State;
import dev.understudy.sim.oracle.RunTrace;
import dev.understudy.sim.oracle.RunTrace.Moved;
import dev.understudy.sim.world.FaultLoss;
import dev.understudy.sim.world.World;

/** In which state of the protocol each host was when, in a run that is over. */
public final class HostStates {
  private final World world;
  private final RunTrace trace;
  private final TimelineRecorder recorder;

  /**
   * A stretch of time in which a host did not change its state.
   *
   * @param host its name
   */
  public record Span(String host, State state, long fromNs, long untilNs) {}

  private HostStates(Run run, TimelineRecorder recorder) {
    this.world = run.world();
    this.trace = run.trace();
    this.recorder = recorder;
  }

  /** Those of a run, of which a recorder took down who started when. */
  public static HostStates of(Run run, TimelineRecorder recorder) {
    return new HostStates(run, recorder);
  }

  /** Host by host, in order of time; a host that is gone is in no state. */
  public ImmutableList<Span> spans() {
    ImmutableList.Builder<Span> spans = ImmutableList.builder();
    for (int host = 0; host < world.hostCount(); host++) {
      long sinceNs = recorder.startNs(host);
      State state = firstState(host);
      for (Moved moved : trace.moved()) {
        if (moved.host() == host) {
          add(spans, host, state, sinceNs, moved.atNs());
          state = moved.to();
          sinceNs = moved.atNs();
        }
      }
      add(spans, host, state, sinceNs, lastNs(host) + Tracks.INSTANT_NS);
    }
    return spans.build();
  }

  private void add(
      ImmutableList.Builder<Span> spans, int host, State state, long fromNs, long untilNs) {
    if (untilNs > fromNs) {
      spans.add(new Span(recorder.hosts().get(host), state, fromNs, untilNs));
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
  long lastNs(int host) {
    String name = recorder.hosts().get(host);
    return world.faultInjector().struck().stream()
        .filter(one -> one.fault().effect().loss() == FaultLoss.HOST && one.whom().equals(name))
        .mapToLong(one -> one.atNs())
        .min()
        .orElse(world.nowNs());
  }
}
