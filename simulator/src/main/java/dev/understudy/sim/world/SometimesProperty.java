package dev.understudy.sim.world;

/**
 * What should happen in some runs of a scenario. If it never does, the scenario tests less than it
 * seems to.
 */
public enum SometimesProperty {
  FAILOVER("failover", "a backup went live"),
  ALONE("alone", "a primary went on without its backup"),
  CONTEST("contest", "both hosts asked the disk for the same generation"),
  OUTPUT_HELD("output-held", "an output waited for an acknowledgement"),
  OUTPUT_REPEATED("output-repeated", "an output left twice, from two hosts"),
  OUTPUT_LOST("output-lost", "an output was held by a host that died"),
  IO_REISSUED("io-reissued", "a disk request was issued again by the host that went live"),
  TIMER_OVERDUE("timer-overdue", "a timer was overdue when a host went live"),
  RETRIED("retried", "a client sent a request again"),
  FRAME_LOST("frame-lost", "a network lost a frame"),
  FRAME_DUPLICATED("frame-duplicated", "a network delivered a frame twice"),
  FRAME_OVERTAKEN("frame-overtaken", "a network delivered frames in another order"),
  BACKUP_WAITED("backup-waited", "a backup had replayed everything it had"),
  CLONED("cloned", "a new backup was made"),
  CLONE_INTERRUPTED("clone-interrupted", "a clone came to nothing"),
  ROUGH_CLONE("rough-clone", "a new backup was made over a channel that loses or reorders"),
  SLOW_JOINER("slow-joiner", "a new backup was made on a slower host than its primary's"),
  MOVED("moved", "a host of the pair was moved to another place"),
  BACKUP_BEHIND("backup-behind", "a backup had entries to replay when it won the test-and-set"),
  INPUT_REFUSED("input-refused", "a key, a movement or a frame found no room in the guest"),
  OPERATED_IN_FAULT("operated-in-fault", "an operation was ordered while a fault lasted");

  private final String label;
  private final String doc;

  SometimesProperty(String label, String doc) {
    this.label = label;
    this.doc = doc;
  }

  /** As written in a scenario. */
  public String label() {
    return label;
  }

  public String doc() {
    return doc;
  }
}
