package dev.understudy.sim.jury;

import com.google.common.collect.ImmutableList;
import dev.understudy.disk.Reply;
import dev.understudy.disk.Request;
import dev.understudy.ft.protocol.StateDigest;
import dev.understudy.ft.replica.Action;
import dev.understudy.hypervisor.Input;
import dev.understudy.hypervisor.log.OutputKind;
import dev.understudy.hypervisor.log.Payload;
import dev.understudy.sim.oracle.Breach;
import dev.understudy.sim.oracle.Chronicle.Logged;
import dev.understudy.sim.oracle.Verdict;
import dev.understudy.sim.world.Setup;
import dev.understudy.sim.world.Watcher;
import dev.understudy.sim.world.World;
import dev.understudy.vm.machine.MemoryPool;
import java.util.function.Consumer;
import java.util.function.IntPredicate;

/**
 * All judges of one world with a pair of hosts. It costs what happens, not what has happened.
 *
 * <p>Lifecycle: watch a world from its beginning, {@link #meet} it, {@link #catchUp} before the
 * world is forked, {@link #end} when it is over.
 */
public final class Jury implements Watcher {
  private final Incarnations incarnations;
  private final Ledger ledger;
  private final OutputRuleJudge outputRule;
  private final OutputRequirementJudge outputs;
  private final OneChainJudge chain;
  private final LockstepJudge lockstep;
  private final DiskJudge disk;
  private final InputsJudge inputs;
  private final ClientsJudge clients;
  private final NeedlessJudge needless;

  /** In the order of reports. */
  private final Judge[] judges;

  private final Course course;
  private final Consumer<Logged> settles = this::settled;

  /** Judges of a world that is about to be set up so. */
  public Jury(Setup setup, MemoryPool pool) {
    int hosts = setup.hosts().size();
    incarnations = new Incarnations(hosts);
    ledger = new Ledger(hosts);
    outputRule = new OutputRuleJudge(ledger);
    outputs = new OutputRequirementJudge(setup, pool);
    chain = new OneChainJudge(ledger);
    lockstep = new LockstepJudge(ledger);
    disk = new DiskJudge();
    inputs = new InputsJudge(incarnations, hosts);
    clients = new ClientsJudge();
    needless = new NeedlessJudge();
    judges = all();
    course = new Course();
  }

  private Jury(Jury other) {
    incarnations = other.incarnations;
    ledger = other.ledger.fork();
    outputRule = other.outputRule.fork(ledger);
    outputs = other.outputs.fork(ledger);
    chain = other.chain.fork(ledger);
    lockstep = other.lockstep.fork(ledger);
    disk = other.disk.fork(ledger);
    inputs = other.inputs.fork(ledger);
    clients = other.clients.fork(ledger);
    needless = other.needless.fork(ledger);
    judges = all();
    course = other.course.fork();
  }

  private Judge[] all() {
    return new Judge[] {outputRule, outputs, chain, lockstep, disk, inputs, clients, needless};
  }

  @Override
  public Jury fork() {
    return new Jury(this);
  }

  /** Learns who is who; to be called before the world's first step. */
  public void meet(World world) {
    incarnations.learn(world);
  }

  /** Judges what can be judged by now, so that forks need not do it again. */
  public void catchUp(World world) {
    outputs.catchUp();
    chain.read(world);
    disk.look(world);
  }

  /**
   * Whoever waits for an answer to a request first sent at this time or later may go on waiting:
   * the world is looked at before it is over, or more went wrong than is provided for.
   */
  public void pardonWaiting(long sinceNs) {
    clients.pardonWaiting(sinceNs);
  }

  /** The world is over: judges the rest. */
  public void end(World world) {
    ledger.ended(settles);
    for (Judge judge : judges) {
      judge.ended(world);
    }
  }

  /** Gives the memory of the machine beside the world back to its pool. */
  public void park() {
    outputs.park();
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
    for (Judge judge : judges) {
      judge.digestInto(digest, live);
    }
    course.digestInto(digest);
  }

  // ---- watching

  @Override
  public void did(long nowNs, int host, Action action) {
    if (action instanceof Action.Appended a) {
      appended(
          new Logged(nowNs, host, a.index(), a.entry(), a.encoded(), a.output(), a.quickHash()));
    } else if (action instanceof Action.Consumed consumed) {
      lockstep.consumed(nowNs, host, consumed.index(), consumed.quickHash());
    } else if (action instanceof Action.Received received) {
      ledger.received(host, received.throughIndex(), settles);
    } else if (action instanceof Action.Restored restored) {
      ledger.received(host, restored.throughIndex(), settles);
      lockstep.consumed(nowNs, host, restored.throughIndex(), restored.quickHash());
    } else if (action instanceof Action.Taken taken) {
      inputs.offered(host, taken.input());
    } else if (action instanceof Action.SendFrame send) {
      emitted(nowNs, host, OutputKind.NETWORK, send.outputIndex(), send.frame());
    } else if (action instanceof Action.ShowConsole show) {
      emitted(nowNs, host, OutputKind.CONSOLE, show.outputIndex(), show.text());
    } else if (action instanceof Action.End end) {
      course.ended(end.how());
      emitted(nowNs, host, end.how().kind(), end.how().index(), end.how().payload());
    } else if (action instanceof Action.SendStorage send) {
      if (send.request() instanceof Request.Write write) {
        outputRule.wrote(nowNs, host, write);
      }
    } else if (action instanceof Action.WentLive live) {
      wentLive(nowNs, host, live);
    } else if (action instanceof Action.Note note) {
      course.noted(host, note);
      inputs.noted(nowNs, host, note);
      lockstep.noted(nowNs, host, note);
      needless.noted(nowNs, host, note);
    }
  }

  private void appended(Logged entry) {
    outputRule.logged(entry);
    lockstep.logged(entry);
    inputs.logged(entry);
    ledger.logged(entry, settles);
  }

  private void settled(Logged entry) {
    chain.settled(entry);
    outputs.settled(entry);
    disk.settled(entry);
    inputs.settled(entry);
  }

  private void emitted(long nowNs, int host, OutputKind kind, long index, Payload payload) {
    outputRule.emitted(nowNs, host, kind, index, payload);
    outputs.emitted(nowNs, host, kind, index, payload);
    chain.emitted(nowNs, host, kind, index, payload);
  }

  private void wentLive(long nowNs, int host, Action.WentLive live) {
    ledger.tookOver(host, live.drainedThrough(), settles);
    outputs.tookOver(nowNs, host, live.drainedThrough());
    course.wentLive(host, live);
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
      ledger.answered(answer, incarnations.hostOf(answer.incarnation()), settles);
    }
    inputs.served(nowNs, request, reply);
  }

  @Override
  public void struck(long nowNs, String what) {
    course.struck();
    needless.struck(nowNs);
  }
}
