package dev.understudy.sim.jury;

import dev.understudy.base.Bytes;
import dev.understudy.base.StateDigest;
import dev.understudy.disk.DiskEvent;
import dev.understudy.hypervisor.log.OutputKind;
import dev.understudy.sim.oracle.Chronicle.Logged;
import dev.understudy.sim.oracle.Oracle;
import dev.understudy.sim.world.World;
import java.util.function.IntPredicate;

/** {@code one-chain}: once the disk has named a survivor, nobody else has an effect outside. */
final class OneChainJudge extends Judge {
  private final Ledger ledger;
  private final Cast cast;
  private int eventsRead;

  /** The incarnation that won last, or that has brought a backup in since. */
  private long diskOwner;

  /** The last output of the log that the survivor can have. */
  private long lastOutput;

  OneChainJudge(Cast cast, Ledger ledger) {
    super(Oracle.ONE_CHAIN);
    this.cast = cast;
    this.ledger = ledger;
  }

  private OneChainJudge(OneChainJudge other, Ledger ledger) {
    super(other);
    cast = ledger.cast();
    this.ledger = ledger;
    eventsRead = other.eventsRead;
    diskOwner = other.diskOwner;
    lastOutput = other.lastOutput;
  }

  @Override
  OneChainJudge fork(Ledger forked) {
    return new OneChainJudge(this, forked);
  }

  @Override
  void settled(Logged entry) {
    if (entry.output() != null
        && (ledger.owner() == Cast.NOBODY || entry.host() != ledger.owner())) {
      lastOutput = entry.output().index();
    }
  }

  @Override
  void emitted(long nowNs, int who, OutputKind kind, long index, Bytes payload) {
    if (who != Cast.FIRST_PRIMARY) {
      findings()
          .expect(
              hasActed(who), nowNs, name(who, kind, index) + ", which the disk had never named");
    }
    int owner = ledger.owner();
    if (owner != who && (owner != Cast.NOBODY || who != ledger.author())) {
      findings()
          .expect(
              hasActed(who) && index <= lastOutput,
              nowNs,
              name(who, kind, index)
                  + " though the disk had named "
                  + cast.name(owner == Cast.NOBODY ? ledger.leader() : owner)
                  + ", whose log does not hold it");
    }
  }

  private boolean hasActed(int who) {
    return who == Cast.FIRST_PRIMARY || ledger.hasNamed(who);
  }

  private String name(int who, OutputKind kind, long index) {
    return kind.text() + " output " + index + " left " + cast.name(who);
  }

  /** Reads what the disk did since it last looked. */
  void read(World world) {
    for (DiskEvent event : world.disk().historySince(eventsRead)) {
      eventsRead++;
      if (event instanceof DiskEvent.TestAndSetArrived asked && asked.decided()) {
        diskOwner = asked.incarnation();
      } else if (event instanceof DiskEvent.RenewArrived renewed && renewed.decided()) {
        diskOwner = renewed.incarnation();
      } else if (event instanceof DiskEvent.WriteArrived write && write.applied()) {
        judged();
        if (diskOwner != 0 && write.incarnation() != diskOwner) {
          broken(
              world.nowNs(),
              "incarnation "
                  + write.incarnation()
                  + " changed block "
                  + write.firstBlock()
                  + " after incarnation "
                  + diskOwner
                  + " had won");
        }
      }
    }
  }

  @Override
  void ended(World world) {
    read(world);
    judged();
    if (ledger.decisions() > 1) {
      broken(world.nowNs(), "the disk named more than one survivor of one generation");
    }
  }

  @Override
  void digestInto(StateDigest digest, IntPredicate live) {
    digest.add(diskOwner);
    digest.add(lastOutput);
  }
}
