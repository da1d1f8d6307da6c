package dev.understudy.sim.oracle;

import dev.understudy.base.StateDigest;
import dev.understudy.hypervisor.Divergence;
import dev.understudy.hypervisor.Replayer;
import dev.understudy.hypervisor.VirtualMachine;
import dev.understudy.hypervisor.log.EntryRefusedException;
import dev.understudy.sim.world.Setup;
import dev.understudy.vm.machine.MemoryPool;
import dev.understudy.vm.machine.StateHash;
import org.jspecify.annotations.Nullable;

/**
 * A single machine that runs the survivor's log beside the world, to show what one machine alone
 * would have done. It has the hypervisor's standard rules, even where a test has changed those of
 * the hosts, unless the test says that both have the bug ({@link Setup#besideRules}).
 */
final class ReferenceMachine {
  private final Replayer replayer;
  private @Nullable String refused;

  private ReferenceMachine(Replayer replayer, @Nullable String refused) {
    this.replayer = replayer;
    this.refused = refused;
  }

  static ReferenceMachine boot(Setup setup, MemoryPool pool) {
    VirtualMachine guest =
        VirtualMachine.boot(
            setup.image(), setup.engine(), pool, setup.replica().devices(), setup.besideRules());
    return new ReferenceMachine(Replayer.boot(guest, setup.replica().seam()), null);
  }

  ReferenceMachine fork() {
    return new ReferenceMachine(replayer.fork(), refused);
  }

  void supply(byte[] entry) {
    if (refused == null) {
      try {
        replayer.supply(entry);
      } catch (EntryRefusedException e) {
        refused = String.valueOf(e.getMessage());
      }
    }
  }

  void catchUp() {
    if (replayer.entries() < replayer.heldEntries()) {
      replayer.runUntil(Long.MAX_VALUE);
    }
  }

  /** Gives the memory of the guest back to its pool until it runs again. */
  void park() {
    replayer.guest().park();
  }

  /** Gives the memory back for good. */
  void drop() {
    replayer.guest().drop();
  }

  /** Why it could not follow; null if it did. */
  @Nullable String divergence() {
    if (refused != null) {
      return refused;
    }
    return replayer
        .divergence()
        .map(Divergence::text)
        .orElse(
            replayer.entries() == replayer.heldEntries() ? null : "it stopped before the log did");
  }

  void digestInto(StateDigest digest) {
    catchUp();
    StateHash state = replayer.guest().stateHash();
    digest.add(state.high());
    digest.add(state.low());
    digest.add(replayer.entries());
  }
}
