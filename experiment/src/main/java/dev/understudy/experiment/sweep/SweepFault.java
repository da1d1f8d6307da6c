package dev.understudy.experiment.sweep;

import com.google.common.collect.ImmutableList;
import dev.understudy.sim.world.Fault;
import dev.understudy.sim.world.FaultEffect;
import dev.understudy.sim.world.FaultTarget;
import dev.understudy.sim.world.NetworkName;

/** What a sweep lets go wrong at each instant. Each is within what is promised. */
public enum SweepFault {
  CRASH_PRIMARY("crash-primary", "the primary stops for good") {
    @Override
    ImmutableList<FaultEffect> effects(SweepTiming timing) {
      return ImmutableList.of(new FaultEffect.Crash(new FaultTarget.Primary(), Fault.FOR_EVER));
    }
  },
  CRASH_BACKUP("crash-backup", "the backup stops for good") {
    @Override
    ImmutableList<FaultEffect> effects(SweepTiming timing) {
      return ImmutableList.of(new FaultEffect.Crash(new FaultTarget.Backup(), Fault.FOR_EVER));
    }
  },
  CUT_CHANNEL("cut-channel", "the logging channel delivers nothing any more, either way") {
    @Override
    ImmutableList<FaultEffect> effects(SweepTiming timing) {
      FaultTarget all = new FaultTarget.Everybody();
      return ImmutableList.of(new FaultEffect.Cut(NetworkName.CHANNEL, all, all, Fault.FOR_EVER));
    }
  },
  PAUSE_PRIMARY("pause-primary", "the primary stands still until its backup is live, and goes on") {
    @Override
    ImmutableList<FaultEffect> effects(SweepTiming timing) {
      return ImmutableList.of(new FaultEffect.Pause(new FaultTarget.Primary(), timing.pauseNs()));
    }
  },
  DISK_OUTAGE("disk-outage", "the disk answers nobody for a while") {
    @Override
    ImmutableList<FaultEffect> effects(SweepTiming timing) {
      return ImmutableList.of(new FaultEffect.DiskOutage(timing.outageNs()));
    }
  },
  LOST_REPLY("lost-reply", "the primary stops, and the test-and-set's first answers get lost") {
    @Override
    ImmutableList<FaultEffect> effects(SweepTiming timing) {
      return ImmutableList.of(
          new FaultEffect.Crash(new FaultTarget.Primary(), Fault.FOR_EVER),
          new FaultEffect.Cut(
              NetworkName.STORAGE,
              new FaultTarget.Disk(),
              new FaultTarget.Backup(),
              timing.lostReplyNs()));
    }
  };

  private final String word;
  private final String meaning;

  SweepFault(String word, String meaning) {
    this.word = word;
    this.meaning = meaning;
  }

  /** The fault as the command line writes it. */
  public String word() {
    return word;
  }

  public String meaning() {
    return meaning;
  }

  /**
   * Whether both hosts go on under it: then another fault may strike within what is promised.
   * Beyond, the guest may be lost, and safety alone is judged.
   */
  boolean leavesAPair() {
    return this == DISK_OUTAGE;
  }

  /** What strikes, in this order, all at one instant. */
  abstract ImmutableList<FaultEffect> effects(SweepTiming timing);
}
