package dev.understudy.bench;

import dev.understudy.hypervisor.Replayer;
import dev.understudy.hypervisor.SeamConfig;
import dev.understudy.hypervisor.StopResult;
import dev.understudy.hypervisor.VirtualMachine;
import dev.understudy.programs.Program;
import dev.understudy.programs.Programs;
import dev.understudy.vm.asm.Assembler;
import dev.understudy.vm.machine.Engine;
import dev.understudy.vm.machine.Image;
import dev.understudy.vm.machine.MemoryPool;
import java.util.ArrayList;
import java.util.List;

/** A program on an engine, to be switched on again and again. The engine stays warm. */
final class BenchmarkGuest {
  private static final long NO_LIMIT = Long.MAX_VALUE / 2;

  private final Image image;
  private final Engine engine;
  private final RequestLoop requestLoop;
  private final int requests;
  private final MemoryPool pool = new MemoryPool();

  /**
   * @param requests how many frames a client sends, one after the other
   */
  BenchmarkGuest(Program program, Engine engine, RequestLoop requestLoop, int requests) {
    this.image =
        Assembler.assemble(program.name() + ".asm", program.source(), Programs::include).orThrow();
    this.engine = engine;
    this.requestLoop = requestLoop;
    this.requests = requests;
  }

  /**
   * What came of a run.
   *
   * @param log its entries, encoded; empty without one
   */
  record Outcome(String console, long instructions, long virtualNs, List<byte[]> log) {
    long logBytes() {
      return log.stream().mapToLong(entry -> entry.length).sum();
    }
  }

  private VirtualMachine boot() {
    return VirtualMachine.boot(image, engine, pool, BenchmarkTraffic.DEVICES);
  }

  /** A run without a log. */
  Outcome solo() {
    VirtualMachine guest = boot();
    BenchmarkTraffic traffic = run(LiveGuest.solo(guest));
    return outcome(guest, traffic, List.of());
  }

  /** A run with one. */
  Outcome record() {
    VirtualMachine guest = boot();
    LiveGuest.Logged logged = new LiveGuest.Logged(guest);
    BenchmarkTraffic traffic = run(logged);
    if (!traffic.ended()) {
      logged.markEnd(traffic.virtualNs());
    }
    return outcome(guest, traffic, logged.log());
  }

  /**
   * A run with a log that is given up after some time.
   *
   * @return when each slice of so many instructions ended, in ns from when the guest was switched
   *     on
   */
  List<Long> slices(long instructions, long forNs) {
    VirtualMachine guest = boot();
    BenchmarkTraffic traffic =
        new BenchmarkTraffic(new LiveGuest.Logged(guest), requestLoop, requests);
    List<Long> ends = new ArrayList<>();
    long startNs = System.nanoTime();
    long elapsedNs = 0;
    while (!traffic.ended() && elapsedNs < forNs) {
      traffic.run((ends.size() + 1) * instructions);
      elapsedNs = System.nanoTime() - startNs;
      ends.add(elapsedNs);
    }
    guest.park();
    return ends;
  }

  private BenchmarkTraffic run(LiveGuest live) {
    BenchmarkTraffic traffic = new BenchmarkTraffic(live, requestLoop, requests);
    traffic.run(NO_LIMIT);
    return traffic;
  }

  private static Outcome outcome(VirtualMachine guest, BenchmarkTraffic traffic, List<byte[]> log) {
    Outcome outcome = new Outcome(traffic.console(), guest.count(), traffic.virtualNs(), log);
    guest.park();
    return outcome;
  }

  /** Replays a log to its end; instructions retired. */
  long replay(List<byte[]> log) {
    VirtualMachine guest = boot();
    Replayer replayer = Replayer.boot(guest, SeamConfig.DEFAULT);
    StopResult stop = StopResult.STALLED;
    for (byte[] entry : log) {
      replayer.supply(entry);
      stop = replayer.runUntil(NO_LIMIT);
    }
    replayer
        .divergence()
        .ifPresent(
            divergence -> {
              throw new IllegalStateException(divergence.text());
            });
    if (stop == StopResult.COUNT) {
      throw new IllegalStateException("the replay did not reach the end of its log");
    }
    guest.park();
    return guest.count();
  }
}
