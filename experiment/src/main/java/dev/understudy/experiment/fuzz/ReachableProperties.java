package dev.understudy.experiment.fuzz;

import com.google.common.collect.ImmutableSet;
import dev.understudy.experiment.run.Outcome;
import dev.understudy.experiment.scenario.Scenario;
import dev.understudy.hypervisor.device.DiskKind;
import dev.understudy.hypervisor.log.Entry;
import dev.understudy.sim.oracle.RunTrace;
import dev.understudy.sim.world.SometimesProperty;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;

/**
 * What a guest's devices and clients make possible, so that a campaign must see it.
 *
 * @param often what a hundred runs must have shown
 * @param rarely what takes several things at once, and more runs
 */
public record ReachableProperties(
    ImmutableSet<SometimesProperty> often, ImmutableSet<SometimesProperty> rarely) {

  /** So many runs must have shown everything that can happen often. */
  public static final int RUNS_ENOUGH = 100;

  /** So many runs must have shown everything that can happen. */
  public static final int RUNS_ENOUGH_FOR_ALL = 500;

  /** With fewer outputs than this a crash rarely meets one on its way. */
  private static final int OUTPUTS_MANY = 20;

  /** A guest that is over sooner, in detection times, rarely lives to see a clone of it. */
  private static final int DETECTIONS_MANY = 3;

  private static final Set<SometimesProperty> ABOUT_CLONES =
      EnumSet.of(
          SometimesProperty.CLONED,
          SometimesProperty.CLONE_INTERRUPTED,
          SometimesProperty.ROUGH_CLONE,
          SometimesProperty.SLOW_JOINER,
          SometimesProperty.MOVED);

  private static final Set<SometimesProperty> RARE =
      EnumSet.of(
          SometimesProperty.CLONE_INTERRUPTED,
          SometimesProperty.MOVED,
          SometimesProperty.BACKUP_BEHIND,
          SometimesProperty.INPUT_REFUSED);

  /** In worlds with one fault, and what else {@link ScenarioDraw} draws. */
  static ReachableProperties inCampaign(Outcome undisturbed) {
    Set<SometimesProperty> all = possible(undisturbed);
    EnumSet<SometimesProperty> rarely = EnumSet.copyOf(RARE);
    rarely.retainAll(all);
    all.removeAll(rarely);
    return new ReachableProperties(ImmutableSet.copyOf(all), ImmutableSet.copyOf(rarely));
  }

  /** In soaks, whose networks lose nothing unless the scenario's do, on hosts of like speed. */
  static ReachableProperties inSoak(Outcome undisturbed) {
    Set<SometimesProperty> all = possible(undisturbed);
    all.add(SometimesProperty.CLONED);
    all.add(SometimesProperty.CLONE_INTERRUPTED);
    all.removeAll(
        List.of(
            SometimesProperty.FRAME_LOST,
            SometimesProperty.FRAME_DUPLICATED,
            SometimesProperty.FRAME_OVERTAKEN,
            SometimesProperty.ROUGH_CLONE,
            SometimesProperty.BACKUP_BEHIND,
            SometimesProperty.INPUT_REFUSED,
            SometimesProperty.OPERATED_IN_FAULT,
            SometimesProperty.MOVED));
    return new ReachableProperties(ImmutableSet.copyOf(all), ImmutableSet.of());
  }

  private static Set<SometimesProperty> possible(Outcome undisturbed) {
    Scenario scenario = undisturbed.experiment().scenario();
    RunTrace trace = undisturbed.trace();
    FaultFreeRun run = FaultFreeRun.of(undisturbed);
    EnumSet<SometimesProperty> all = EnumSet.allOf(SometimesProperty.class);
    if (trace.issued().isEmpty() || scenario.disk().kind() == DiskKind.OWN) {
      all.remove(SometimesProperty.IO_REISSUED);
    }
    if (trace.logged().stream().noneMatch(one -> one.entry().type() == Entry.Type.TIMER_FIRED)) {
      all.remove(SometimesProperty.TIMER_OVERDUE);
    }
    if (scenario.clients().isEmpty()) {
      all.remove(SometimesProperty.RETRIED);
    }
    if (trace.offered().stream().allMatch(one -> one.taken())) {
      all.remove(SometimesProperty.INPUT_REFUSED);
    }
    long detectionNs = scenario.protocol().config().detectionTimeoutNs();
    if (run.lengthNs() < 2 * detectionNs) {
      // It is over before a peer can be missed.
      all.remove(SometimesProperty.ALONE);
    }
    if (run.lengthNs() < DETECTIONS_MANY * detectionNs || !scenario.canClone()) {
      all.removeAll(ABOUT_CLONES);
    }
    if (!run.isBusy(scenario.hosts().get(0))) {
      all.remove(SometimesProperty.BACKUP_BEHIND);
    }
    if (trace.emitted().stream().filter(one -> !one.kind().isLast()).count() < OUTPUTS_MANY) {
      all.removeAll(List.of(SometimesProperty.OUTPUT_REPEATED, SometimesProperty.OUTPUT_LOST));
    }
    return all;
  }

  /** Everything that a campaign of so many runs must have shown. */
  ImmutableSet<SometimesProperty> after(int runs) {
    ImmutableSet.Builder<SometimesProperty> all = ImmutableSet.builder();
    if (runs >= RUNS_ENOUGH) {
      all.addAll(often);
    }
    if (runs >= RUNS_ENOUGH_FOR_ALL) {
      all.addAll(rarely);
    }
    return all.build();
  }
}
