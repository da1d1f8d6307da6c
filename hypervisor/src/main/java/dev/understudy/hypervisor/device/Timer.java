package dev.understudy.hypervisor.device;

import dev.understudy.hypervisor.device.Effect.TimerArmed;
import dev.understudy.hypervisor.device.Effect.TimerDisarmed;
import org.jspecify.annotations.Nullable;

/**
 * One timer. It keeps no time: the world says when it is due.
 *
 * <p>For a replica that goes live it estimates its own due time from guest clocks in the log: the
 * first one logged after the arming, plus the interval. That is never earlier than the true due
 * time, because the arming came before that clock.
 */
public final class Timer implements Device {

  static final long LEAST_PERIOD_NS = 1_000;
  static final long GREATEST_INTERVAL_NS = 1L << 53;
  private static final int LINE = 0;
  private static final long UNKNOWN = -1;

  static final DeviceDefinition<Timer> DEFINITION =
      DeviceDefinition.of("timer", 0x30, config -> new Timer())
          .line(LINE)
          .about(
              """
              One timer, either for once or periodic; arming it replaces what it was armed for.
              It fires by the host's time: compare `rdtsc` for what the guest's clock says. After a
              failover it fires no earlier than it was asked to; ticks missed meanwhile are one.
              """)
          .out(
              0,
              "ONCE",
              "Fires once, so many ns from now; 0 is at once, more than 2^53 (or negative) is"
                  + " 2^53.",
              Timer::once)
          .out(
              1,
              "PERIOD",
              "Fires every so many ns, at least 1000, at most 2^53; 0 disarms the timer.",
              Timer::period)
          .in(2, "FIRED", "How often it has fired since boot.", timer -> timer.fired)
          .constant("LEAST_PERIOD", LEAST_PERIOD_NS, "ns, the shortest period")
          .example(
              "Three ticks",
              """
                      .include "devices.inc"
              start:  mov     sp, stack_end
                      mov     r0, tick
                      mov     r1, VECTOR_TIMER
                      st8     [r1], r0
                      mov     r0, 1_000_000
                      out     TIMER_PERIOD, r0
              look:   cli
                      in      r0, TIMER_FIRED
                      jge     r0, 3, enough
                      wfi
                      sti                             ; here `tick` runs
                      jmp     look
              enough: out     POWER_OFF, r0
              tick:   iret
                      .data
              stack:  .space  256
              stack_end:
              """);

  private long arming;
  private boolean armed;
  private long intervalNs;
  private long periodNs;
  private long dueClockNs = UNKNOWN;
  private long fired;

  Timer() {}

  private Timer(Timer from) {
    arming = from.arming;
    armed = from.armed;
    intervalNs = from.intervalNs;
    periodNs = from.periodNs;
    dueClockNs = from.dueClockNs;
    fired = from.fired;
  }

  private void once(Bus bus, long ns) {
    arm(bus, bounded(ns), 0);
  }

  private void period(Bus bus, long ns) {
    if (ns == 0) {
      armed = false;
      bus.emit(new TimerDisarmed());
      return;
    }
    long bounded = Math.max(LEAST_PERIOD_NS, bounded(ns));
    arm(bus, bounded, bounded);
  }

  private static long bounded(long ns) {
    return ns < 0 ? GREATEST_INTERVAL_NS : Math.min(ns, GREATEST_INTERVAL_NS);
  }

  private void arm(Bus bus, long interval, long period) {
    arming++;
    armed = true;
    intervalNs = interval;
    periodNs = period;
    dueClockNs = UNKNOWN;
    bus.emit(new TimerArmed(arming, interval, period, false));
  }

  /** Why the timer can't fire now, or null. */
  public @Nullable String obstacle() {
    return armed ? null : "the timer is not armed";
  }

  /** Whether this is the arming that counts. */
  public boolean awaits(long number) {
    return armed && arming == number;
  }

  public void fire(Bus bus) {
    fired++;
    bus.raise(LINE);
    if (periodNs == 0) {
      armed = false;
      return;
    }
    arming++;
    intervalNs = periodNs;
    if (dueClockNs != UNKNOWN) {
      dueClockNs += periodNs;
    }
    bus.emit(new TimerArmed(arming, periodNs, periodNs, true));
  }

  /** A guest clock was logged. */
  public void clockLogged(long clockNs) {
    if (armed && dueClockNs == UNKNOWN) {
      dueClockNs = clockNs + intervalNs;
    }
  }

  /**
   * Arms the timer anew on a host that has no timer for it. An overdue timer is due at once, and
   * once only.
   */
  public void rearm(Bus bus, long clockNs) {
    clockLogged(clockNs);
    if (armed) {
      arming++;
      dueClockNs = Math.max(dueClockNs, clockNs);
      bus.emit(new TimerArmed(arming, dueClockNs - clockNs, periodNs, false));
    }
  }

  @Override
  public void visit(StateVisitor visitor) {
    visitor.number("arming", arming);
    visitor.number("armed", armed ? 1 : 0);
    visitor.number("intervalNs", intervalNs);
    visitor.number("periodNs", periodNs);
    visitor.number("dueClockNs", dueClockNs);
    visitor.number("fired", fired);
  }

  @Override
  public void restore(StateSource source) {
    arming = source.number("arming");
    armed = source.number("armed") != 0;
    intervalNs = source.number("intervalNs");
    periodNs = source.number("periodNs");
    dueClockNs = source.number("dueClockNs");
    fired = source.number("fired");
  }

  @Override
  public Timer fork() {
    return new Timer(this);
  }
}
