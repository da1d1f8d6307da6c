package dev.understudy.sim.world;

import dev.understudy.disk.DiskRules;
import dev.understudy.ft.protocol.Rules;
import dev.understudy.ft.replica.StorageRules;
import dev.understudy.hypervisor.SeamRules;

/**
 * Every rule that safety rests on, all in one hand. A demonstration exchanges one and shows what it
 * was good for.
 *
 * @param protocol outputs, acknowledgements, detection, arbitration, going live
 * @param seam at which count an entry applies, what is logged, what replay compares
 * @param storage which disk request has to wait for which
 * @param disk who may write, and which write is a copy or overtaken
 */
public record RuleBook(Rules protocol, SeamRules seam, StorageRules storage, DiskRules disk) {

  /** The product's. */
  public static final RuleBook STANDARD =
      new RuleBook(Rules.PAPER, SeamRules.STANDARD, StorageRules.STANDARD, DiskRules.STANDARD);

  public RuleBook with(Rules other) {
    return new RuleBook(other, seam, storage, disk);
  }

  public RuleBook with(SeamRules other) {
    return new RuleBook(protocol, other, storage, disk);
  }

  public RuleBook with(StorageRules other) {
    return new RuleBook(protocol, seam, other, disk);
  }

  public RuleBook with(DiskRules other) {
    return new RuleBook(protocol, seam, storage, other);
  }
}
