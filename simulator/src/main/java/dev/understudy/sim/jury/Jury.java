package dev.understudy.sim.jury;

import com.google.common.collect.ImmutableList;
import dev.understudy.disk.Reply;
import dev.understudy.disk.Request;
import dev.understudy.ft.protocol.StateDigest;
import dev.understudy.ft.replica.Action;
import dev.understudy.ft.replica.Note;
import dev.understudy.ft.replica.NoteListener;
import dev.understudy.hypervisor.Input;
import dev.understudy.hypervisor.log.Control;
import dev.understudy.hypervisor.log.OutputKind;
import dev.understudy.hypervisor.log.Payload;
import dev.understudy.sim.oracle.Breach;
import dev.understudy.sim.oracle.Chronicle.Logged;
import dev.understudy.sim.oracle.Verdict;
import dev.understudy.sim.world.Fault;
import dev.understudy.sim.world.Operation;
import dev.understudy.sim.world.Operator;
import dev.understudy.sim.world.Order;
import dev.understudy.sim.world.Setup;
import dev.understudy.sim.world.Watcher;
import dev.understudy.sim.world.World;
import dev.understudy.vm.machine.MemoryPool;
import java.util.function.Consumer;
import java.util.function.IntPredicate;

/**
 * All judges of one world. It costs what happens, not what has happened.
 *
 * <p>Lifecycle: watch a world from its beginning, {@link #catchUp} before the world is forked,
 * {@link #end} when it is over.
 */
public final class Jury implements Watcher {
  private final Cast cast;
  private final Ledger ledger;
  private final OutputRuleJudge outputRule;
  private final OutputRequirementJudge outputs;
  private final OneChainJudge chain;
  private final LockstepJudge lockstep;
  private final Judge disk;
  private final InputsJudge inputs;
  private final ClientsJudge clients;
  private final LivenessJudge liveness;
  private final NeedlessJudge needless;
  private final WaitingJudge waiting;
  private final EndingJudge ending;
  private final DeclaredJudge declared;

  /** In the order of reports. */
  private final Judge[] judges;

  private final Course course;

  /** Whether the guest stands still by order, or was switched off. */
  private boolean stands;

  private final Consumer<Logged> settles = this::settled;

  /** Judges of a world that is about to be set up so. */
  public Jury(Setup setup, MemoryPool pool) {
    cast = new Cast(setup);
    ledger = new Ledger(cast);
    outputRule = new OutputRuleJudge(setup, cast, ledger);
    outputs = new OutputRequirementJudge(setup, pool, cast, ledger);
    chain = new OneChainJudge(cast, ledger);
    lockstep = new LockstepJudge(cast, ledger);
    disk = setup.hasOwnDisks() ? new OwnDisksJudge(setup, cast) : new DiskJudge();
    inputs = new InputsJudge(setup, cast);
    clients = new ClientsJudge();
    liveness = new LivenessJudge(setup);
    needless = new NeedlessJudge(cast);
    waiting = new WaitingJudge(setup, ledger);
    ending = new EndingJudge(setup.declared());
    declared = new DeclaredJudge(setup.declared(), cast);
    judges = all();
    course = new Course(cast);
  }

  private Jury(Jury other) {
    ledger = other.ledger.fork();
    cast = ledger.cast();
    outputRule = other.outputRule.fork(ledger);
    outputs = other.outputs.fork(ledger);
    chain = other.chain.fork(ledger);
    lockstep = other.lockstep.fork(ledger);
    disk = other.disk.fork(ledger);
    inputs = other.inputs.fork(ledger);
    clients = other.clients.fork(ledger);
    liveness = other.liveness.fork(ledger);
    needless = other.needless.fork(ledger);
    waiting = other.waiting.fork(ledger);
    ending = other.ending.fork(ledger);
    declared = other.declared.fork(ledger);
    judges = all();
    course = other.course.fork(cast);
    stands = other.stands;
  }

  private Judge[] all() {
    return new Judge[] {
      outputRule,
      outputs,
      chain,
      lockstep,
      disk,
      inputs,
      clients,
      liveness,
      needless,
      waiting,
      ending,
      declared
    };
  }

  @Override
  public Jury fork() {
    return new Jury(this);
  }

  /** Judges what can be judged by now, so that forks need not do it again. */
  public void catchUp(World world) {
    outputs.catchUp();
    chain.read(world);
    disk.look(world);
  }

  /**
   * The world is looked at before it is over: whoever waits for an answer to a request first sent
   * at this time or later may go on waiting, and the guest may go on.
   */
  public void pardon(long sinceNs) {
    for (Judge judge : judges) {
      judge.pardon(sinceNs);
    }
  }

  /** More went wrong than is provided for: safety alone is promised. */
  public void pardonAll() {
    pardon(Long.MIN_VALUE);
  }

  /**
   * The world is over: judges the rest. Where more went wrong than is provided for, or an operator
   * wanted the guest to stand still, what is asked is safety alone.
   */
  public void end(World world) {
    if (liveness.isExceeded() || stands) {
      pardonAll();
    }
    ledger.ended(settles);
    for (Judge judge : judges) {
      judge.ended(world);
    }
  }

  /** Gives the memory of the machine beside the world back to its pool. */
  public void park() {
    outputs.park();
  }

  /** Gives it back for good: nobody asks this jury any more. */
  public void drop() {
    outputs.drop();
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
    return liveness.excess();
  }

  /** How many outputs the outside saw twice. */
  public int repeated() {
    return outputs.repeated();
  }

  /** How many outputs the outside never saw, though it saw later ones. */
  public int lost() {
    return outputs.lost();
  }

  /** What happened to the hosts, in words that leave out when. */
  public String course() {
    return course.text();
  }

  /**
   * How often a host changed its state, went live or halted, or a fault struck or healed: moments
   * at which worlds may meet.
   */
  public int turns() {
    return course.turns();
  }

  /**
   * Adds what can still matter: two juries with equal digests give equal verdicts of equal futures.
   *
   * <p>Of what a dead host did, only what may still be received counts.
   */
  public void digestInto(StateDigest digest, World world) {
    digestInto(digest, world::isLive, world.isChannelInUse());
  }

  private void digestInto(StateDigest digest, IntPredicate live, boolean receivable) {
    ledger.digestInto(digest, receivable);
    digest.add(stands);
    for (Judge judge : judges) {
      judge.digestInto(digest, live);
    }
    course.digestInto(digest);
  }

  // ---- watching

  @Override
  public void did(long nowNs, int host, Action action) {
    action.match(new Acts(nowNs, host));
  }

  @Override
  public void noted(long nowNs, int host, Note note) {
    disk.noted(nowNs, host, note);
    if (!note.match(new Hearing(nowNs, host))) {
      course.noted(host, note);
      inputs.noted(nowNs, host, note);
      lockstep.noted(nowNs, host, note);
      if (ledger.isOfNewestPair(host)) {
        liveness.noted(nowNs, cast.name(host), note);
      }
      needless.noted(nowNs, host, note);
      declared.noted(nowNs, host, note);
    }
  }

  /** What of the things that a host does leaves it for good. */
  private final class Acts implements Action.Cases<Boolean> {
    private final long nowNs;
    private final int who;

    Acts(long nowNs, int who) {
      this.nowNs = nowNs;
      this.who = who;
    }

    private Boolean emit(OutputKind kind, long index, Payload payload) {
      emitted(nowNs, who, kind, index, payload);
      return true;
    }

    @Override
    public Boolean sendFrame(Action.SendFrame send) {
      return emit(OutputKind.NETWORK, send.outputIndex(), send.frame());
    }

    @Override
    public Boolean showConsole(Action.ShowConsole show) {
      return emit(OutputKind.CONSOLE, show.outputIndex(), show.text());
    }

    @Override
    public Boolean end(Action.End end) {
      course.ended(end.how());
      return emit(end.how().kind(), end.how().index(), end.how().payload());
    }

    @Override
    public Boolean sendStorage(Action.SendStorage send) {
      boolean writes = send.request() instanceof Request.Write;
      if (send.request() instanceof Request.Write write) {
        outputRule.wrote(nowNs, who, write);
      }
      return writes;
    }

    @Override
    public Boolean sendChannel(Action.SendChannel send) {
      return false;
    }

    @Override
    public Boolean announce(Action.Announce announce) {
      return false;
    }

    @Override
    public Boolean armTimer(Action.ArmTimer arm) {
      return false;
    }

    @Override
    public Boolean disarmTimer(Action.DisarmTimer disarm) {
      return false;
    }

    @Override
    public Boolean pace(Action.Pace pace) {
      return false;
    }
  }

  /** Hands on what several judges need at once; the other notes are theirs to look at. */
  private final class Hearing implements NoteListener {
    private final long nowNs;
    private final int who;

    Hearing(long nowNs, int who) {
      this.nowNs = nowNs;
      this.who = who;
    }

    @Override
    public Boolean appended(Note.Appended a) {
      Jury.this.appended(
          new Logged(
              nowNs,
              who,
              a.index(),
              a.entry(),
              a.encoded(),
              a.sentBytes(),
              a.output(),
              a.quickHash()));
      return true;
    }

    @Override
    public Boolean consumed(Note.Consumed entry) {
      return consumed(entry.index(), entry.quickHash());
    }

    private Boolean consumed(long index, long quickHash) {
      lockstep.consumed(nowNs, who, index, quickHash);
      declared.consumed(nowNs, who, index, quickHash);
      return true;
    }

    @Override
    public Boolean marked(Note.Marked marked) {
      lockstep.marked(nowNs, who, marked.index(), marked.own());
      return true;
    }

    @Override
    public Boolean received(Note.Received entries) {
      return received(entries.throughIndex());
    }

    private Boolean received(long throughIndex) {
      ledger.received(who, throughIndex, settles);
      return true;
    }

    @Override
    public Boolean restored(Note.Restored restored) {
      received(restored.throughIndex());
      return consumed(restored.throughIndex(), restored.quickHash());
    }

    @Override
    public Boolean taken(Note.Taken taken) {
      inputs.offered(who, taken.input());
      return true;
    }

    @Override
    public Boolean wentLive(Note.WentLive live) {
      Jury.this.wentLive(nowNs, who, live);
      return true;
    }

    @Override
    public Boolean cloneBegan(Note.CloneBegan began) {
      ledger.cloneBegan(who, cast.of(began.joiner()));
      lockstep.joinerIsGone();
      return true;
    }

    @Override
    public Boolean installed(Note.Installed installed) {
      return received(installed.afterIndex());
    }

    @Override
    public Boolean cloneEnded(Note.CloneEnded ended) {
      ledger.cloneEnded(who, settles);
      lockstep.joinerIsGone();
      liveness.cloneEnded(ended.how());
      return true;
    }
  }

  private void appended(Logged entry) {
    outputRule.logged(entry);
    lockstep.logged(entry);
    inputs.logged(entry);
    disk.logged(entry);
    declared.logged(entry);
    waiting.logged(entry);
    ledger.logged(entry, settles);
  }

  private void settled(Logged entry) {
    chain.settled(entry);
    outputs.settled(entry);
    disk.settled(entry);
    inputs.settled(entry);
  }

  private void emitted(long nowNs, int who, OutputKind kind, long index, Payload payload) {
    outputRule.emitted(nowNs, who, kind, index, payload);
    outputs.emitted(nowNs, who, kind, index, payload);
    chain.emitted(nowNs, who, kind, index, payload);
    declared.emitted(nowNs, who, kind, index, payload);
  }

  private void wentLive(long nowNs, int who, Note.WentLive live) {
    outputRule.inherits(ledger.author(), who, live.drainedThrough());
    ledger.tookOver(who, live.drainedThrough(), settles);
    outputs.tookOver(nowNs, who, live.drainedThrough());
    lockstep.tookOver(nowNs, who, live.drainedThrough());
    declared.tookOver(nowNs, who, live.drainedThrough());
    liveness.noted(nowNs, cast.name(who), live);
    course.wentLive(who, live);
  }

  @Override
  public void started(long nowNs, int host, int place, String name) {
    ledger.started(name, place);
    inputs.started();
    disk.started();
  }

  @Override
  public void offered(long nowNs, int host, Input input, boolean taken) {
    if (taken) {
      inputs.offered(host, input);
    }
  }

  @Override
  public void served(long nowNs, Request request, Reply reply) {
    if (reply instanceof Reply.TestAndSetAnswered answer) {
      ledger.answered(answer, cast.of(answer.incarnation()), settles);
    } else if (reply instanceof Reply.RenewAnswered answer
        && ledger.renewed(answer, cast.of(answer.incarnation()))) {
      lockstep.paired();
      waiting.paired();
      liveness.paired(nowNs);
      course.paired(ledger.leader(), ledger.follower());
    }
    inputs.served(nowNs, request, reply);
  }

  @Override
  public void struck(long nowNs, Fault fault, String what) {
    course.turned();
    liveness.befell(nowNs, fault, what);
    needless.struck(nowNs, fault);
    declared.struck(nowNs, fault);
  }

  @Override
  public void ordered(long nowNs, Order order) {
    course.turned();
    liveness.ordered(nowNs, order.operation());
    needless.ordered();
    if (order.operation() instanceof Operation.ToGuest guest) {
      stands = stands(guest.control());
    }
  }

  private boolean stands(Control control) {
    return switch (control) {
      case POWER_OFF -> {
        ending.switchedOff();
        yield true;
      }
      case PAUSE -> true;
      case RESUME -> false;
      case SHARE -> stands;
    };
  }

  @Override
  public void carriedOut(long nowNs, Operator.Carried how) {
    course.turned();
    liveness.carriedOut(nowNs);
  }

  @Override
  public void healed(long nowNs, Fault fault, String what) {
    course.turned();
    liveness.healed(nowNs, fault);
  }
}
