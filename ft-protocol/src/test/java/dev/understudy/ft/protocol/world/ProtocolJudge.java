package dev.understudy.ft.protocol.world;

import dev.understudy.ft.protocol.ChannelFrame;
import dev.understudy.ft.protocol.ChannelFrame.Ack;
import dev.understudy.ft.protocol.ChannelFrame.Header;
import dev.understudy.ft.protocol.ChannelFrame.Heartbeat;
import dev.understudy.ft.protocol.ChannelFrame.Log;
import dev.understudy.ft.protocol.Command;
import dev.understudy.ft.protocol.Gate;
import dev.understudy.ft.protocol.HaltReason;
import dev.understudy.ft.protocol.LogEntry;
import dev.understudy.ft.protocol.State;
import dev.understudy.ft.protocol.world.FaultSchedule.Fault;
import java.util.ArrayList;
import java.util.List;
import java.util.TreeMap;
import java.util.function.Supplier;

/**
 * Judges a run from outside, by what arrives at hosts, what leaves them, and the disk's register.
 * It believes no host's own claims; it looks at their final states only to demand that one is live.
 */
final class ProtocolJudge {
  private static final long MS = FaultSchedule.MS;
  private static final long DETECTION_NS = TinyWorld.CONFIG.detectionTimeoutNs();

  /** What was seen of one host. */
  private static final class Seen {
    /** The entries that arrived without a gap, from entry 1. */
    final List<LogEntry> received = new ArrayList<>();

    final TreeMap<Long, LogEntry> arrived = new TreeMap<>();
    final List<Long> appendedAtNs = new ArrayList<>();
    long highestSequence;
    long lastFreshNs;
    long acknowledgedThrough;
    long releasedThrough;
    long askedAtNs = FaultSchedule.NEVER;
    long divergedAtNs = FaultSchedule.NEVER;
    long announcedAtNs;
    long tenure = -1;
    boolean live;
  }

  private final FaultSchedule schedule;
  private final TinyDisk disk;
  private final List<TinyHost> hosts;
  private final Seen[] seen = {new Seen(), new Seen()};
  private long nowNs;

  ProtocolJudge(FaultSchedule schedule, TinyDisk disk, List<TinyHost> hosts) {
    this.schedule = schedule;
    this.disk = disk;
    this.hosts = hosts;
  }

  /** Sets the time of all that is reported next. */
  void timeIs(long ns) {
    nowNs = ns;
  }

  private static void demand(boolean kept, ProtocolPromise promise, Supplier<String> what) {
    if (!kept) {
      throw new PromiseBrokenError(promise, what.get());
    }
  }

  private Seen of(TinyHost host) {
    return seen[host.number()];
  }

  private TinyHost peer(TinyHost host) {
    return hosts.get(1 - host.number());
  }

  private boolean owns(TinyHost host) {
    return disk.owner() == host.protocol().identity().self();
  }

  // ------------------------------------------------------------------ what arrives

  private static boolean meant(TinyHost host, Header header) {
    return header.generation() == host.protocol().identity().generation()
        && header.from() == host.protocol().identity().peer()
        && header.to() == host.protocol().identity().self();
  }

  /** Called before the host looks at the frame. */
  void frameHandled(TinyHost host, ChannelFrame frame) {
    Seen at = of(host);
    boolean asked = at.askedAtNs != FaultSchedule.NEVER;
    if (meant(host, frame.header()) && frame instanceof Log log && !asked) {
      for (int i = 0; i < log.entries().size(); i++) {
        if (log.firstIndex() + i > at.received.size()) {
          at.arrived.put(log.firstIndex() + i, log.entries().get(i));
        }
      }
      while (at.arrived.containsKey(at.received.size() + 1L)) {
        at.received.add(at.arrived.remove(at.received.size() + 1L));
      }
    }
  }

  /** Called after the host has looked at the frame: only then does the frame count as heard. */
  void frameWasHandled(TinyHost host, ChannelFrame frame) {
    Seen at = of(host);
    if (meant(host, frame.header()) && frame.header().sequence() > at.highestSequence) {
      at.highestSequence = frame.header().sequence();
      at.lastFreshNs = nowNs;
    }
  }

  // ------------------------------------------------------------------ what leaves

  void appended(TinyHost host) {
    Seen by = of(host);
    while (by.appendedAtNs.size() < host.log().size()) {
      by.appendedAtNs.add(nowNs);
    }
  }

  void sends(TinyHost host, ChannelFrame frame) {
    Seen by = of(host);
    demand(
        by.askedAtNs == FaultSchedule.NEVER,
        ProtocolPromise.SILENCE_WHILE_ARBITRATING,
        () -> "host " + host.number() + " sends a " + frame.kind() + " after it asked the disk");
    long claimed = -1;
    if (frame instanceof Ack ack) {
      claimed = ack.receivedThrough();
    } else if (frame instanceof Heartbeat heartbeat && host.number() == 1) {
      claimed = heartbeat.highestIndex();
    }
    if (claimed >= 0) {
      acknowledges(host, claimed);
    }
  }

  private void acknowledges(TinyHost host, long through) {
    Seen by = of(host);
    by.acknowledgedThrough = Math.max(by.acknowledgedThrough, through);
    demand(
        through <= by.received.size(),
        ProtocolPromise.ACKNOWLEDGED_IS_RECEIVED,
        () ->
            "host "
                + host.number()
                + " acknowledges entry "
                + through
                + ", received are "
                + by.received.size());
    demand(
        by.divergedAtNs == FaultSchedule.NEVER,
        ProtocolPromise.A_DIVERGED_BACKUP_IS_SILENT,
        () -> "host " + host.number() + " acknowledges entry " + through + " after it diverged");
  }

  void releases(TinyHost host, long through) {
    Seen by = of(host);
    Seen other = of(peer(host));
    demand(
        owns(host) || other.received.size() >= through,
        ProtocolPromise.OUTPUT_RULE,
        () ->
            "entry "
                + through
                + " is released by host "
                + host.number()
                + "; its peer received "
                + other.received.size()
                + ", the disk's owner is "
                + disk.owner());
    demand(
        owns(host) || nowNs - by.lastFreshNs < DETECTION_NS,
        ProtocolPromise.DETECTION_FIRST,
        () ->
            "host "
                + host.number()
                + " releases entry "
                + through
                + "; it heard its peer "
                + (nowNs - by.lastFreshNs)
                + " ns ago");
    for (long index = by.releasedThrough + 1; index <= through; index++) {
      leaves(host, (int) index);
    }
    by.releasedThrough = Math.max(by.releasedThrough, through);
  }

  private void leaves(TinyHost host, int index) {
    LogEntry entry = host.log().get(index - 1);
    if (!owns(host)) {
      demand(
          entry.equals(of(peer(host)).received.get(index - 1)),
          ProtocolPromise.OUTPUT_RULE,
          () -> "entry " + index + " differs at the peer");
    }
    long held = nowNs - of(host).appendedAtNs.get(index - 1);
    long boundNs = schedule.straggleNs() == 0 ? 150 * FaultSchedule.US : 12 * MS;
    demand(
        schedule.fault() != Fault.NONE || !entry.gate().holdsOutput() || held <= boundNs,
        ProtocolPromise.OUTPUTS_ARE_HELD_NO_LONGER_THAN_NEEDED,
        () -> "entry " + index + " was held for " + held + " ns");
  }

  void handsOver(TinyHost host, Command.Replay command, int heldBefore) {
    Seen at = of(host);
    demand(
        command.firstIndex() == heldBefore + 1,
        ProtocolPromise.REPLAY_WITHOUT_A_GAP,
        () ->
            "host "
                + host.number()
                + " gets entry "
                + command.firstIndex()
                + " after "
                + heldBefore);
    for (int i = 0; i < command.entries().size(); i++) {
      int index = heldBefore + i;
      demand(
          index < at.received.size() && at.received.get(index).equals(command.entries().get(i)),
          ProtocolPromise.ONLY_THE_PRIMARY_ENTRIES_ARE_REPLAYED,
          () -> "entry " + index + 1 + " at host " + host.number());
    }
  }

  // ------------------------------------------------------------------ going on without the peer

  void diverged(TinyHost host) {
    of(host).divergedAtNs = nowNs;
  }

  void asks(TinyHost host) {
    Seen by = of(host);
    by.askedAtNs = nowNs;
    demand(
        schedule.fault() != Fault.NONE,
        ProtocolPromise.NO_FAILOVER_WITHOUT_A_FAULT,
        () -> "host " + host.number() + " asks the disk");
    demand(
        by.divergedAtNs == FaultSchedule.NEVER,
        ProtocolPromise.A_DIVERGED_BACKUP_NEVER_ARBITRATES,
        () -> "host " + host.number() + " asks the disk");
  }

  void goesLive(TinyHost host, long through) {
    TinyHost old = peer(host);
    livesOn(host);
    demand(
        host.log().size() == through,
        ProtocolPromise.GOES_LIVE_EXACTLY_AT_THE_LAST_ENTRY,
        () -> "host " + host.number() + " replayed " + host.log().size() + " of " + through);
    demand(
        through >= of(host).acknowledgedThrough,
        ProtocolPromise.ALL_THAT_WAS_ACKNOWLEDGED_IS_REPLAYED,
        () ->
            "host "
                + host.number()
                + " acknowledged "
                + of(host).acknowledgedThrough
                + " and goes live at "
                + through);
    demand(
        through >= of(old).releasedThrough,
        ProtocolPromise.OUTPUT_REQUIREMENT,
        () ->
            "entry "
                + of(old).releasedThrough
                + " had left, host "
                + host.number()
                + " goes live at "
                + through);
    demand(
        host.log().equals(old.log().subList(0, (int) through)),
        ProtocolPromise.OUTPUT_REQUIREMENT,
        () -> "host " + host.number() + " goes live with another log than its primary's");
    demand(
        of(host).divergedAtNs == FaultSchedule.NEVER,
        ProtocolPromise.A_DIVERGED_BACKUP_NEVER_GOES_LIVE,
        () -> "host " + host.number());
    for (int i = 0; i < through; i++) {
      of(host).appendedAtNs.add(nowNs);
    }
    of(host).releasedThrough = through;
  }

  void runsAlone(TinyHost host) {
    livesOn(host);
  }

  private void livesOn(TinyHost host) {
    demand(
        owns(host),
        ProtocolPromise.ONLY_THE_DISK_CHOICE_GOES_ON_ALONE,
        () -> "host " + host.number() + "; the disk's owner is " + disk.owner());
    of(host).live = true;
    demand(
        !(seen[0].live && seen[1].live),
        ProtocolPromise.ONE_IS_LIVE,
        () -> "both went live, host " + host.number() + " last");
  }

  void announces(TinyHost host, long tenure) {
    Seen by = of(host);
    Seen other = of(peer(host));
    demand(
        by.askedAtNs == FaultSchedule.NEVER || owns(host),
        ProtocolPromise.ONLY_WHO_IS_LIVE_ANNOUNCES,
        () -> "host " + host.number() + " announces " + tenure);
    demand(
        !owns(host) || tenure > other.tenure,
        ProtocolPromise.THE_SURVIVOR_ANNOUNCEMENT_WINS,
        () -> "host " + host.number() + " announces " + tenure + ", its peer had " + other.tenure);
    by.tenure = tenure;
    by.announcedAtNs = nowNs;
  }

  void halts(TinyHost host) {
    of(host).live = false;
  }

  // ------------------------------------------------------------------ at the end

  void finish() {
    if (schedule.fault() == Fault.CHAOS) {
      return;
    }
    long finished = hosts.stream().filter(ProtocolJudge::finished).count();
    boolean redundant = hosts.stream().allMatch(host -> reachable(host) && paired(host));
    boolean live = seen[0].live || seen[1].live;
    boolean winnerCrashed = hosts.stream().anyMatch(host -> host.crashed() && owns(host));
    demand(
        live || redundant || finished > 0 || winnerCrashed,
        ProtocolPromise.SOMEBODY_IS_LIVE,
        () ->
            "host 0 is "
                + hosts.get(0).protocol().state()
                + ", host 1 is "
                + hosts.get(1).protocol().state()
                + ", the disk's owner is "
                + disk.owner());
    if (finished == 0) {
      for (TinyHost host : hosts) {
        if (reachable(host) && (of(host).live || (redundant && host.number() == 0))) {
          judgeProgress(host);
        }
      }
      judgeSpeed();
    }
    judgeIsolation();
    judgeUnreachable();
    judgeEnd();
  }

  private void judgeEnd() {
    for (TinyHost host : hosts) {
      Seen by = of(host);
      boolean holdsEnd = by.received.stream().anyMatch(entry -> entry.gate() == Gate.FINAL);
      long left = Math.max(by.releasedThrough, of(peer(host)).releasedThrough);
      demand(
          !holdsEnd
              || !reachable(host)
              || by.divergedAtNs != FaultSchedule.NEVER
              || left >= by.received.size(),
          ProtocolPromise.LAST_OUTPUTS_LEAVE,
          () -> "host " + host.number() + " holds the guest's end, and " + left + " entries left");
    }
  }

  private static boolean reachable(TinyHost host) {
    return !host.crashed() && !host.paused();
  }

  private static boolean finished(TinyHost host) {
    return host.protocol().haltReason() == HaltReason.FINISHED;
  }

  private static boolean paired(TinyHost host) {
    State state = host.protocol().state();
    return state == State.LIVE || state == State.REPLAYING || state == State.ENDING;
  }

  /** Demands that outputs go on leaving and announcements go on being repeated. */
  private void judgeProgress(TinyHost host) {
    Seen by = of(host);
    long dueNs = TinyWorld.END_NS - (of(host).live ? 1 : 30) * MS;
    for (int i = 1; i <= host.log().size(); i++) {
      int index = i;
      demand(
          index <= by.releasedThrough || by.appendedAtNs.get(index - 1) >= dueNs,
          ProtocolPromise.OUTPUTS_GO_ON,
          () -> "entry " + index + " of host " + host.number() + " is still held at the end");
    }
    demand(
        by.announcedAtNs >= TinyWorld.END_NS - TinyWorld.CONFIG.announceIntervalNs() - MS,
        ProtocolPromise.ANNOUNCEMENTS_ARE_REPEATED,
        () -> "host " + host.number() + " announced last at " + by.announcedAtNs + " ns");
  }

  private void judgeSpeed() {
    if (!schedule.promptChannel()) {
      return;
    }
    if (schedule.fault() == Fault.CRASH) {
      long askedAt = seen[1 - schedule.victim()].askedAtNs;
      demand(
          askedAt <= schedule.faultAtNs() + DETECTION_NS + 3 * MS,
          ProtocolPromise.A_CRASH_IS_DETECTED_IN_TIME,
          () -> "crash at " + schedule.faultAtNs() + " ns, the survivor asks at " + askedAt);
    }
    if (schedule.fault() == Fault.DIVERGENCE && seen[1].divergedAtNs != FaultSchedule.NEVER) {
      demand(
          seen[0].askedAtNs <= seen[1].divergedAtNs + MS,
          ProtocolPromise.A_DIVERGENCE_IS_REPORTED,
          () ->
              "diverged at "
                  + seen[1].divergedAtNs
                  + " ns, the primary asks at "
                  + seen[0].askedAtNs);
    }
  }

  /**
   * Demands that a backup which the clients can reach does not leave the guest to a primary that
   * they can't.
   */
  private void judgeUnreachable() {
    boolean forGood = schedule.faultForNs() == FaultSchedule.NEVER;
    boolean diskThere = schedule.diskOutageAtNs() == FaultSchedule.NEVER;
    boolean stillRuns = schedule.endAtNs() == FaultSchedule.NEVER;
    if (schedule.fault() == Fault.UNREACHABLE
        && schedule.victim() == 0
        && schedule.promptChannel()
        && forGood
        && diskThere
        && stillRuns) {
      demand(
          owns(hosts.get(1)),
          ProtocolPromise.AN_UNREACHABLE_PRIMARY_STEPS_ASIDE,
          () -> "the clients can't reach the primary, and its backup does not go on");
    }
  }

  /**
   * Demands that a host which clients can reach goes on, if both are alive and only one can be
   * reached.
   */
  private void judgeIsolation() {
    boolean longEnough = schedule.faultForNs() > 45 * MS;
    boolean diskThere = schedule.diskOutageAtNs() == FaultSchedule.NEVER;
    if (schedule.fault() == Fault.ISOLATION && longEnough && diskThere && disk.owner() != 0) {
      demand(
          owns(hosts.get(1 - schedule.victim())),
          ProtocolPromise.AN_ISOLATED_HOST_LETS_ITS_PEER_GO_ON,
          () -> "host " + schedule.victim() + " is isolated and won");
    }
  }
}
