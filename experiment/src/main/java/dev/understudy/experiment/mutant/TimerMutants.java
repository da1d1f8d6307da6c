package dev.understudy.experiment.mutant;

import com.google.common.collect.ImmutableList;
import dev.understudy.hypervisor.SeamRules;
import dev.understudy.hypervisor.device.Effect;
import dev.understudy.hypervisor.device.Effect.TimerArmed;
import dev.understudy.sim.world.RuleSet;
import java.util.function.UnaryOperator;

/** Bugs in when a timer interrupt comes. The machines themselves are as they should be. */
final class TimerMutants {
  private static final int MISSED = 3;

  static final ImmutableList<Mutant> ALL =
      ImmutableList.of(
          timer(
              "whole-interval-again",
              "a timer that ran waits for its whole interval again when a backup goes live",
              MutantCampaign.TIMER_CRASH,
              armed -> isAnew(armed) ? after(armed, armed.periodNs()) : armed),
          timer(
              "ticks-made-up-for",
              "the ticks that were missed come one after the other when a backup goes live",
              MutantCampaign.TIMER_CRASH,
              armed -> isAnew(armed) ? after(armed, -MISSED * armed.periodNs()) : armed),
          timer(
              "timer-due-at-go-live",
              "a timer that ran fires at once when a backup goes live, be it due or not",
              MutantCampaign.LONG_TIMER_CRASH,
              armed -> isAnew(armed) ? after(armed, 0) : armed),
          timer(
              "timer-drifts",
              "the period of a timer begins when its last tick came, not when it was due",
              MutantCampaign.LATE_TICKS,
              armed -> isTick(armed) ? anew(armed) : armed),
          timer(
              "period-one-longer",
              "the second tick of a timer and those behind it are a nanosecond late",
              MutantCampaign.THREADS,
              armed -> isTick(armed) ? after(armed, armed.periodNs() + 1) : armed),
          new Mutant(
              "sleeps-twice-as-long",
              "a timer that fires once takes twice the time that was asked for",
              "declared",
              MutantCampaign.TIMED_CLOCK,
              rules(
                  armed -> armed.periodNs() == 0 ? after(armed, 2 * armed.dueAfterNs()) : armed)));

  private TimerMutants() {}

  private static Mutant timer(
      String name, String breaks, MutantCampaign campaign, UnaryOperator<TimerArmed> changed) {
    return new Mutant(name, breaks, "timers", campaign, rules(changed));
  }

  private static RuleSet rules(UnaryOperator<TimerArmed> changed) {
    return RuleSet.STANDARD.with(
        new SeamRules() {
          @Override
          public Effect handedOn(Effect effect) {
            return effect instanceof TimerArmed armed ? changed.apply(armed) : effect;
          }
        });
  }

  /** Whether a periodic timer is armed for a tick behind another. */
  private static boolean isTick(TimerArmed armed) {
    return armed.periodNs() > 0 && armed.fromLastDue();
  }

  /** Whether a periodic timer is armed anew by a host that goes live. */
  private static boolean isAnew(TimerArmed armed) {
    return armed.periodNs() > 0 && !armed.fromLastDue() && armed.dueAfterNs() != armed.periodNs();
  }

  private static TimerArmed after(TimerArmed armed, long dueAfterNs) {
    return new TimerArmed(armed.arming(), dueAfterNs, armed.periodNs(), armed.fromLastDue());
  }

  private static TimerArmed anew(TimerArmed armed) {
    return new TimerArmed(armed.arming(), armed.dueAfterNs(), armed.periodNs(), false);
  }
}
