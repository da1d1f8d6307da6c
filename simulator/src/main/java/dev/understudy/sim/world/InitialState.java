package dev.understudy.sim.world;

import dev.understudy.disk.SharedDisk;
import dev.understudy.ft.protocol.Identity;
import dev.understudy.ft.replica.Replica;
import dev.understudy.hypervisor.VirtualMachine;
import dev.understudy.sim.random.Chance;
import dev.understudy.vm.machine.MemoryPool;

/** Builds the first instant of a world. */
final class InitialState {

  /** Incarnations are counted from 1 over all places; each start takes the next one. */
  private static final long FIRST_INCARNATION = 1;

  private InitialState() {}

  static HostPool pool(Setup setup, MemoryPool memory, Chance chance) {
    HostPool pool = new HostPool(setup.hosts());
    int running = setup.faultTolerant() ? 2 : 1;
    for (int number = 0; number < running; number++) {
      HostProfile profile = setup.hosts().get(number);
      VirtualMachine guest =
          VirtualMachine.boot(
              setup.image(),
              setup.engines().of(number),
              memory,
              setup.replica().devices(),
              setup.seamRules());
      Replica replica = replica(setup, number, guest, profile.clock().readsAt(0));
      pool.start(number, chance, replica);
    }
    return pool;
  }

  private static Replica replica(Setup setup, int number, VirtualMachine guest, long clockNs) {
    if (!setup.faultTolerant()) {
      return Replica.solo(FIRST_INCARNATION, guest, setup.replica(), clockNs);
    }
    Identity pair = new Identity(0, FIRST_INCARNATION, FIRST_INCARNATION + 1);
    return number == 0
        ? Replica.primary(pair, guest, setup.replica(), clockNs)
        : Replica.backup(pair.other(), guest, setup.replica(), clockNs);
  }

  static StorageServer storage(Setup setup) {
    long backup = setup.faultTolerant() ? FIRST_INCARNATION + 1 : SharedDisk.NOBODY;
    SharedDisk disk =
        setup.hasOwnDisks()
            ? SharedDisk.arbiter(FIRST_INCARNATION, backup, setup.diskRules())
            : SharedDisk.create(
                setup.replica().devices().diskBlocks(),
                FIRST_INCARNATION,
                backup,
                setup.diskRules());
    return new StorageServer(disk, setup.diskServiceNs());
  }
}
