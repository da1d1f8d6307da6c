package dev.understudy.sim.oracle;

import dev.understudy.sim.world.Setup;
import dev.understudy.vm.machine.MemoryPool;
import java.util.Optional;

/**
 * What a judge goes by from the beginning.
 *
 * @param pool for the memory of machines beside the world
 */
record JudgeContext(Setup setup, MemoryPool pool, Ledger ledger) {
  Cast cast() {
    return ledger.cast();
  }

  /** The judge of a promise; nobody for one that is judged when the run is told. */
  Optional<Judge> judge(Oracle oracle) {
    return switch (oracle) {
      case OUTPUT_RULE -> Optional.of(new OutputRuleJudge(this));
      case OUTPUT_REQUIREMENT -> Optional.of(new OutputRequirementJudge(this));
      case ONE_CHAIN -> Optional.of(new OneChainJudge(this));
      case LOCKSTEP -> Optional.of(new LockstepJudge(this));
      case DISK -> Optional.of(setup.hasOwnDisks() ? new OwnDisksJudge(this) : new DiskJudge());
      case JUSTIFIED_INPUTS -> Optional.of(new InputsJudge(this));
      case CLIENTS -> Optional.of(new ClientsJudge());
      case LIVENESS -> Optional.of(new LivenessJudge(this));
      case NOTHING_NEEDLESS -> Optional.of(new NeedlessJudge(this));
      case WAITING -> Optional.of(new WaitingJudge(this));
      case ENDING -> Optional.of(new EndingJudge(this));
      case DECLARED -> Optional.of(new DeclaredJudge(this));
      case SOMETIMES -> Optional.empty();
    };
  }
}
