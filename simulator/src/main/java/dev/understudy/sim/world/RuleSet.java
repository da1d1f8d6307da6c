package dev.understudy.sim.world;

import dev.understudy.disk.DiskRules;
import dev.understudy.ft.protocol.Rules;
import dev.understudy.ft.replica.ReplicationRules;
import dev.understudy.ft.replica.StorageRules;
import dev.understudy.hypervisor.SeamRules;

/**
 * All rules that safety rests on, in one record, so that a test can exchange one and show what it
 * is good for.
 *
 * @param protocol outputs, acknowledgements, detection, arbitration, going live
 * @param seam at which count an entry applies, what is logged, what replay compares
 * @param replication what epochs and checkpoints wait for
 * @param storage which disk request has to wait for which
 * @param disk who may write, and which write is a copy or overtaken
 */
public record RuleSet(
    Rules protocol,
    SeamRules seam,
    ReplicationRules replication,
    StorageRules storage,
    DiskRules disk) {

  /** The rules of the product. */
  public static final RuleSet STANDARD =
      new RuleSet(
          Rules.PAPER,
          SeamRules.STANDARD,
          ReplicationRules.STANDARD,
          StorageRules.STANDARD,
          DiskRules.STANDARD);

  public RuleSet with(Rules other) {
    return new RuleSet(other, seam, replication, storage, disk);
  }

  public RuleSet with(SeamRules other) {
    return new RuleSet(protocol, other, replication, storage, disk);
  }

  public RuleSet with(ReplicationRules other) {
    return new RuleSet(protocol, seam, other, storage, disk);
  }

  public RuleSet with(StorageRules other) {
    return new RuleSet(protocol, seam, replication, other, disk);
  }

  public RuleSet with(DiskRules other) {
    return new RuleSet(protocol, seam, replication, storage, other);
  }
}
