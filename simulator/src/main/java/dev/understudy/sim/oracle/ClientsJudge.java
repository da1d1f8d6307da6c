package dev.understudy.sim.oracle;

import dev.understudy.base.StateDigest;
import dev.understudy.sim.client.Judgement;
import dev.understudy.sim.world.World;
import java.util.function.IntPredicate;

/** {@code clients}: the guest kept what it owes its clients, and answered them all. */
final class ClientsJudge extends Judge {
  private long mayWaitSinceNs = Long.MAX_VALUE;

  ClientsJudge() {
    super(Oracle.CLIENTS);
  }

  private ClientsJudge(ClientsJudge other) {
    super(other);
    mayWaitSinceNs = other.mayWaitSinceNs;
  }

  @Override
  ClientsJudge fork(Ledger forked) {
    return new ClientsJudge(this);
  }

  @Override
  void allowWaitingSince(long sinceNs) {
    mayWaitSinceNs = sinceNs;
  }

  @Override
  void ended(World world) {
    Judgement judgement = world.clientPool().judge();
    findings().judged(world.clientPool().exchanges().size());
    judgement.breaches().forEach(breach -> broken(world.nowNs(), breach.text()));
    findings().unjudged(judgement.undecided().size());
    world
        .clientPool()
        .waitingSinceBefore(mayWaitSinceNs)
        .forEach(who -> broken(world.nowNs(), who));
  }

  /** Adds nothing: what this judge looks at is in the digest of the clients. */
  @Override
  void digestInto(StateDigest digest, IntPredicate live) {}
}
