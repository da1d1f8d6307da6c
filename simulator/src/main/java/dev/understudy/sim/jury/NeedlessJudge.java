package dev.understudy.sim.jury;

import dev.understudy.ft.protocol.StateDigest;
import dev.understudy.ft.replica.Note;
import dev.understudy.sim.oracle.Oracle;
import dev.understudy.sim.world.Fault;
import dev.understudy.sim.world.World;
import java.util.function.IntPredicate;

/**
 * {@code nothing-needless}: nobody asks for the test-and-set unless something broke, or somebody
 * ordered it.
 */
final class NeedlessJudge extends Judge {
  private final Cast cast;
  private boolean struck;

  NeedlessJudge(Cast cast) {
    super(Oracle.NOTHING_NEEDLESS);
    this.cast = cast;
  }

  private NeedlessJudge(NeedlessJudge other, Cast cast) {
    super(other);
    this.cast = cast;
    struck = other.struck;
  }

  @Override
  NeedlessJudge fork(Ledger forked) {
    return new NeedlessJudge(this, forked.cast());
  }

  @Override
  void struck(long nowNs, Fault fault) {
    struck = true;
  }

  void ordered() {
    struck = true;
  }

  @Override
  void noted(long nowNs, int who, Note note) {
    if (note instanceof Note.StateChanged changed && changed.to().arbitrating()) {
      judged();
      if (!struck) {
        broken(nowNs, cast.name(who) + " asked for the test-and-set, and nothing had broken");
      }
    }
  }

  @Override
  void ended(World world) {
    judged();
  }

  @Override
  void digestInto(StateDigest digest, IntPredicate live) {
    digest.add(struck);
  }
}
