package dev.understudy.sim.oracle;

import dev.understudy.sim.time.Pace;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * When each host last was called on by the world: that is when it decided what it tells of now,
 * even if it was paused before it could tell. It is what a judge goes by in place of what a host
 * says of the time.
 */
final class HostMoments {

  /**
   * A call.
   *
   * @param atNs when
   * @param pace by which the host had executed just then; null if it was called for another reason
   */
  private record Moment(long atNs, @Nullable Pace pace) {}

  private static final Moment BOOT = new Moment(0, null);

  private final List<Moment> moments = new ArrayList<>();

  HostMoments() {}

  HostMoments fork() {
    HostMoments copy = new HostMoments();
    copy.moments.addAll(moments);
    return copy;
  }

  void called(long nowNs, int host, @Nullable Pace pace) {
    while (moments.size() <= host) {
      moments.add(BOOT);
    }
    moments.set(host, new Moment(nowNs, pace));
  }

  /** When this host was last called on, in ns. */
  long atNs(int host) {
    return of(host).atNs;
  }

  /**
   * When this host had retired so many instructions, in ns: that of the call itself if it was not
   * called to execute.
   */
  long timeOf(int host, long count) {
    Moment moment = of(host);
    Pace pace = moment.pace;
    return pace == null || count < pace.anchorCount() ? moment.atNs : pace.timeOf(count);
  }

  private Moment of(int host) {
    return host < moments.size() ? moments.get(host) : BOOT;
  }
}
