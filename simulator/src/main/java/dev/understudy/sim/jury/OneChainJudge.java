package dev.understudy.sim.jury;

import dev.understudy.disk.DiskEvent;
import dev.understudy.ft.protocol.StateDigest;
import dev.understudy.hypervisor.log.OutputKind;
import dev.understudy.hypervisor.log.Payload;
import dev.understudy.sim.oracle.Chronicle.Logged;
import dev.understudy.sim.oracle.Oracle;
import dev.understudy.sim.world.World;
import java.util.function.IntPredicate;

/** {@code one-chain}: once the disk has named a survivor, nobody else has an effect outside. */
final class OneChainJudge extends Judge {
  private final Ledger ledger;
  private final Cast cast;
  private int eventsRead;
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
    cast = other.cast;
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
        && (ledger.owner() == Cast.NOBODY || entry.host() == Cast.FIRST_PRIMARY)) {
      lastOutput = entry.output().index();
    }
  }

  @Override
  void emitted(long nowNs, int who, OutputKind kind, long index, Payload payload) {
    if (who != Cast.FIRST_PRIMARY) {
      findings()
          .expect(
              ledger.hasNamed(who),
              nowNs,
              name(who, kind, index) + ", which the disk had never named");
    }
    int owner = ledger.owner();
    if (owner != Cast.NOBODY && owner != who) {
      findings()
          .expect(
              who == Cast.FIRST_PRIMARY && index <= lastOutput,
              nowNs,
              name(who, kind, index)
                  + " though the disk had named "
                  + cast.name(owner)
                  + ", whose log does not hold it");
    }
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
