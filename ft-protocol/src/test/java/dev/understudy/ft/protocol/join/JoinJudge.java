package dev.understudy.ft.protocol.join;

import dev.understudy.disk.Generation;
import dev.understudy.disk.SharedDisk;
import dev.understudy.ft.protocol.CloneEnd;
import dev.understudy.ft.protocol.Gate;
import dev.understudy.ft.protocol.LogEntry;
import java.util.ArrayList;
import java.util.List;
import java.util.TreeMap;

/** Judges clones by what the disk decided, what left hosts, and what arrived at others. */
final class JoinJudge {
  private final JoinWorld world;
  private final SharedDisk disk;

  /** The entries behind the last output that left. */
  private List<LogEntry> released = new ArrayList<>();

  /** How many entries each incarnation has received, or got with the snapshot. */
  private final TreeMap<Long, Integer> held = new TreeMap<>();

  private long candidate;

  JoinJudge(JoinWorld world, SharedDisk disk) {
    this.world = world;
    this.disk = disk;
  }

  static void demand(boolean kept, String promise) {
    if (!kept) {
      throw new AssertionError(promise);
    }
  }

  void holds(JoinHost host, int entries) {
    held.merge(host.incarnation(), entries, Math::max);
  }

  /** Notes that the destination may win from now on. */
  void asksToRenew(JoinHost host, long joiner) {
    candidate = joiner;
  }

  void cloneEnded(JoinHost host, CloneEnd how, long joiner) {
    candidate = 0;
    demand(
        how != CloneEnd.PAIRED
            || (disk.newestGeneration().has(host.incarnation())
                && disk.generations().stream().anyMatch(one -> one.has(joiner))),
        "a pair that the disk does not know");
  }

  /** Judges the Output Rule, for every replica that could still win by what the disk says. */
  void releases(JoinHost host, long through) {
    Generation newest = disk.newestGeneration();
    long self = host.incarnation();
    int outputs = lastOutput(host.log(), (int) through);
    for (JoinHost other : world.hosts()) {
      long rival = other.incarnation();
      boolean ofThePair = newest.has(rival) && newest.has(self) && newest.isUnset();
      boolean winner = newest.owner() == rival || (newest.has(rival) && !newest.has(self));
      boolean couldWin = rival != self && (ofThePair || winner || rival == candidate);
      demand(
          !couldWin || held.getOrDefault(rival, 0) >= outputs,
          "output rule: host "
              + host.number()
              + " lets out entry "
              + outputs
              + ", host "
              + other.number()
              + " could win and holds "
              + held.getOrDefault(rival, 0));
    }
    if (outputs > released.size()) {
      released = new ArrayList<>(host.log().subList(0, outputs));
    } else {
      demand(
          released.subList(0, outputs).equals(host.log().subList(0, outputs)),
          "two histories are seen outside");
    }
  }

  private static int lastOutput(List<LogEntry> log, int through) {
    int last = through;
    while (last > 0 && log.get(last - 1).gate() == Gate.NONE) {
      last--;
    }
    return last;
  }

  void asks(JoinHost host) {
    demand(host.hasGuest(), "host " + host.number() + " asks for the guest it has not got");
  }

  void goesLive(JoinHost host) {
    demand(
        disk.newestGeneration().owner() == host.incarnation(),
        "host " + host.number() + " goes live and the disk has not named it");
    demand(
        host.log().size() >= released.size()
            && host.log().subList(0, released.size()).equals(released),
        "host " + host.number() + " goes live without what has left: " + released.size());
  }

  /** Judges the end: some host goes on, alone with the disk's word, or redundant. */
  void finish(boolean somebodyMustBeLeft, boolean cloneMustSucceed) {
    JoinHost source = world.hosts().get(0);
    demand(
        !cloneMustSucceed || source.cloneEnd() == CloneEnd.PAIRED, "redundancy does not come back");
    int goingOn = 0;
    for (JoinHost host : world.hosts()) {
      boolean on =
          host.reachable()
              && host.executes()
              && host.protocol().state().live()
              && host.appendedAtNs() > JoinWorld.END_NS - 1_000_000;
      goingOn += on ? 1 : 0;
      demand(
          !on || lastOutput(host.log(), host.log().size() - 15) <= host.releasedThrough(),
          "host " + host.number() + " goes on and lets nothing out");
    }
    demand(goingOn <= 1, goingOn + " hosts go on");
    demand(goingOn == 1 || !somebodyMustBeLeft, "nobody is left");
  }
}
