package dev.understudy.sim.oracle;

import dev.understudy.base.StateDigest;
import dev.understudy.ft.replica.Note;
import dev.understudy.sim.world.Fault;
import dev.understudy.sim.world.Operation;
import dev.understudy.sim.world.World;
import java.util.function.IntPredicate;

/**
 * {@code nothing-needless}: no host asks for the test-and-set unless something broke, or an
 * operator ordered it.
 */
final class NeedlessJudge extends Judge {
  private final HostRoster roster;
  private boolean struck;

  NeedlessJudge(JudgeContext context) {
    super(Oracle.NOTHING_NEEDLESS);
    this.roster = context.roster();
  }

  private NeedlessJudge(NeedlessJudge other, HostRoster roster) {
    super(other);
    this.roster = roster;
    struck = other.struck;
  }

  @Override
  NeedlessJudge fork(Ledger forked) {
    return new NeedlessJudge(this, forked.roster());
  }

  @Override
  void struck(long nowNs, Fault fault, String what) {
    struck = true;
  }

  @Override
  void ordered(long nowNs, Operation operation) {
    struck = true;
  }

  @Override
  void stateChanged(long nowNs, int who, Note.StateChanged note) {
    if (note.to().arbitrating()) {
      judged();
      if (!struck) {
        broken(nowNs, roster.name(who) + " asked for the test-and-set, and nothing had broken");
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
