package dev.understudy.sim.world;

import dev.understudy.disk.DiskRules;
import dev.understudy.ft.protocol.Rules;
import dev.understudy.ft.replica.ReplicationRules;
import dev.understudy.ft.replica.StorageRules;
import dev.understudy.hypervisor.SeamRules;

/**
 * Every rule that safety rests on, all in one hand. A demonstration exchanges one and shows what it
 * was good for.
 *
 * @param protocol outputs, acknowledgements, detection, arbitration, going live
 * @param seam at which count an entry applies, what is logged, what replay compares
 * @param replication what epochs and checkpoints wait for
 * @param storage which disk request has to wait for which
 * @param disk who may write, and which write is a copy or overtaken
 */
public record RuleBook(
    Rules protocol,
    SeamRules seam,
    ReplicationRules replication,
    StorageRules storage,
    DiskRules disk) {

  /** The product's. */
  public static final RuleBook STANDARD =
      new RuleBook(
          Rules.PAPER,
          SeamRules.STANDARD,
          ReplicationRules.STANDARD,
          StorageRules.STANDARD,
          DiskRules.STANDARD);

  public RuleBook with(Rules other) {
    return new RuleBook(other, seam, replication, storage, disk);
  }

  public RuleBook with(SeamRules other) {
    return new RuleBook(protocol, other, replication, storage, disk);
  }

  public RuleBook with(ReplicationRules other) {
    return new RuleBook(protocol, seam, other, storage, disk);
  }

  public RuleBook with(StorageRules other) {
    return new RuleBook(protocol, seam, replication, other, disk);
  }

  public RuleBook with(DiskRules other) {
    return new RuleBook(protocol, seam, replication, storage, other);
  }
}
