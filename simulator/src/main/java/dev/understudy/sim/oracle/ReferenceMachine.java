package dev.understudy.sim.oracle;

import dev.understudy.base.StateDigest;
import dev.understudy.hypervisor.Divergence;
import dev.understudy.hypervisor.Replayer;
import dev.understudy.hypervisor.VirtualMachine;
import dev.understudy.hypervisor.log.EntryRefusedException;
import dev.understudy.sim.oracle.RunTrace.Logged;
import dev.understudy.sim.world.Setup;
import dev.understudy.vm.machine.MemoryPool;
import dev.understudy.vm.machine.StateHash;
import java.util.ArrayDeque;
import org.jspecify.annotations.Nullable;

/**
 * A single machine that runs the survivor's log beside the world, to show what one machine alone
 * would have done. It has the hypervisor's standard rules, even where a test has changed those of
 * the hosts, unless the test says that both have the bug ({@link Setup#besideRules}).
 */
final class ReferenceMachine {
  private final Replayer replayer;
  private @Nullable String refused;

  /** When the entries were logged that it has not run to the end of. */
  private final ArrayDeque<Long> aheadNs = new ArrayDeque<>();

  private ReferenceMachine(Replayer replayer) {
    this.replayer = replayer;
  }

  static ReferenceMachine boot(Setup setup, MemoryPool pool) {
    VirtualMachine guest =
        VirtualMachine.boot(
            setup.image(), setup.engine(), pool, setup.replica().devices(), setup.besideRules());
    return new ReferenceMachine(Replayer.boot(guest, setup.replica().seam()));
  }

  ReferenceMachine fork() {
    ReferenceMachine fork = new ReferenceMachine(replayer.fork());
    fork.refused = refused;
    fork.aheadNs.addAll(aheadNs);
    return fork;
  }

  void supply(Logged entry) {
    if (refused == null) {
      aheadNs.addLast(entry.atNs());
      try {
        replayer.supply(entry.encoded());
      } catch (EntryRefusedException e) {
        refused = String.valueOf(e.getMessage());
      }
    }
  }

  void catchUp() {
    if (replayer.entries() < replayer.heldEntries()) {
      replayer.runUntil(Long.MAX_VALUE);
    }
    while (aheadNs.size() > replayer.heldEntries() - replayer.entries() && refused == null) {
      aheadNs.removeFirst();
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

  /**
   * When the entry was logged that it could not follow.
   *
   * @param endNs of the run, for one that stopped without such an entry
   */
  long divergedNs(long endNs) {
    if (aheadNs.isEmpty()) {
      return endNs;
    }
    return refused == null ? aheadNs.getFirst() : aheadNs.getLast();
  }

  void digestInto(StateDigest digest) {
    catchUp();
    StateHash state = replayer.guest().stateHash();
    digest.add(state.high());
    digest.add(state.low());
    digest.add(replayer.entries());
  }
}
