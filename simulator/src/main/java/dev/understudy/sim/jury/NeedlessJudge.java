package dev.understudy.sim.jury;

import dev.understudy.ft.protocol.StateDigest;
import dev.understudy.ft.replica.Action;
import java.util.function.IntPredicate;

/** {@code nothing-needless}: nobody asks for the test-and-set unless something broke. */
final class NeedlessJudge extends Judge {
  private boolean struck;

  NeedlessJudge() {
    super("nothing-needless");
  }

  private NeedlessJudge(NeedlessJudge other) {
    super(other);
    struck = other.struck;
  }

  @Override
  NeedlessJudge fork(Ledger forked) {
    return new NeedlessJudge(this);
  }

  @Override
  void struck(long nowNs) {
    struck = true;
  }

  @Override
  void noted(long nowNs, int host, Action.Note note) {
    if (note instanceof Action.StateChanged changed && changed.to().arbitrating()) {
      judged();
      if (!struck) {
        broken(nowNs, "host-" + (host + 1) + " asked for the test-and-set, and nothing had broken");
      }
    }
  }

  @Override
  void digestInto(StateDigest digest, IntPredicate live) {
    digest.add(struck);
  }
}
