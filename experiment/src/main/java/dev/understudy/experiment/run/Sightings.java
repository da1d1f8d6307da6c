package dev.understudy.experiment.run;

import com.google.common.collect.ImmutableList;
import dev.understudy.disk.DiskRequest;
import dev.understudy.ft.protocol.State;
import dev.understudy.hypervisor.Input;
import dev.understudy.hypervisor.log.Entry;
import dev.understudy.sim.oracle.Findings;
import dev.understudy.sim.oracle.Oracle;
import dev.understudy.sim.oracle.RunTrace;
import dev.understudy.sim.oracle.RunTrace.Consumed;
import dev.understudy.sim.oracle.RunTrace.Emitted;
import dev.understudy.sim.oracle.RunTrace.Logged;
import dev.understudy.sim.oracle.RunTrace.Offered;
import dev.understudy.sim.oracle.RunTrace.Received;
import dev.understudy.sim.oracle.RunTrace.WentLive;
import dev.understudy.sim.oracle.Verdict;
import dev.understudy.sim.world.SometimesProperty;
import java.util.List;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Stream;

/** Which of the things that should happen sometimes did happen in a run. */
final class Sightings {
  /** A timer that was due before the takeover fires within this time after it. */
  private static final long OVERDUE_NS = 30_000;

  private final RunFacts facts;
  private final RunTrace trace;
  private final CloneSightings clones;
  private final OperationSightings operations;

  private Sightings(RunFacts facts) {
    this.facts = facts;
    this.trace = facts.trace();
    this.clones = new CloneSightings(facts);
    this.operations = new OperationSightings(facts.world());
  }

  static ImmutableList<SometimesProperty> in(RunFacts facts) {
    Sightings sightings = new Sightings(facts);
    return Stream.of(SometimesProperty.values())
        .filter(sightings::happened)
        .collect(ImmutableList.toImmutableList());
  }

  /** Whether everything declared did happen. */
  static Verdict judge(RunFacts facts, ImmutableList<SometimesProperty> seen) {
    Findings findings = new Findings(Oracle.SOMETIMES);
    for (SometimesProperty one : facts.world().setup().declared().sometimes()) {
      findings.expect(
          seen.contains(one),
          facts.world().nowNs(),
          "it never happened that " + one.doc() + " (" + one.label() + ")");
    }
    return findings.verdict();
  }

  private boolean happened(SometimesProperty what) {
    return switch (what) {
      case FAILOVER -> !trace.wentLive().isEmpty();
      case ALONE ->
          trace.moved().stream()
              .anyMatch(one -> one.from() == State.PRIMARY_ARBITRATING && one.to() == State.ALONE);
      case CONTEST -> contested();
      case OUTPUT_HELD -> trace.released().stream().anyMatch(one -> one.heldNs() > 0);
      case OUTPUT_REPEATED -> repeated();
      case OUTPUT_LOST -> lost();
      case IO_REISSUED -> trace.wentLive().stream().anyMatch(live -> live.how().reissued() > 0);
      case TIMER_OVERDUE -> overdue();
      case RETRIED -> facts.world().clientPool().retries() > 0;
      case FRAME_LOST -> facts.world().channelTraffic().lost() > 0;
      case FRAME_DUPLICATED -> facts.world().channelTraffic().duplicated() > 0;
      case FRAME_OVERTAKEN -> facts.world().channelTraffic().heldBack() > 0;
      case BACKUP_WAITED -> caughtUp();
      case CLONED -> clones.areMade();
      case CLONE_INTERRUPTED -> clones.areInterrupted();
      case ROUGH_CLONE -> clones.areMadeRoughly();
      case SLOW_JOINER -> clones.haveSlowJoiner();
      case MOVED -> operations.haveMoved();
      case BACKUP_BEHIND -> behind();
      case INPUT_REFUSED -> trace.offered().stream().anyMatch(Sightings::isRefused);
      case OPERATED_IN_FAULT -> operations.areInFault();
    };
  }

  /** A timer or a disk that finds the guest busy comes again at once, and is no sight. */
  private static boolean isRefused(Offered offer) {
    return !offer.taken() && offer.input().source() != Input.Source.HARDWARE;
  }

  /** A backup that won the test-and-set replayed some more before it went live. */
  private boolean behind() {
    return trace.moved().stream()
        .filter(one -> one.to() == State.DRAINING)
        .anyMatch(one -> replayedAfter(one.host(), one.atNs()));
  }

  private boolean replayedAfter(int host, long atNs) {
    List<Consumed> consumed = facts.ofHost(host).consumed();
    return !consumed.isEmpty() && consumed.get(consumed.size() - 1).atNs() > atNs;
  }

  /** Two incarnations that ask for one generation both want to be the only one. */
  private boolean contested() {
    return trace.asked().stream()
            .filter(asked -> asked.request() instanceof DiskRequest.TestAndSet)
            .mapToLong(asked -> asked.request().incarnation())
            .distinct()
            .count()
        > 1;
  }

  private boolean repeated() {
    TreeMap<Long, Integer> firstHost = new TreeMap<>();
    for (Emitted emitted : trace.emitted()) {
      Integer first = firstHost.putIfAbsent(emitted.outputIndex(), emitted.host());
      if (first != null && first != emitted.host()) {
        return true;
      }
    }
    return false;
  }

  /** Made by the first primary, and never let out by it, though another host went on. */
  private boolean lost() {
    if (trace.wentLive().isEmpty()) {
      return false;
    }
    TreeSet<Long> left = new TreeSet<>();
    trace.released().stream()
        .filter(one -> one.host() == 0)
        .forEach(one -> left.add(one.outputIndex()));
    for (Logged logged : trace.logged()) {
      if (logged.host() == 0
          && logged.output() != null
          && !left.contains(logged.output().index())) {
        return true;
      }
    }
    return false;
  }

  private boolean overdue() {
    for (WentLive live : trace.wentLive()) {
      for (Logged logged : facts.ofHost(live.host()).logged()) {
        if (logged.entry().type() == Entry.Type.TIMER_FIRED
            && logged.atNs() >= live.atNs()
            && logged.atNs() <= live.atNs() + OVERDUE_NS) {
          return true;
        }
      }
    }
    return false;
  }

  /** A backup had replayed the last entry that it had received by then. */
  private boolean caughtUp() {
    List<Received> received = trace.received();
    int next = 0;
    TreeMap<Integer, Long> through = new TreeMap<>();
    for (Consumed consumed : trace.consumed()) {
      while (next < received.size() && received.get(next).atNs() <= consumed.atNs()) {
        through.put(received.get(next).host(), received.get(next).throughIndex());
        next++;
      }
      if (through.getOrDefault(consumed.host(), 0L) == consumed.index()) {
        return true;
      }
    }
    return false;
  }
}
