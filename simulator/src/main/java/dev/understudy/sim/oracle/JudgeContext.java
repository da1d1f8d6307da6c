package dev.understudy.sim.oracle;

import dev.understudy.sim.world.Setup;
import dev.understudy.vm.machine.MemoryPool;

/**
 * What a judge goes by from the beginning.
 *
 * @param pool for the memory of machines beside the world
 */
record JudgeContext(Setup setup, MemoryPool pool, Ledger ledger) {
  HostRoster roster() {
    return ledger.roster();
  }
}
