package dev.understudy.ft.protocol.world;

import dev.understudy.ft.protocol.ChannelFrame;
import dev.understudy.ft.protocol.ChannelFrame.Ack;
import dev.understudy.ft.protocol.ChannelFrame.DivergenceReport;
import dev.understudy.ft.protocol.ChannelFrame.Header;
import dev.understudy.ft.protocol.ChannelFrame.Log;
import dev.understudy.ft.protocol.FrameCodec;
import dev.understudy.ft.protocol.Gate;
import dev.understudy.ft.protocol.Identity;
import dev.understudy.ft.protocol.LogEntry;
import dev.understudy.ft.protocol.Protocol;
import dev.understudy.ft.protocol.ProtocolConfig;
import dev.understudy.ft.protocol.Rules;
import dev.understudy.ft.protocol.TestAndSetAnswer;
import java.util.ArrayDeque;
import java.util.List;
import java.util.SplittableRandom;
import java.util.function.Supplier;

/**
 * Two hosts, a channel and a disk, run to the end of one {@link FaultSchedule} under a {@link
 * ProtocolJudge}.
 */
final class TinyWorld {
  static final ProtocolConfig CONFIG = ProtocolConfig.DEFAULT;
  static final long END_NS = 130 * FaultSchedule.MS;
  private static final long LATENCY_NS = 50 * FaultSchedule.US;

  private final FaultSchedule schedule;
  private final SplittableRandom dice;
  private final Agenda agenda = new Agenda();
  private final TinyDisk disk = new TinyDisk();
  private final ArrayDeque<Supplier<String>> trace = new ArrayDeque<>();
  private final TinyHost[] hosts;
  private final ProtocolJudge judge;

  private TinyWorld(FaultSchedule schedule, Rules rules) {
    this.schedule = schedule;
    this.dice = new SplittableRandom(schedule.seed() + 1);
    Identity primary = new Identity(0, 1, 2);
    this.hosts =
        new TinyHost[] {
          new TinyHost(this, 0, Protocol.primary(primary, CONFIG, rules, 0, 0)),
          new TinyHost(this, 1, Protocol.backup(primary.other(), CONFIG, rules, 0, 0))
        };
    this.judge = new ProtocolJudge(schedule, disk, List.of(hosts));
  }

  /** Runs to the end, or to the first broken promise, which it throws with the last steps. */
  static TinyWorld run(FaultSchedule schedule, Rules rules) {
    TinyWorld world = new TinyWorld(schedule, rules);
    try {
      world.run();
    } catch (PromiseBrokenError broken) {
      world.trace.forEach(line -> broken.addSuppressed(new Step(line.get())));
      throw broken;
    } catch (RuntimeException failure) {
      PromiseBrokenError broken =
          new PromiseBrokenError(ProtocolPromise.NO_EXCEPTIONS, failure.toString());
      broken.initCause(failure);
      throw broken;
    }
    return world;
  }

  /** A line of the trace, attached to a failure. */
  private static final class Step extends RuntimeException {
    private static final long serialVersionUID = 1;

    Step(String line) {
      super(line, null, false, false);
    }
  }

  private void run() {
    planFaults();
    for (TinyHost host : hosts) {
      host.start();
    }
    while (agenda.goesOnUntil(END_NS)) {
      Runnable next = agenda.next();
      judge.timeIs(agenda.nowNs());
      next.run();
    }
    judge.finish();
  }

  private void planFaults() {
    long at = schedule.faultAtNs();
    TinyHost victim = hosts[schedule.victim()];
    switch (schedule.fault()) {
      case NONE, CUT, MUTE -> {}
      case CRASH -> at(at, victim::crash);
      case PAUSE -> pause(victim, at, schedule.faultForNs());
      case ISOLATION, UNREACHABLE -> {
        at(at, () -> victim.serviceLinks(false));
        at(at + schedule.faultForNs(), () -> victim.serviceLinks(true));
      }
      case DIVERGENCE -> at(at, hosts[1]::divergeSoon);
      case CHAOS -> {
        pause(victim, at, schedule.faultForNs());
        pause(
            hosts[1 - schedule.victim()],
            at + dice.nextLong(20_000_000),
            dice.nextLong(40_000_000));
        at(at + dice.nextLong(60_000_000), hosts[dice.nextInt(2)]::crash);
        at(at + dice.nextLong(60_000_000), hosts[1]::divergeSoon);
      }
    }
    if (schedule.strayFrames()) {
      for (int i = 0; i < 20; i++) {
        at(dice.nextLong(40_000_000), this::sendStrayFrame);
      }
    }
  }

  private void pause(TinyHost host, long atNs, long forNs) {
    at(atNs, host::pause);
    at(atNs + forNs, host::goOnAfterPause);
  }

  Agenda agenda() {
    return agenda;
  }

  long nowNs() {
    return agenda.nowNs();
  }

  FaultSchedule schedule() {
    return schedule;
  }

  ProtocolJudge judge() {
    return judge;
  }

  long draw(long bound) {
    return dice.nextLong(bound);
  }

  boolean chance(int percent) {
    return dice.nextInt(100) < percent;
  }

  void at(long atNs, Runnable what) {
    agenda.at(atNs, what);
  }

  void after(long delayNs, Runnable what) {
    agenda.after(delayNs, what);
  }

  /** Keeps the last lines. They are put into words only when a failure shows them. */
  void note(Supplier<String> line) {
    if (trace.size() == 60) {
      trace.removeFirst();
    }
    long at = nowNs();
    trace.addLast(() -> "%d ns %s".formatted(at, line.get()));
  }

  // ------------------------------------------------------------------ the channel

  void transmit(int from, ChannelFrame frame) {
    byte[] datagram = FrameCodec.encode(frame);
    boolean lost = schedule.channelCut(nowNs(), from) || chance(schedule.lossPercent());
    if (!lost) {
      deliver(from, datagram, latency());
      if (chance(schedule.repeatPercent())) {
        deliver(from, datagram, latency() + draw(2_000_000));
      }
    }
    if (schedule.echo() && chance(5)) {
      for (int i = 1; i <= 20; i++) {
        long later = i * 3L * FaultSchedule.MS;
        after(later, () -> echo(from, datagram));
      }
    }
  }

  private void echo(int from, byte[] datagram) {
    if (!schedule.channelCut(nowNs(), from)) {
      hosts[1 - from].frameArrives(datagram);
    }
  }

  private void deliver(int from, byte[] datagram, long delayNs) {
    after(delayNs, () -> hosts[1 - from].frameArrives(datagram));
  }

  private long latency() {
    long straggle = schedule.straggleNs() > 0 && chance(10) ? draw(schedule.straggleNs()) : 0;
    return LATENCY_NS + draw(20_000) + straggle;
  }

  /**
   * Sends a frame that no host should take: of another generation, or from or for another
   * incarnation.
   */
  private void sendStrayFrame() {
    int to = dice.nextInt(2);
    Identity real = hosts[to].protocol().identity();
    Header header =
        switch (dice.nextInt(3)) {
          case 0 -> new Header(real.generation() + 1, real.peer(), real.self(), 1_000_000);
          case 1 -> new Header(real.generation(), real.peer() + 7, real.self(), 1_000_000);
          default -> new Header(real.generation(), real.peer(), real.self() + 7, 1_000_000);
        };
    long index = hosts[to].protocol().logThrough();
    byte[] boo = {'b', 'o', 'o'};
    ChannelFrame frame =
        switch (dice.nextInt(3)) {
          case 0 -> new Log(header, index + 1, List.of(LogEntry.of(Gate.OUTPUT, boo)));
          case 1 -> new Ack(header, index, index);
          default -> new DivergenceReport(header, 1);
        };
    hosts[to].frameArrives(FrameCodec.encode(frame));
  }

  // ------------------------------------------------------------------ the disk

  /**
   * Sends a request to the disk and its reply back. Each way takes its time, and during an outage
   * each may get lost.
   */
  void askDisk(TinyHost host) {
    after(
        100_000 + draw(50_000),
        () -> {
          if (schedule.diskReachable(nowNs())) {
            TestAndSetAnswer answer = disk.testAndSet(host.protocol().identity().self());
            note(() -> "disk: host " + host.number() + " " + answer);
            after(100_000 + draw(50_000), () -> reply(host, answer));
          }
        });
  }

  private void reply(TinyHost host, TestAndSetAnswer answer) {
    if (schedule.diskReachable(nowNs()) && !chance(10)) {
      host.diskAnswers(answer);
    }
  }
}
