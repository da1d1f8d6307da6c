package dev.understudy.ft.protocol.join;

import dev.understudy.disk.DiskReply;
import dev.understudy.disk.DiskRequest;
import dev.understudy.disk.SharedDisk;
import dev.understudy.ft.protocol.CloneLimits;
import dev.understudy.ft.protocol.Event;
import dev.understudy.ft.protocol.Gate;
import dev.understudy.ft.protocol.Identity;
import dev.understudy.ft.protocol.LogEntry;
import dev.understudy.ft.protocol.Protocol;
import dev.understudy.ft.protocol.ProtocolConfig;
import dev.understudy.ft.protocol.Rules;
import dev.understudy.ft.protocol.world.Agenda;
import java.util.ArrayList;
import java.util.List;

/**
 * A primary (0), its backup (1) or none, and a host (2) to which the primary clones its guest from
 * the start. Each run is exactly like the others, apart from one {@link CloneFault}.
 */
final class JoinWorld {
  static final long END_NS = 100_000_000;
  static final long FAULTS_UNTIL_NS = 25_000_000;
  private static final ProtocolConfig CONFIG = ProtocolConfig.DEFAULT;

  private final Agenda agenda = new Agenda();
  private final List<JoinHost> hosts = new ArrayList<>();
  private final SharedDisk disk;
  private final JoinJudge judge;
  private final CloneFault fault;
  private final boolean redundant;
  private int guestEndsAt;
  private boolean renewedBeforeFault;
  private int steps;
  private int muted = -1;
  private boolean diskIsOut;
  private boolean repliesGetLost;

  /**
   * Creates the world.
   *
   * @param redundant whether the primary has a backup when it starts to clone
   */
  JoinWorld(boolean redundant, Rules rules, CloneFault fault) {
    this.fault = fault;
    this.redundant = redundant;
    this.disk = SharedDisk.create(1, 1, redundant ? 2 : SharedDisk.NOBODY);
    this.judge = new JoinJudge(this, disk);
    if (redundant) {
      Identity pair = new Identity(0, 1, 2);
      add(Protocol.primary(pair, CONFIG, rules, 0, 0));
      add(Protocol.backup(pair.other(), CONFIG, rules, 0, 0));
    } else {
      disk.apply(new DiskRequest.TestAndSet(1, SharedDisk.NOBODY, 0));
      add(Protocol.solo(1, CONFIG, rules, 0));
    }
    add(Protocol.joiner(new Identity(1, 3, 1), CONFIG, rules, 0));
  }

  private void add(Protocol protocol) {
    LogEntry boot = LogEntry.of(Gate.NONE, new byte[] {0});
    boolean executes = protocol.state().executes();
    JoinHost host = new JoinHost(this, hosts.size(), protocol, List.of());
    hosts.add(host);
    if (executes) {
      host.log().add(boot);
      at(0, () -> host.handle(new Event.EntryAppended(boot)));
      at(2_000_000, () -> host.happen(() -> request(host)));
    }
  }

  private static void request(JoinHost host) {
    host.handle(new Event.CloneRequested(3, CloneLimits.DEFAULT));
  }

  /** Lets the guest end with the entry of this number; 0: it does not end. */
  JoinWorld endingAt(int entry) {
    guestEndsAt = entry;
    return this;
  }

  int guestEndsAt() {
    return guestEndsAt;
  }

  /** Runs to the end; returns the number of steps before which a fault is worth trying. */
  int run() {
    hosts.forEach(JoinHost::start);
    int interesting = 0;
    while (agenda.goesOnUntil(END_NS)) {
      Runnable next = agenda.next();
      steps++;
      if (steps == fault.step()) {
        strike();
      }
      next.run();
      interesting = nowNs() <= FAULTS_UNTIL_NS ? steps : interesting;
    }
    if (guestEndsAt == 0) {
      judge.finish(somebodyMustBeLeft(), fault.kind() == CloneFault.Kind.NONE);
    }
    return interesting;
  }

  /**
   * Whether some host must go on: a crash of the only host that has the guest is beyond what is
   * promised.
   */
  private boolean somebodyMustBeLeft() {
    boolean onlyOneHadIt = !redundant && !renewedBeforeFault && fault.victim() == 0;
    return fault.kind() != CloneFault.Kind.CRASH || !onlyOneHadIt;
  }

  private void strike() {
    renewedBeforeFault = disk.newestGeneration().number() > 0;
    int who = Math.min(fault.victim(), hosts.size() - 1);
    JoinHost victim = hosts.get(who);
    switch (fault.kind()) {
      case NONE -> {}
      case CRASH -> victim.crash();
      case LONG_PAUSE -> pause(victim, CloneFault.LONG_NS);
      case SHORT_PAUSE -> pause(victim, CloneFault.SHORT_NS);
      case MUTE -> muted = who;
      case SHORT_MUTE -> {
        muted = who;
        after(CloneFault.SHORT_NS, () -> muted = -1);
      }
      case DISK_OUTAGE -> {
        diskIsOut = true;
        after(CloneFault.LONG_NS, () -> diskIsOut = false);
      }
      case REPLIES_LOST -> {
        repliesGetLost = true;
        after(CloneFault.SHORT_NS, () -> repliesGetLost = false);
      }
    }
  }

  private void pause(JoinHost victim, long forNs) {
    victim.pause();
    after(forNs, victim::goOnAfterPause);
  }

  List<JoinHost> hosts() {
    return hosts;
  }

  JoinHost joiner() {
    return hosts.get(hosts.size() - 1);
  }

  JoinJudge judge() {
    return judge;
  }

  SharedDisk disk() {
    return disk;
  }

  Agenda agenda() {
    return agenda;
  }

  long nowNs() {
    return agenda.nowNs();
  }

  void at(long atNs, Runnable what) {
    agenda.at(atNs, what);
  }

  void after(long delayNs, Runnable what) {
    agenda.after(delayNs, what);
  }

  void transmit(JoinHost from, long to, byte[] datagram) {
    if (from.number() == muted) {
      return;
    }
    hosts.stream()
        .filter(host -> host.incarnation() == to)
        .forEach(host -> after(70_000, () -> host.frameArrives(datagram)));
  }

  void askDisk(JoinHost host, DiskRequest request) {
    after(
        120_000,
        () -> {
          if (!diskIsOut) {
            DiskReply reply = disk.apply(request);
            if (!repliesGetLost) {
              after(120_000, () -> host.diskAnswers(request, reply));
            }
          }
        });
  }
}
