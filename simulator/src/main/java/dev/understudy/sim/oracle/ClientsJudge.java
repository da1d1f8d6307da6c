package dev.understudy.sim.oracle;

import dev.understudy.base.StateDigest;
import dev.understudy.sim.client.ClientBreach;
import dev.understudy.sim.client.Judgement;
import dev.understudy.sim.client.OpenRequest;
import dev.understudy.sim.world.World;
import java.util.function.IntPredicate;

/** {@code clients}: the guest kept what it owes its clients, and answered them all. */
final class ClientsJudge extends Judge {
  private boolean waived;

  ClientsJudge() {
    super(Oracle.CLIENTS);
  }

  private ClientsJudge(ClientsJudge other) {
    super(other);
    waived = other.waived;
  }

  @Override
  ClientsJudge fork(Ledger forked) {
    return new ClientsJudge(this);
  }

  @Override
  void judgeSafetyOnly() {
    waived = true;
  }

  @Override
  void guestStopped() {
    waived = true;
  }

  @Override
  void ended(World world) {
    Judgement judgement = world.clientPool().judge();
    findings().judged(world.clientPool().exchanges().size());
    judgement.breaches().forEach(breach -> broken(seenNs(world, breach), breach.text()));
    findings().unjudged(judgement.undecided().size());
  }

  /** When a client was told what it should not have been; of what is no answer, nobody knows. */
  private static long seenNs(World world, ClientBreach breach) {
    return world.clientPool().answeredNs(breach).orElse(world.nowNs());
  }

  @Override
  void judgeDeadlines(World world, RunEnd end) {
    for (OpenRequest open : world.clientPool().open()) {
      if (waived) {
        findings().unjudged(1);
      } else {
        findings().expectBy(end, end.answerDueNs(open.sinceNs()), false, open.text());
      }
    }
  }

  /** Adds nothing: what this judge looks at is in the digest of the clients. */
  @Override
  void digestInto(StateDigest digest, IntPredicate live) {}
}
