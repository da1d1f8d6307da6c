package dev.understudy.sim.world;

import dev.understudy.disk.DiskRules;
import dev.understudy.ft.protocol.Rules;
import dev.understudy.ft.replica.ReplicationRules;
import dev.understudy.ft.replica.StorageRules;
import dev.understudy.hypervisor.SeamRules;
import dev.understudy.sim.net.LinkRules;

/**
 * All rules that safety rests on, in one record, so that a test can exchange one and show what it
 * is good for.
 *
 * @param protocol outputs, acknowledgements, detection, arbitration, going live
 * @param seam at which count an entry applies, what is logged, what replay compares
 * @param replication what epochs and checkpoints wait for, and how fast a primary may go
 * @param storage which disk request has to wait for which
 * @param disk who may write, and which write is a copy or overtaken
 * @param beside the seam rules of a machine that runs the survivor's log beside the world
 * @param link when a frame has left its sender
 */
public record RuleSet(
    Rules protocol,
    SeamRules seam,
    ReplicationRules replication,
    StorageRules storage,
    DiskRules disk,
    SeamRules beside,
    LinkRules link) {

  /** The rules of the product. */
  public static final RuleSet STANDARD =
      new RuleSet(
          Rules.PAPER,
          SeamRules.STANDARD,
          ReplicationRules.STANDARD,
          StorageRules.STANDARD,
          DiskRules.STANDARD,
          SeamRules.STANDARD,
          LinkRules.STANDARD);

  public RuleSet with(Rules other) {
    return new RuleSet(other, seam, replication, storage, disk, beside, link);
  }

  /** The hosts' machines have other rules, and the one beside the world keeps its own. */
  public RuleSet with(SeamRules other) {
    return new RuleSet(protocol, other, replication, storage, disk, beside, link);
  }

  /**
   * All machines have other rules, the one beside the world as well: what such a rule does wrong
   * shows in no comparison of machines.
   */
  public RuleSet withEverywhere(SeamRules other) {
    return new RuleSet(protocol, other, replication, storage, disk, other, link);
  }

  public RuleSet with(ReplicationRules other) {
    return new RuleSet(protocol, seam, other, storage, disk, beside, link);
  }

  public RuleSet with(StorageRules other) {
    return new RuleSet(protocol, seam, replication, other, disk, beside, link);
  }

  public RuleSet with(DiskRules other) {
    return new RuleSet(protocol, seam, replication, storage, other, beside, link);
  }

  public RuleSet with(LinkRules other) {
    return new RuleSet(protocol, seam, replication, storage, disk, beside, other);
  }
}
