package dev.understudy.sim.oracle;

import com.google.common.collect.ImmutableList;
import dev.understudy.base.Bytes;
import dev.understudy.base.StateDigest;
import dev.understudy.disk.DiskReply;
import dev.understudy.disk.DiskRequest;
import dev.understudy.ft.replica.Action;
import dev.understudy.ft.replica.Note;
import dev.understudy.hypervisor.Input;
import dev.understudy.hypervisor.log.Control;
import dev.understudy.sim.net.Flight;
import dev.understudy.sim.time.Pace;
import dev.understudy.sim.world.Fault;
import dev.understudy.sim.world.NetworkName;
import dev.understudy.sim.world.OperationOutcome;
import dev.understudy.sim.world.PlannedOperation;
import dev.understudy.sim.world.Setup;
import dev.understudy.sim.world.Watcher;
import dev.understudy.sim.world.World;
import dev.understudy.vm.machine.MemoryPool;
import java.util.Arrays;
import java.util.function.IntPredicate;
import org.jspecify.annotations.Nullable;

/**
 * All judges of one world: one for each {@link Oracle}, in the order of reports. Its cost grows
 * with what happens in a step, and not with the length of the run before it.
 *
 * <p>Lifecycle: watch a world from its beginning, {@link #catchUp} before the world is forked,
 * {@link #end} when it is over.
 */
public final class Jury implements Watcher {
  private final Ledger ledger;
  private final ImmutableList<Judge> judges;
  private final HostHistory hostHistory;
  private final LastDisturbance disturbance;
  private final Deadlines deadlines;

  /** Whether how many failovers there are is judged by when last something went wrong. */
  private final boolean countsFailovers;

  /** The judges, and the others who are told what happens. */
  private final ImmutableList<RunListener> listeners;

  private final StepDispatch steps;

  /** Whether the guest is paused by order, or was switched off. */
  private boolean guestStopped;

  /** Creates the judges of a world that is about to begin. */
  public Jury(Setup setup, MemoryPool pool) {
    this(new JudgeContext(setup, pool, new Ledger(new HostRoster(setup))));
  }

  private Jury(JudgeContext context) {
    this(
        context.ledger(),
        Arrays.stream(Oracle.values())
            .flatMap(oracle -> oracle.judge(context).stream())
            .collect(ImmutableList.toImmutableList()),
        new HostHistory(context.ledger()),
        new LastDisturbance(),
        Deadlines.of(context.setup()),
        context.setup().declared().failovers().isPresent());
  }

  private Jury(
      Ledger ledger,
      ImmutableList<Judge> judges,
      HostHistory hostHistory,
      LastDisturbance disturbance,
      Deadlines deadlines,
      boolean countsFailovers) {
    this.ledger = ledger;
    this.judges = judges;
    this.hostHistory = hostHistory;
    this.disturbance = disturbance;
    this.deadlines = deadlines;
    this.countsFailovers = countsFailovers;
    this.listeners =
        ImmutableList.<RunListener>builder().addAll(judges).add(hostHistory, disturbance).build();
    this.steps = new StepDispatch(ledger, listeners);
  }

  private Jury(Jury other, Ledger ledger) {
    this(
        ledger,
        other.judges.stream()
            .map(judge -> judge.fork(ledger))
            .collect(ImmutableList.toImmutableList()),
        other.hostHistory.fork(ledger),
        other.disturbance.fork(),
        other.deadlines,
        other.countsFailovers);
    guestStopped = other.guestStopped;
  }

  @Override
  public Jury fork() {
    return new Jury(this, ledger.fork());
  }

  /** Judges what can be judged by now, so that the forks of the world need not do it again. */
  public void catchUp(World world) {
    judges.forEach(judge -> judge.look(world));
  }

  /** More went wrong than is provided for: safety alone is promised. */
  public void judgeSafetyOnly() {
    judges.forEach(Judge::judgeSafetyOnly);
  }

  /**
   * Judges the rest: the world is over, or was cut. What is due later than that is not judged.
   * Where more went wrong than is provided for, only safety is judged; of a guest that an operator
   * has stopped nobody expects an answer.
   */
  public void end(World world) {
    if (judge(LivenessJudge.class).isExceeded()) {
      judgeSafetyOnly();
    }
    if (guestStopped) {
      judges.forEach(Judge::guestStopped);
    }
    ledger.ended(steps.settles());
    RunEnd end = RunEnd.of(world, deadlines, disturbance);
    for (Judge judge : judges) {
      judge.ended(world);
      judge.judgeDeadlines(world, end);
    }
  }

  /** Gives memory of guests back to the pool until they run again. */
  public void park() {
    judges.forEach(Judge::park);
  }

  /** Gives the memory back for good: this jury will not be used any more. */
  public void drop() {
    judges.forEach(Judge::drop);
  }

  // ---- what came of it

  public ImmutableList<Verdict> verdicts() {
    ImmutableList.Builder<Verdict> verdicts = ImmutableList.builder();
    for (Judge judge : judges) {
      verdicts.add(judge.findings().verdict());
    }
    return verdicts.build();
  }

  /** Every promise that was broken so far. */
  public ImmutableList<Breach> breaches() {
    return isKept()
        ? ImmutableList.of()
        : verdicts().stream()
            .flatMap(verdict -> verdict.breaches().stream())
            .collect(ImmutableList.toImmutableList());
  }

  public boolean isKept() {
    for (Judge judge : judges) {
      if (!judge.findings().areNone()) {
        return false;
      }
    }
    return true;
  }

  /** What went wrong, if it was more than is provided for; empty if it was not. */
  public String excess() {
    return judge(LivenessJudge.class).excess();
  }

  /**
   * How often hosts took each other for failed where nothing explains it but a channel that is
   * beyond what is provided for.
   */
  public int unprovidedSuspicions() {
    return judge(NeedlessJudge.class).unprovided();
  }

  /** How many outputs the outside saw twice. */
  public int repeated() {
    return judge(OutputRequirementJudge.class).repeated();
  }

  /** How many outputs the outside never saw, though it saw later ones. */
  public int lost() {
    return judge(OutputRequirementJudge.class).lost();
  }

  private <J extends Judge> J judge(Class<J> kind) {
    return judges.stream().filter(kind::isInstance).map(kind::cast).findFirst().orElseThrow();
  }

  /** What happened to the hosts, in words without times. */
  public String hostHistoryText() {
    return hostHistory.text();
  }

  /**
   * How often a host changed its state, went live or halted, or a fault struck or healed: after
   * each of these, two forks may have become equal worlds.
   */
  public int hostEvents() {
    return hostHistory.hostEvents();
  }

  /**
   * Adds what can still matter: two juries with equal digests give equal verdicts of equal futures.
   *
   * <p>Of what a dead host did, only what may still be received counts. When last something went
   * wrong is left out where it can be: whoever merges worlds lets both go on until whatever is owed
   * after it is due.
   */
  public void digestInto(StateDigest digest, World world) {
    digestInto(digest, world::isLive, world.isChannelInUse());
  }

  private void digestInto(StateDigest digest, IntPredicate live, boolean receivable) {
    ledger.digestInto(digest, receivable);
    digest.add(guestStopped);
    for (Judge judge : judges) {
      judge.digestInto(digest, live);
    }
    hostHistory.digestInto(digest);
    if (countsFailovers) {
      disturbance.digestInto(digest);
    }
  }

  // ---- watching

  @Override
  public void called(long nowNs, int host, @Nullable Pace pace) {
    for (RunListener listener : listeners) {
      listener.called(nowNs, host);
    }
    ledger.moments().called(nowNs, host, pace);
  }

  @Override
  public void resumed(long nowNs, int host) {
    listeners.forEach(one -> one.resumed(nowNs, host));
  }

  @Override
  public void shown(long nowNs, int host, Bytes fresh) {
    listeners.forEach(one -> one.shown(nowNs, host, fresh));
  }

  @Override
  public void flown(long nowNs, NetworkName network, Flight<?> flight) {
    listeners.forEach(one -> one.flown(nowNs, network, flight));
  }

  @Override
  public void did(long nowNs, int host, Action action) {
    steps.tell(nowNs, host, action);
  }

  @Override
  public void noted(long nowNs, int host, Note note) {
    steps.tell(nowNs, host, note);
  }

  @Override
  public void started(long nowNs, int host, int place, String name) {
    ledger.started(name, place);
    listeners.forEach(RunListener::started);
  }

  @Override
  public void channelDelivered(long nowNs, int host, byte[] frame) {
    for (RunListener listener : listeners) {
      listener.heardOnChannel(nowNs, host);
    }
  }

  @Override
  public void offered(long nowNs, int host, Input input, boolean taken) {
    if (taken) {
      listeners.forEach(one -> one.offered(host, input));
    }
  }

  @Override
  public void served(long nowNs, DiskRequest request, DiskReply reply) {
    if (ledger.served(reply, steps.settles())) {
      listeners.forEach(one -> one.paired(nowNs));
    }
    listeners.forEach(one -> one.served(nowNs, request, reply));
  }

  @Override
  public void struck(long nowNs, Fault fault, String what) {
    listeners.forEach(one -> one.struck(nowNs, fault, what));
  }

  @Override
  public void healed(long nowNs, Fault fault, String what) {
    listeners.forEach(one -> one.healed(nowNs, fault));
  }

  @Override
  public void ordered(long nowNs, PlannedOperation order) {
    listeners.forEach(one -> one.ordered(nowNs, order.operation()));
    order.operation().ofGuest().ifPresent(control -> guestStopped = stopsGuest(control));
  }

  private boolean stopsGuest(Control control) {
    return switch (control) {
      case POWER_OFF, PAUSE -> true;
      case RESUME -> false;
      case SHARE -> guestStopped;
    };
  }

  @Override
  public void carriedOut(long nowNs, OperationOutcome how) {
    listeners.forEach(one -> one.carriedOut(nowNs, how));
  }
}
