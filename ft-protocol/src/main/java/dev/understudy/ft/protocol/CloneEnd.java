package dev.understudy.ft.protocol;

/** How an attempt to clone the guest to another host ended. */
public enum CloneEnd {
  /** The next generation exists: source and destination are its pair. */
  PAIRED("the next generation exists"),
  /** The source heard nothing from the destination for the detection time. */
  SILENT("the destination fell silent"),
  /** The guest changes memory faster than the channel carries it, and may not be slowed. */
  NOT_CONVERGING("the guest changes memory faster than it gets across"),
  /** The source lost its backup meanwhile, and has to ask the disk first. */
  ARBITRATING("the source has to ask the disk first"),
  /** The disk does not take the destination for a backup. */
  REFUSED("the disk refuses the destination"),
  /** The guest ended. */
  GUEST_ENDED("the guest ended");

  private final String meaning;

  CloneEnd(String meaning) {
    this.meaning = meaning;
  }

  public String meaning() {
    return meaning;
  }
}
