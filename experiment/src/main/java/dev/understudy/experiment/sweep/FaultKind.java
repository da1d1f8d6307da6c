package dev.understudy.experiment.sweep;

import com.google.common.collect.ImmutableList;
import dev.understudy.sim.world.Fault;
import dev.understudy.sim.world.Fault.Blow;
import dev.understudy.sim.world.Fault.Target;
import dev.understudy.sim.world.Wires.Net;

/** What a sweep lets go wrong at each instant. Each is within what is promised. */
public enum FaultKind {
  CRASH_PRIMARY("crash-primary", "the primary stops for good") {
    @Override
    ImmutableList<Blow> blows(Timing timing) {
      return ImmutableList.of(new Blow.Crash(new Target.Primary(), Fault.FOR_EVER));
    }
  },
  CRASH_BACKUP("crash-backup", "the backup stops for good") {
    @Override
    ImmutableList<Blow> blows(Timing timing) {
      return ImmutableList.of(new Blow.Crash(new Target.Backup(), Fault.FOR_EVER));
    }
  },
  CUT_CHANNEL("cut-channel", "the logging channel delivers nothing any more, either way") {
    @Override
    ImmutableList<Blow> blows(Timing timing) {
      Target all = new Target.Everybody();
      return ImmutableList.of(new Blow.Cut(Net.CHANNEL, all, all, Fault.FOR_EVER));
    }
  },
  PAUSE_PRIMARY("pause-primary", "the primary stands still until its backup is live, and goes on") {
    @Override
    ImmutableList<Blow> blows(Timing timing) {
      return ImmutableList.of(new Blow.Pause(new Target.Primary(), timing.pauseNs()));
    }
  },
  DISK_OUTAGE("disk-outage", "the disk answers nobody for a while") {
    @Override
    ImmutableList<Blow> blows(Timing timing) {
      return ImmutableList.of(new Blow.DiskOutage(timing.outageNs()));
    }
  },
  LOST_REPLY("lost-reply", "the primary stops, and the test-and-set's first answers get lost") {
    @Override
    ImmutableList<Blow> blows(Timing timing) {
      return ImmutableList.of(
          new Blow.Crash(new Target.Primary(), Fault.FOR_EVER),
          new Blow.Cut(Net.STORAGE, new Target.Disk(), new Target.Backup(), timing.lostReplyNs()));
    }
  };

  private final String word;
  private final String meaning;

  FaultKind(String word, String meaning) {
    this.word = word;
    this.meaning = meaning;
  }

  /** As on the command line. */
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
  abstract ImmutableList<Blow> blows(Timing timing);
}
