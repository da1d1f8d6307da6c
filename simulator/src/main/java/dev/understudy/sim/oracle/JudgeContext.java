package dev.understudy.sim.oracle;

import dev.understudy.sim.world.Setup;
import dev.understudy.vm.machine.MemoryPool;

/**
 * What a judge is made with.
 *
 * @param setup of the world that it will judge
 * @param pool the memory for reference machines
 * @param ledger what is known of the hosts' logs
 */
record JudgeContext(Setup setup, MemoryPool pool, Ledger ledger) {
  HostRoster roster() {
    return ledger.roster();
  }
}
