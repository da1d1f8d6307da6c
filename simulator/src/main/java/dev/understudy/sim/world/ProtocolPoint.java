package dev.understudy.sim.world;

/** A point of the protocol that a fault can wait for. Points are numbered by entries or outputs. */
public enum ProtocolPoint {
  /** An entry was logged, and nothing of it has been sent. */
  ENTRY("entry"),
  /** The backup has the entry in its log buffer and has not acknowledged it. */
  RECEIVED("received"),
  /** The backup has replayed the entry. */
  REPLAYED("replayed"),
  /** An output may leave, and has not left yet. */
  OUTPUT("output"),
  /** An output has left the host. */
  SENT("sent");

  private final String word;

  ProtocolPoint(String word) {
    this.word = word;
  }

  /** As written in a scenario. */
  public String word() {
    return word;
  }
}
