package dev.understudy.experiment.scenario;

import com.google.common.collect.ImmutableList;
import dev.understudy.sim.random.Chance;
import dev.understudy.sim.world.Fault;
import dev.understudy.sim.world.FaultEffect;
import dev.understudy.sim.world.FaultTarget;
import dev.understudy.sim.world.FaultTrigger;
import dev.understudy.sim.world.NetworkName;
import java.util.Optional;

/**
 * Something goes wrong again and again, one thing at a time, and heals each time: crashes, pauses,
 * cuts and disk outages as the seed has it.
 *
 * @param everyNs from one to the next, give or take an eighth; {@link #NEVER}: nothing goes wrong
 * @param fromNs the first
 * @param untilNs none later
 * @param healsWithinNs each is over within that time, and takes at least a quarter of it
 */
public record RecurringFaults(long everyNs, long fromNs, long untilNs, long healsWithinNs) {
  public static final long NEVER = Long.MAX_VALUE;

  /** Nothing. */
  public static final RecurringFaults NONE =
      new RecurringFaults(NEVER, 300_000_000L, 60_000_000_000L, 150_000_000L);

  /** The time from one fault to the next is at least this many eighths of {@link #everyNs}. */
  private static final int EIGHTHS_LEAST = 6;

  /**
   * These faults as often as they can be, but at most every {@code everyNs}, with so much time from
   * the beginning of one to that of the next.
   */
  public RecurringFaults apart(long leastNs) {
    long slowerNs = Math.max(everyNs, 8 * leastNs / EIGHTHS_LEAST + 8);
    return new RecurringFaults(slowerNs, fromNs, untilNs, healsWithinNs);
  }

  /** What goes wrong under this seed. */
  ImmutableList<Fault> faults(long seed) {
    return faults(Chance.seeded(seed).named("chaos"));
  }

  /** What goes wrong as this draws it, in order of time. */
  public ImmutableList<Fault> faults(Chance all) {
    ImmutableList.Builder<Fault> faults = ImmutableList.builder();
    for (int i = 0; everyNs != NEVER && fromNs + i * everyNs < untilNs; i++) {
      Chance at = all.numbered(i);
      long timeNs = fromNs + i * everyNs + at.between(0, -everyNs / 8, everyNs / 8);
      long forNs = at.between(1, healsWithinNs / 4, healsWithinNs);
      faults.add(FaultText.fault(effect(at, forNs), new FaultTrigger.AtTime(Math.max(0, timeNs))));
    }
    return faults.build();
  }

  private static FaultEffect effect(Chance at, long forNs) {
    FaultTarget target = at.below(2, 4) == 0 ? new FaultTarget.Backup() : new FaultTarget.Primary();
    return switch ((int) at.below(3, 10)) {
      case 0, 1, 2, 3 -> new FaultEffect.Crash(target, forNs);
      case 4, 5, 6 -> new FaultEffect.Pause(target, forNs);
      case 7, 8 -> cut(at, target, forNs);
      default -> new FaultEffect.DiskOutage(forNs);
    };
  }

  private static FaultEffect cut(Chance at, FaultTarget target, long forNs) {
    NetworkName net = NetworkName.values()[(int) at.below(4, NetworkName.values().length)];
    FaultTarget everybody = new FaultTarget.Everybody();
    return at.below(5, 2) == 0
        ? new FaultEffect.Cut(net, target, everybody, forNs)
        : new FaultEffect.Cut(net, everybody, target, forNs);
  }

  static Section<RecurringFaults> section() {
    Section<RecurringFaults> section =
        new Section<>(
            "Something goes wrong again and again, one thing at a time: crashes, pauses, cuts and"
                + " disk outages of the primary or the backup, drawn by the seed. Each heals before"
                + " the next. docs/use/FUZZING.md.");
    Key<Optional<Long>> every =
        section.key(
            "every",
            ValueTypes.duration(1_000_000, ScenarioSchema.TIME_MAX).orAbsent(),
            Optional.empty(),
            recurringFaults -> Optional.of(recurringFaults.everyNs).filter(ns -> ns != NEVER),
            "From one to the next, give or take an eighth; without it, nothing goes wrong.");
    Key<Long> from =
        section.key(
            "from",
            ValueTypes.duration(0, ScenarioSchema.TIME_MAX),
            NONE.fromNs,
            RecurringFaults::fromNs,
            "The first of them.");
    Key<Long> until =
        section.key(
            "until",
            ValueTypes.duration(0, ScenarioSchema.TIME_MAX),
            NONE.untilNs,
            RecurringFaults::untilNs,
            "None is later.");
    Key<Long> heals =
        section.key(
            "heals-within",
            ValueTypes.duration(4, ScenarioSchema.TIME_MAX),
            NONE.healsWithinNs,
            RecurringFaults::healsWithinNs,
            "How long each takes at most, and four times as long as the shortest.");
    return section.becomes(
        values ->
            new RecurringFaults(
                values.get(every).orElse(NEVER),
                values.get(from),
                values.get(until),
                values.get(heals)));
  }
}
