package dev.understudy.sim.oracle;

import dev.understudy.base.StateDigest;
import dev.understudy.sim.client.Judgement;
import dev.understudy.sim.world.World;
import java.util.function.IntPredicate;

/**
 * {@code clients}: the guest kept what it owes its clients, and answered them all. Where the run's
 * time is up before it is over, nobody is owed an answer to what was asked a moment ago, or not yet.
 */
final class ClientsJudge extends Judge {
  private final long answerNs;
  private long mayWaitSinceNs = Long.MAX_VALUE;

  ClientsJudge(JudgeContext context) {
    super(Oracle.CLIENTS);
    answerNs = context.setup().replica().answerWithinNs();
  }

  private ClientsJudge(ClientsJudge other) {
    super(other);
    answerNs = other.answerNs;
    mayWaitSinceNs = other.mayWaitSinceNs;
  }

  @Override
  ClientsJudge fork(Ledger forked) {
    return new ClientsJudge(this);
  }

  @Override
  void pardon(long sinceNs) {
    mayWaitSinceNs = sinceNs;
  }

  @Override
  void ended(World world) {
    Judgement judgement = world.clientPool().judge();
    findings().judged(world.clientPool().exchanges().size());
    judgement.breaches().forEach(breach -> broken(world.nowNs(), breach.text()));
    findings().unjudged(judgement.undecided().size());
    long cutNs = world.isOver() ? Long.MAX_VALUE : world.nowNs() - answerNs;
    findings().unjudged(waiting(world, Long.MAX_VALUE) - waiting(world, cutNs));
    world
        .clientPool()
        .waitingSinceBefore(Math.min(mayWaitSinceNs, cutNs))
        .forEach(who -> broken(world.nowNs(), who));
  }

  private static int waiting(World world, long sinceBeforeNs) {
    return world.clientPool().waitingSinceBefore(sinceBeforeNs).size();
  }

  /** All it goes by is with the clients. */
  @Override
  void digestInto(StateDigest digest, IntPredicate live) {}
}
