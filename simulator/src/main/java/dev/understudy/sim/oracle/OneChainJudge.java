package dev.understudy.sim.oracle;

import dev.understudy.base.Bytes;
import dev.understudy.base.StateDigest;
import dev.understudy.disk.DiskEvent;
import dev.understudy.disk.DiskReply;
import dev.understudy.disk.DiskRequest;
import dev.understudy.hypervisor.log.OutputKind;
import dev.understudy.sim.oracle.RunTrace.Logged;
import dev.understudy.sim.world.World;
import java.util.function.IntPredicate;

/** {@code one-chain}: once the disk has named a survivor, no other host has an effect outside. */
final class OneChainJudge extends Judge {
  private final Ledger ledger;
  private final HostRoster roster;
  private final TimedDiskHistory history;

  /** The incarnation that won last, or that has taken in a backup since. */
  private long diskOwner;

  /** How many hosts the disk had named in the newest generation when it last answered. */
  private int decisions;

  /** The index of the last output in the survivor's log. */
  private long lastOutput;

  OneChainJudge(JudgeContext context) {
    super(Oracle.ONE_CHAIN);
    this.history = new TimedDiskHistory();
    this.roster = context.roster();
    this.ledger = context.ledger();
  }

  private OneChainJudge(OneChainJudge other, Ledger ledger) {
    super(other);
    roster = ledger.roster();
    this.ledger = ledger;
    history = other.history.fork();
    diskOwner = other.diskOwner;
    decisions = other.decisions;
    lastOutput = other.lastOutput;
  }

  @Override
  OneChainJudge fork(Ledger forked) {
    return new OneChainJudge(this, forked);
  }

  @Override
  void settled(Logged entry) {
    if (entry.output() != null
        && (ledger.owner() == HostRoster.NOBODY || entry.host() != ledger.owner())) {
      lastOutput = entry.output().index();
    }
  }

  @Override
  void emitted(long nowNs, int who, OutputKind kind, long index, Bytes payload) {
    if (who != HostRoster.FIRST_PRIMARY) {
      findings()
          .expect(
              hasActed(who), nowNs, name(who, kind, index) + ", which the disk had never named");
    }
    int owner = ledger.owner();
    if (owner != who && (owner != HostRoster.NOBODY || who != ledger.author())) {
      findings()
          .expect(
              hasActed(who) && index <= lastOutput,
              nowNs,
              name(who, kind, index)
                  + " though the disk had named "
                  + roster.name(owner == HostRoster.NOBODY ? ledger.leader() : owner)
                  + ", whose log does not hold it");
    }
  }

  private boolean hasActed(int who) {
    return who == HostRoster.FIRST_PRIMARY || ledger.hasNamed(who);
  }

  private String name(int who, OutputKind kind, long index) {
    return kind.text() + " output " + index + " left " + roster.name(who);
  }

  /** The ledger has taken the answer in: it knows whether the disk has just named another host. */
  @Override
  void served(long nowNs, DiskRequest request, DiskReply reply) {
    if (ledger.decisions() > decisions && decisions > 0) {
      broken(nowNs, "the disk named more than one survivor of one generation");
    }
    decisions = ledger.decisions();
    history.served(nowNs, request);
  }

  /** Reads what the disk did since it last looked. */
  @Override
  void look(World world) {
    history.read(world, (event, atNs) -> event.match(new DiskReading(atNs)));
  }

  /** Finds out from what the disk did which host may write, and whether another one has written. */
  private final class DiskReading implements DiskEvent.Cases<DiskReading> {
    private final long atNs;

    DiskReading(long atNs) {
      this.atNs = atNs;
    }

    @Override
    public DiskReading testAndSetArrived(DiskEvent.TestAndSetArrived asked) {
      diskOwner = asked.decided() ? asked.incarnation() : diskOwner;
      return this;
    }

    @Override
    public DiskReading renewArrived(DiskEvent.RenewArrived renewed) {
      diskOwner = renewed.decided() ? renewed.incarnation() : diskOwner;
      return this;
    }

    @Override
    public DiskReading writeArrived(DiskEvent.WriteArrived write) {
      if (write.applied()) {
        judged();
        judge(write);
      }
      return this;
    }

    private void judge(DiskEvent.WriteArrived write) {
      if (diskOwner != 0 && write.incarnation() != diskOwner) {
        broken(
            atNs,
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

  @Override
  void ended(World world) {
    look(world);
    judged();
  }

  @Override
  void digestInto(StateDigest digest, IntPredicate live) {
    digest.add(diskOwner);
    digest.add(lastOutput);
  }
}
